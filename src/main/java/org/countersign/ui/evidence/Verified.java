package org.countersign.ui.evidence;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.evidence.DocumentVerification;
import org.countersign.evidence.Verification;
import org.countersign.evidence.Verification.Check;
import org.countersign.evidence.VerificationText;
import org.countersign.evidence.VerificationWords;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;

/// A bundle or a document by itself that was verified: which file, against whom, and what was found.
///
/// @param against whose certificates were taken as trusted
public record Verified(Path file, long size, String sha256, Instant at, Against against, Found found) {
    /// As the screen speaks.
    private static final VerificationWords WORDS = new VerificationWords(new VerificationWords.Tongue() {
        @Override
        public String of(String key, Object... arguments) {
            return Strings.of(key, arguments);
        }

        @Override
        public String count(String key, long count, Object... more) {
            return Strings.count(key, count, more);
        }

        @Override
        public String number(long number) {
            return Spoken.number(number);
        }
    });

    /// What was found.
    public sealed interface Found {
        /// Of a bundle.
        record OfBundle(Verification whole) implements Found {}

        /// Of a PDF without its bundle.
        record OfDocument(DocumentVerification whole) implements Found {}
    }

    /// Whether one more person can sign it: a document by itself of which everything holds.
    boolean canBeCounterSigned() {
        return found instanceof Found.OfDocument(DocumentVerification whole)
                && whole.checks().stream().allMatch(Check::holds);
    }

    /// Who signed a document, as their certificates say; nobody where it is a bundle.
    List<String> signedBy() {
        return found instanceof Found.OfDocument(DocumentVerification whole)
                ? whole.signers().stream()
                        .map(signer -> Formats.name(signer.name()))
                        .toList()
                : List.of();
    }

    /// What was found of a bundle; empty of a document.
    Optional<Verification> bundle() {
        return found instanceof Found.OfBundle(Verification whole) ? Optional.of(whole) : Optional.empty();
    }

    /// Whom the signers were measured against.
    ///
    /// @param certificates 0 = nobody
    /// @param file that they came from; empty for the workspace's own trusted signers
    public record Against(int certificates, String file) {
        /// In words.
        String words() {
            return certificates == 0
                    ? Strings.of("evidence.against.nobody")
                    : file.isEmpty()
                            ? Strings.count("evidence.against.roster", certificates)
                            : Strings.count("evidence.against.file", certificates, Formats.visible(file));
        }
    }

    /// The file's name, safe to show.
    String name() {
        return Formats.visible(String.valueOf(file.getFileName()));
    }

    /// The verdict in one sentence.
    String head() {
        return switch (found) {
            case Found.OfBundle(Verification whole) -> WORDS.head(whole);
            case Found.OfDocument(DocumentVerification whole) -> WORDS.head(whole);
        };
    }

    /// What the verdict rests on.
    String reason() {
        return switch (found) {
            case Found.OfBundle(Verification whole) -> WORDS.reason(whole);
            case Found.OfDocument(DocumentVerification whole) -> WORDS.reason(whole);
        };
    }

    /// File, size, digest, when and against whom.
    String facts(ZoneId zone) {
        return Strings.of(
                "evidence.verified.facts",
                Formats.name(name()),
                Sizes.words(size),
                Formats.digest(sha256),
                Spoken.at(at, zone),
                against.words());
    }

    /// What a person copies: the file, the verdict, and what `evidence verify` prints.
    String text() {
        var lines = new ArrayList<String>();
        lines.add(name());
        lines.add("SHA-256 " + sha256);
        lines.add("Verified " + Formats.instant(at));
        lines.add("");
        lines.addAll(
                switch (found) {
                    case Found.OfBundle(Verification whole) -> VerificationText.lines(whole);
                    case Found.OfDocument(DocumentVerification whole) -> VerificationText.lines(whole);
                });
        return lines.stream().map(Formats::visible).collect(Collectors.joining("\n")) + "\n";
    }

    /// What was checked.
    List<Check> checks() {
        return switch (found) {
            case Found.OfBundle(Verification whole) -> whole.checks();
            case Found.OfDocument(DocumentVerification whole) -> whole.checks();
        };
    }

    /// What even a genuine one leaves open.
    List<String> unproven() {
        return switch (found) {
            case Found.OfBundle(Verification whole) -> WORDS.unproven(whole);
            case Found.OfDocument(DocumentVerification whole) -> WORDS.unproven(whole);
        };
    }
}
