package org.countersign.ui.evidence;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.countersign.evidence.Reviewed;
import org.countersign.evidence.Verification;
import org.countersign.evidence.VerificationText;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;

/// A bundle that was verified: which file, against whom, and what was found.
///
/// @param against whose certificates were taken as trusted
public record Verified(Path file, long size, String sha256, Instant at, Against against, Verification found) {
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
        return Strings.of("evidence.verdict." + found.verdict());
    }

    /// What the verdict rests on.
    String reason() {
        long failed = found.checks().stream().filter(check -> !check.holds()).count();
        return switch (found.verdict()) {
            case NOT_GENUINE -> Strings.count("evidence.reason.NOT_GENUINE", failed);
            case STRANGER ->
                Strings.count("evidence.reason.STRANGER", found.strangers().size(), strangers());
            case ASSERTED -> Strings.of("evidence.reason.ASSERTED");
            case INCOMPLETE -> {
                Reviewed reviewed = found.reviewed().orElseThrow();
                yield hold()
                        + Strings.count("evidence.reason.INCOMPLETE", reviewed.open(), Spoken.number(reviewed.items()));
            }
            case COMPLETE ->
                hold()
                        + Strings.count(
                                "evidence.reason.COMPLETE",
                                found.reviewed().orElseThrow().items());
        };
    }

    private String hold() {
        return Strings.count("evidence.reason.hold", found.signers().size()) + " ";
    }

    private String strangers() {
        return found.strangers().stream()
                .distinct()
                .map(one -> Formats.name(Formats.visible(one)))
                .collect(Collectors.joining(", "));
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
        var lines = new ArrayList<String>();
        if (found.verdict() == Verification.Verdict.NOT_GENUINE) {
            lines.add(Strings.of("evidence.unproven.changed"));
        }
        lines.add(Strings.of("evidence.unproven.source"));
        lines.add(Strings.of("evidence.unproven.key"));
        lines.add(Strings.of("evidence.unproven.time"));
        found.reviewed().ifPresent(reviewed -> {
            long refused = reviewed.sources().stream()
                    .mapToLong(Reviewed.Source::rowsRefused)
                    .sum();
            if (refused > 0) {
                lines.add(Strings.count("evidence.unproven.refused", refused));
            }
            String partly = reviewed.sources().stream()
                    .filter(one -> !one.complete())
                    .map(one -> Formats.visible(one.source()))
                    .collect(Collectors.joining(", "));
            if (!partly.isEmpty()) {
                lines.add(Strings.of("evidence.unproven.partly", partly));
            }
        });
        return lines;
    }
}
