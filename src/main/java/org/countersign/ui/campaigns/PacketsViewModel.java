package org.countersign.ui.campaigns;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.countersign.app.Countersign;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.OpenKey;
import org.countersign.packet.ExportPacket;
import org.countersign.packet.ImportPacket;
import org.countersign.packet.Missing;
import org.countersign.packet.OpenPacket;
import org.countersign.packet.ReadPacket;
import org.countersign.packet.ReturnPacket;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Stranger;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;
import org.countersign.work.RefusedException;
import org.countersign.work.WholeFile;

/// What is done with packets: a reviewer's items out, and in on their machine; their signed decisions out, and
/// in again.
final class PacketsViewModel {
    private final Countersign app;
    private final Background background;
    private final Consumer<String> done;
    private boolean running;

    /// @param background for what derives keys from passphrases and verifies signatures
    /// @param done gets what was done, once it is
    PacketsViewModel(Countersign app, Background background, Consumer<String> done) {
        this.app = app;
        this.background = background;
        this.done = done;
    }

    /// What becomes of a file that is taken.
    interface Taken {
        /// Nobody knows who signed it.
        void unknown(Stranger who);

        /// It is refused, for this reason.
        void refused(String why);

        /// Its items wait in the queue of this campaign.
        void opened(String campaign);

        /// It is merged.
        void merged();
    }

    /// What the work comes to, on the thread of the window.
    private sealed interface Come {
        record Unknown(Stranger who) implements Come {}

        record Opened(OpenPacket.Outcome.Opened what) implements Come {}

        record Merged(ImportPacket.Outcome.Merged what) implements Come {}
    }

    /// Writes what waits for a reviewer, signed by the owner.
    ///
    /// @param passphrase is wiped
    /// @param answer gets what stands against it; empty where it is written
    void export(String campaign, String reviewer, String key, char[] passphrase, Path to, Consumer<String> answer) {
        if (running) {
            Arrays.fill(passphrase, '\0');
        }
        run(
                () -> {
                    try (Countersign own = app.beside()) {
                        ExportPacket.Outcome made = own.packets()
                                .export()
                                .run(
                                        own.actor(),
                                        new ExportPacket.Request(campaign, reviewer, false),
                                        OpenKey.of(key, passphrase),
                                        bytes -> WholeFile.stage(to, bytes));
                        return made;
                    } finally {
                        Arrays.fill(passphrase, '\0');
                    }
                },
                made -> {
                    answer.accept("");
                    done.accept(Strings.count(
                                    "campaigns.packet.written",
                                    made.items(),
                                    Formats.name(made.reviewer()),
                                    Formats.visible(to.toString()))
                            + (made.replaced().isPresent() ? " " + Strings.of("campaigns.packet.replaces") : "")
                            + (made.known() ? "" : " " + Strings.of("campaigns.packet.stranger")));
                },
                failure -> answer.accept(
                        failure instanceof RefusedException refused
                                        && refused.reason().equals(KeyFile.WRONG_PASSWORD)
                                ? Strings.of("campaigns.packet.passphrase")
                                : Failures.said(failure)));
    }

    /// Takes a packet or an answer, whichever a file is.
    ///
    /// @param compared the fingerprint of a certificate that a person has compared
    void take(Path file, Optional<String> compared, Taken taken) {
        run(() -> taken(file, compared), come -> came(come, taken), failure -> taken.refused(Failures.said(failure)));
    }

    private Come taken(Path file, Optional<String> compared) throws RefusedException {
        String name = Formats.visible(String.valueOf(file.getFileName()));
        byte[] bytes = read(file, name);
        try (Countersign own = app.beside()) {
            return switch (ReadPacket.kind(bytes)) {
                case PACKET ->
                    switch (own.packets().open().run(own.actor(), ReadPacket.of(name, bytes), compared)) {
                        case OpenPacket.Outcome.Opened opened -> new Come.Opened(opened);
                        case OpenPacket.Outcome.Unknown(
                                String owner,
                                X509Certificate certificate,
                                List<String> known) -> new Come.Unknown(new Stranger(true, owner, certificate, known));
                    };
                case ANSWER ->
                    switch (own.packets().merge().run(own.actor(), name, bytes, compared)) {
                        case ImportPacket.Outcome.Merged merged -> new Come.Merged(merged);
                        case ImportPacket.Outcome.Unknown(
                                String who,
                                X509Certificate certificate,
                                List<String> known) -> new Come.Unknown(new Stranger(false, who, certificate, known));
                    };
                case OTHER -> throw new RefusedException(name, Strings.of("campaigns.packet.other"), "");
            };
        }
    }

    private static byte[] read(Path file, String name) throws RefusedException {
        try {
            if (Files.size(file) > ReadPacket.LARGEST) {
                throw new RefusedException(name, Strings.of("campaigns.packet.other"), "");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new RefusedException(name, Strings.of("campaigns.packet.unreadable"), "");
        }
    }

    private void came(Come come, Taken taken) {
        switch (come) {
            case Come.Unknown(Stranger who) -> taken.unknown(who);
            case Come.Opened(OpenPacket.Outcome.Opened what) -> {
                done.accept(Strings.count(
                        "campaigns.packet.opened",
                        what.items(),
                        Formats.name(what.reviewer()),
                        Formats.line(what.title())));
                taken.opened(what.campaign());
            }
            case Come.Merged(ImportPacket.Outcome.Merged what) -> {
                List<String> missing = what.people().stream()
                        .filter(Missing::missing)
                        .map(one -> Formats.name(one.reviewer()))
                        .toList();
                done.accept(Strings.count("campaigns.packet.merged", what.decisions(), Formats.name(what.reviewer()))
                        + " "
                        + (missing.isEmpty()
                                ? Strings.of("campaigns.packet.nobody")
                                : Strings.of(
                                        "campaigns.packet.missing",
                                        missing.stream().collect(Collectors.joining(", ")))));
                taken.merged();
            }
        }
    }

    /// Writes the answer to the packet that a campaign came in.
    void handBack(String campaign, Path to, Consumer<String> refused) {
        run(
                () -> {
                    ReturnPacket.Outcome answer = app.packets().handBack().run(campaign);
                    WholeFile.replace(to, answer.bytes());
                    return answer;
                },
                answer -> done.accept(Strings.of(
                        "campaigns.packet.answered", Formats.visible(to.toString()), Formats.name(answer.owner()))),
                failure -> refused.accept(Failures.said(failure)));
    }

    /// One at a time: what comes while one is under way is not begun.
    private <T> void run(Callable<T> work, Consumer<T> come, Consumer<Exception> failed) {
        if (running) {
            failed.accept(new RefusedException("", Strings.of("campaigns.packet.busy"), ""));
            return;
        }
        running = true;
        background.run(
                work,
                value -> {
                    running = false;
                    come.accept(value);
                },
                failure -> {
                    running = false;
                    failed.accept(failure);
                });
    }
}
