package org.countersign.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.countersign.app.Countersign;
import org.countersign.evidence.DocumentVerification;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.RevocationList;
import org.countersign.evidence.SourceArchive;
import org.countersign.evidence.Verification;
import org.countersign.evidence.VerificationText;
import org.countersign.evidence.VerifyDocument;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `evidence export`, `evidence verify` and `evidence counter-sign`.
@Command(
        name = "evidence",
        description = "Exports or verifies the evidence bundle; counter-signs the report.",
        subcommands = CounterSignCommand.class)
final class EvidenceCommand {
    @ParentCommand
    private RootCommand root;

    RootCommand root() {
        return root;
    }

    @Command(name = "export", description = "Writes the bundle that the owner signed.")
    int export(
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "OUT.asice") Path file,
            @Option(
                            names = "--with-sources",
                            paramLabel = "PATH",
                            arity = "1..*",
                            description =
                                    "Files and folders that were imported: OUT.sources.zip gets what is found of them.")
                    @Nullable
                    List<Path> sources)
            throws RefusedException {
        try (var app = root.open()) {
            byte[] bundle = app.exportEvidence().bundle(name);
            root.terminal().write(file, bundle);
            root.terminal().line("Written to " + file + ", SHA-256 " + Sha256.hex(bundle));
            if (sources != null) {
                Path beside = Path.of(file.toString().replaceFirst("\\.asice$", "") + ".sources.zip");
                SourceArchive.Outcome outcome = SourceArchive.of(bundle).pack(sources, beside);
                root.terminal().line("Sources written to " + beside + ":");
                told(outcome, Format.table);
            }
            return 0;
        }
    }

    @Command(
            name = "verify",
            description = {
                "Verifies a bundle, or a report (PDF) by itself; needs no workspace.",
                "Exit 0: it is what was signed. 1: it is not, or is whole and by a stranger."
            })
    int verify(
            @Parameters(paramLabel = "FILE", description = "What evidence export or report wrote.") Path file,
            @Option(names = "--trust", paramLabel = "TRUST.pem", description = "CA certificates and pinned signers.")
                    @Nullable
                    Path trust,
            @Option(
                            names = "--sources",
                            paramLabel = "ARCHIVE",
                            description = "The files that the snapshots were read from.")
                    @Nullable
                    Path sources,
            @Option(
                            names = "--crl",
                            paramLabel = "FILE",
                            description = "Revocation lists newer than those that the bundle brings.")
                    @Nullable
                    List<Path> lists,
            @Option(
                            names = "--format",
                            paramLabel = "table|json",
                            defaultValue = "table",
                            description = "How to print it: table, or json.")
                    Format format)
            throws RefusedException {
        if (format == Format.csv) {
            throw new RefusedException("--format csv", "A verdict is no table.", "Use --format json.");
        }
        var given = new ArrayList<RevocationList>();
        for (Path one : lists == null ? List.<Path>of() : lists) {
            given.add(RevocationList.of(one.toString(), root.terminal().read(one)));
        }
        List<X509Certificate> trusted = trust == null
                ? List.of()
                : KeyFile.certificates(trust.toString(), root.terminal().read(trust));
        byte[] bytes = root.terminal().read(file);
        String name = String.valueOf(file.getFileName());
        if (VerifyDocument.isDocument(bytes)) {
            DocumentVerification found = Countersign.verifyDocument().run(bytes, trusted);
            print(format, () -> VerdictJson.of(name, bytes, found), VerificationText.lines(found));
            return found.faults().isEmpty() ? 0 : 1;
        }
        Verification found = Countersign.verifyBundle().run(bytes, trusted, given);
        print(format, () -> VerdictJson.of(name, bytes, found), VerificationText.lines(found));
        // Against a bundle that is not what was signed, its files prove nothing.
        boolean whole = sources == null
                || (found.genuine() && told(SourceArchive.of(bytes).verify(sources), format));
        return found.genuine() && whole ? 0 : 1;
    }

    /// @param json made only where it is asked for: it digests the whole file
    private void print(Format format, Supplier<ObjectNode> json, List<String> lines) {
        if (format == Format.json) {
            root.terminal().json(json.get());
        } else {
            lines.forEach(root.terminal()::line);
        }
    }

    /// Whether all files are there, and nothing else; beside JSON on the error stream.
    private boolean told(SourceArchive.Outcome outcome, Format format) {
        Consumer<String> say = format == Format.json ? root.terminal()::note : root.terminal()::line;
        outcome.faults().forEach(fault -> say.accept("FAIL  " + fault));
        outcome.missing().forEach(name -> say.accept("MISSING  " + name));
        say.accept((outcome.holds() ? "OK    " : "NOT WHOLE  ") + Formats.counted(outcome.files(), "source file")
                + ", each as the signed index names it"
                + (outcome.missing().isEmpty() ? "" : "; " + outcome.missing().size() + " are not there") + ".");
        return outcome.holds();
    }
}
