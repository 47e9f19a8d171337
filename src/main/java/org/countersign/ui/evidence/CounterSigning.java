package org.countersign.ui.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.countersign.app.Countersign;
import org.countersign.evidence.CounterSign;
import org.countersign.evidence.OpenKey;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.preferences.Signing;
import org.countersign.ui.preferences.Stamps;
import org.countersign.work.CancelledException;
import org.countersign.work.RefusedException;
import org.countersign.work.WholeFile;

/// Puts one more signature under a report that was verified, in a file of its own; the report stays as it is.
final class CounterSigning {
    private final Signing signing;
    private final Consumer<String> said;
    private int tries;

    /// @param said gets what was done
    CounterSigning(Signing signing, Consumer<String> said) {
        this.signing = signing;
        this.said = said;
    }

    /// From which file into which, and by which key.
    ///
    /// @param passphrase is wiped
    record Draft(Path report, Path signed, String keyFile, char[] passphrase) {}

    /// What the signed file may be called: beside the report, by another name.
    static String name(Path report) {
        return String.valueOf(report.getFileName()).replaceFirst("(?i)\\.pdf$", "") + "-countersigned.pdf";
    }

    /// Signs. One at a time: a second call while one is under way does nothing.
    ///
    /// @param step gets how long an authority has been waited for
    /// @param answer gets what stands against it; empty where it is signed
    /// @param done gets the file that was written
    void sign(Draft draft, Stamps stamps, Consumer<String> step, Consumer<String> answer, Consumer<Path> done) {
        if (signing.busy()) {
            Arrays.fill(draft.passphrase(), '\0');
            return;
        }
        signing.run(
                stamps,
                proofs -> {
                    try {
                        CounterSign.requireOther(draft.report(), draft.signed());
                        String place = Formats.visible(draft.report().toString());
                        CounterSign.Outcome outcome = Countersign.counterSign()
                                .run(
                                        place,
                                        bytes(draft.report(), place),
                                        OpenKey.of(KeyWords.key(draft.keyFile()), draft.passphrase()),
                                        proofs);
                        WholeFile.replace(draft.signed(), outcome.document());
                        return outcome;
                    } finally {
                        Arrays.fill(draft.passphrase(), '\0');
                    }
                },
                step,
                outcome -> {
                    tries = 0;
                    answer.accept("");
                    said.accept(Strings.count(
                                    "evidence.counter.saved",
                                    outcome.signatures(),
                                    Formats.visible(draft.signed().toString()))
                            + " "
                            + stamps.said(outcome.level(), outcome.notes()));
                    done.accept(draft.signed());
                },
                failure -> answer.accept(failed(failure)));
    }

    private String failed(Exception failure) {
        tries += KeyWords.isWrongPassphrase(failure) ? 1 : 0;
        return failure instanceof CancelledException ? Strings.of("timestamps.stopped") : KeyWords.said(failure, tries);
    }

    private static byte[] bytes(Path report, String place) throws RefusedException {
        try {
            return Files.readAllBytes(report);
        } catch (IOException e) {
            throw new RefusedException(place, Strings.of("evidence.verify.unreadable"), "");
        }
    }

    /// Waits for no authority any more.
    void stop() {
        signing.stop();
    }
}
