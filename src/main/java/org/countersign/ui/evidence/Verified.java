package org.countersign.ui.evidence;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.countersign.evidence.Verification;
import org.countersign.evidence.VerificationText;
import org.countersign.evidence.VerificationWords;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;

/// A bundle that was verified: which file, against whom, and what was found.
///
/// @param against whose certificates were taken as trusted
public record Verified(Path file, long size, String sha256, Instant at, Against against, Verification found) {
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
        return WORDS.head(found);
    }

    /// What the verdict rests on.
    String reason() {
        return WORDS.reason(found);
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
        lines.addAll(VerificationText.lines(found));
        return lines.stream().map(Formats::visible).collect(Collectors.joining("\n")) + "\n";
    }

    /// What even a genuine bundle leaves open.
    List<String> unproven() {
        return WORDS.unproven(found);
    }
}
