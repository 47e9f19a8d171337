package org.countersign.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.app.Countersign;
import org.countersign.evidence.KeyFile;
import org.countersign.packet.ExportPacket;
import org.countersign.packet.ImportPacket;
import org.countersign.packet.Missing;
import org.countersign.packet.OpenPacket;
import org.countersign.packet.Packet;
import org.countersign.packet.ReadPacket;
import org.countersign.packet.ReturnPacket;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `packet export`, `open`, `return`, `import`, `status`.
@Command(name = "packet", description = "Reviewers on other machines: their items out, their signed decisions back.")
final class PacketCommand {
    private static final String TRUST = "The fingerprint (SHA-256) of a certificate that you have compared.";

    @ParentCommand
    private RootCommand root;

    @Command(name = "export", description = "Writes what waits for a reviewer, signed by the campaign's owner.")
    int export(
            @Parameters(index = "0", paramLabel = "NAME", description = "The campaign.") String name,
            @Parameters(index = "1", paramLabel = "OUT", description = "Such as grace.packet.asice.") Path out,
            @Option(names = "--reviewer", required = true, paramLabel = "EMAIL") String reviewer,
            @Option(names = "--key", required = true, paramLabel = "FILE.p12", description = "The owner's.") Path key,
            @Option(names = "--again", description = "Also what they have signed, to say it otherwise.") boolean again,
            @Option(names = "--password-file", paramLabel = "FILE", description = "Or - for standard input.") @Nullable
                    String passwordFile)
            throws RefusedException {
        char[] password = root.terminal().password(Optional.ofNullable(passwordFile), "Password of " + key + ":");
        try (var app = root.open()) {
            ExportPacket.Outcome made = app.packets()
                    .export()
                    .run(
                            app.actor(),
                            new ExportPacket.Request(name, reviewer, again),
                            KeyFile.open(key, password),
                            bytes -> root.terminal().stage(out, bytes));
            root.terminal()
                    .line(Formats.counted(made.items(), "item") + " for " + made.reviewer() + " written to " + out
                            + ", SHA-256 " + Sha256.hex(made.bytes()));
            made.replaced().ifPresent(at -> root.terminal()
                    .line("It replaces the packet of " + Formats.instant(at)
                            + ", whose answer is not taken any more."));
            if (!made.known()) {
                root.terminal()
                        .line("The certificate of " + made.reviewer()
                                + " is not known here yet: compare its fingerprint when the answer comes.");
            }
            return 0;
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    @Command(name = "open", description = "Opens a packet in a workspace of the reviewer's own.")
    int open(
            @Parameters(index = "0", paramLabel = "FILE") Path file,
            @Parameters(index = "1", arity = "0..1", paramLabel = "WORKSPACE", description = "Made if missing; or -w.")
                    @Nullable
                    Path workspace,
            @Option(names = "--trust", paramLabel = "SHA256", description = TRUST) @Nullable String trust)
            throws RefusedException {
        Optional<String> compared = Fingerprints.given(trust);
        Packet packet = ReadPacket.of(file.toString(), read(file));
        try (Countersign app = workspace == null ? root.openOrMake() : root.openOrMake(workspace)) {
            OpenPacket.Outcome outcome = app.packets().open().run(app.actor(), packet, compared);
            if (outcome instanceof OpenPacket.Outcome.Unknown unknown) {
                root.terminal()
                        .note(Fingerprints.question(
                                "owner of the campaign", unknown.owner(), unknown.certificate(), unknown.known()));
                if (!root.terminal().confirmed("Is this the owner's certificate?")) {
                    throw Fingerprints.refused(unknown.owner(), unknown.certificate());
                }
                outcome = app.packets()
                        .open()
                        .run(
                                app.actor(),
                                packet,
                                Optional.of(org.countersign.evidence.SigningKey.fingerprint(unknown.certificate())));
            }
            if (outcome instanceof OpenPacket.Outcome.Opened opened) {
                root.terminal()
                        .line(Formats.counted(opened.items(), "item") + " of “" + Formats.visible(opened.title())
                                + "” wait for " + opened.reviewer() + " in "
                                + app.workspace().file()
                                + (opened.fresh() < opened.items() ? ", " + opened.fresh() + " of them new" : "")
                                + ".");
                root.terminal()
                        .line("Decide and sign them, then: countersign packet return " + opened.campaign()
                                + " OUT, and send that to " + opened.owner() + ".");
            }
            return 0;
        }
    }

    @Command(name = "return", description = "Writes the answer to a packet that was decided and signed.")
    int handBack(
            @Parameters(index = "0", paramLabel = "NAME", description = "The campaign.") String name,
            @Parameters(index = "1", paramLabel = "OUT", description = "Such as grace.answer.asice.") Path out)
            throws RefusedException {
        try (var app = root.open()) {
            ReturnPacket.Outcome answer = app.packets().handBack().run(name);
            root.terminal().write(out, answer.bytes());
            root.terminal()
                    .line("Written to " + out + ", SHA-256 " + Sha256.hex(answer.bytes()) + ". Send it to "
                            + answer.owner() + ".");
            return 0;
        }
    }

    @Command(name = "import", description = "Merges the answer to a packet, whole or not at all.")
    int merge(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--trust", paramLabel = "SHA256", description = TRUST) @Nullable String trust)
            throws RefusedException {
        Optional<String> compared = Fingerprints.given(trust);
        byte[] bytes = read(file);
        try (var app = root.open()) {
            ImportPacket packets = app.packets().merge();
            ImportPacket.Outcome outcome = packets.run(app.actor(), file.toString(), bytes, compared);
            if (outcome instanceof ImportPacket.Outcome.Unknown unknown) {
                root.terminal()
                        .note(Fingerprints.question(
                                "reviewer", unknown.reviewer(), unknown.certificate(), unknown.known()));
                if (!root.terminal().confirmed("Is this the reviewer's certificate?")) {
                    throw Fingerprints.refused(unknown.reviewer(), unknown.certificate());
                }
                outcome = packets.run(
                        app.actor(),
                        file.toString(),
                        bytes,
                        Optional.of(org.countersign.evidence.SigningKey.fingerprint(unknown.certificate())));
            }
            if (outcome instanceof ImportPacket.Outcome.Merged merged) {
                say(merged);
            }
            return 0;
        }
    }

    private void say(ImportPacket.Outcome.Merged merged) {
        root.terminal()
                .line(Formats.counted(merged.decisions(), "decision") + " of " + merged.reviewer() + ", signed at "
                        + Formats.instant(merged.signedAt()) + " as they claim, are merged into " + merged.campaign()
                        + (merged.exceptionsMade() > 0
                                ? "; " + Formats.counted(merged.exceptionsMade(), "exception") + " made"
                                : "")
                        + ".");
        List<Missing> missing =
                merged.people().stream().filter(Missing::missing).toList();
        root.terminal()
                .line(
                        missing.isEmpty()
                                ? "Nobody is missing: close it, countersign campaign close " + merged.campaign()
                                : "Still missing: "
                                        + missing.stream()
                                                .map(PacketCommand::inWords)
                                                .collect(Collectors.joining("; ")) + ".");
    }

    private static String inWords(Missing one) {
        return one.reviewer() + " (" + one.open() + " open"
                + (one.unsigned() > 0 ? ", " + one.unsigned() + " not signed" : "")
                + (one.out() ? ", packet of " + Formats.instant(one.packetMade().orElseThrow()) + " is out" : "")
                + ")";
    }

    @Command(name = "status", description = "Who is still missing, and whose packet is out.")
    int status(
            @Parameters(paramLabel = "NAME", description = "The campaign.") String name,
            @Option(names = "--format", defaultValue = "table") Format format)
            throws RefusedException {
        try (var app = root.open()) {
            List<Missing> all = app.packets().status().run(name);
            switch (format) {
                case table ->
                    root.terminal()
                            .table(HEAD, all.stream().map(PacketCommand::row).toList());
                case csv ->
                    root.terminal()
                            .csv(HEAD, all.stream().map(PacketCommand::row).toList());
                case json -> {
                    ObjectNode node = CanonicalJson.object();
                    var array = node.putArray("reviewers");
                    for (Missing one : all) {
                        ObjectNode entry = array.addObject()
                                .put("reviewer", one.reviewer())
                                .put("missing", one.missing())
                                .put("items", one.items())
                                .put("open", one.open())
                                .put("unsigned", one.unsigned());
                        one.packetMade().ifPresent(at -> entry.put("packet", Formats.instant(at)));
                        one.answered().ifPresent(at -> entry.put("answered", Formats.instant(at)));
                    }
                    root.terminal().json(node);
                }
            }
            return 0;
        }
    }

    private static final List<String> HEAD =
            List.of("reviewer", "missing", "items", "open", "unsigned", "packet", "answered");

    private static List<String> row(Missing one) {
        return List.of(
                one.reviewer(),
                one.missing() ? "yes" : "no",
                Integer.toString(one.items()),
                Integer.toString(one.open()),
                Integer.toString(one.unsigned()),
                one.packetMade().map(Formats::instant).orElse(""),
                one.answered().map(Formats::instant).orElse(""));
    }

    /// As much of a file as a packet can have, and a byte more.
    private byte[] read(Path file) throws RefusedException {
        try (var stream = Files.newInputStream(file)) {
            return stream.readNBytes(ReadPacket.LARGEST + 1);
        } catch (IOException e) {
            throw new RefusedException(
                    file.toString(), "The file cannot be read.", "Does it exist, and may you read it?");
        }
    }
}
