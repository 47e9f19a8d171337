package org.countersign.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.countersign.text.English;
import org.countersign.text.Formats;

/// A verdict in sentences, the same ones on the command line, in JSON and on the screen, which speaks its own language.
public final class VerificationWords {
    /// In English.
    public static final VerificationWords ENGLISH = new VerificationWords(new Tongue() {
        @Override
        public String of(String key, Object... arguments) {
            return English.of(key, arguments);
        }

        @Override
        public String count(String key, long count, Object... more) {
            return English.count(key, count, more);
        }

        @Override
        public String number(long number) {
            return Formats.number(number);
        }
    });

    /// A language.
    public interface Tongue {
        /// A sentence.
        String of(String key, Object... arguments);

        /// A sentence about so many.
        String count(String key, long count, Object... more);

        /// A number.
        String number(long number);
    }

    private final Tongue tongue;

    /// In this language.
    public VerificationWords(Tongue tongue) {
        this.tongue = tongue;
    }

    /// The verdict in one sentence.
    public String head(Verification found) {
        return tongue.of("evidence.verdict." + found.verdict());
    }

    /// What the verdict rests on.
    public String reason(Verification found) {
        long failed = found.checks().stream().filter(check -> !check.holds()).count();
        return switch (found.verdict()) {
            case NOT_GENUINE -> tongue.count("evidence.reason.NOT_GENUINE", failed);
            case REVOKED ->
                tongue.count("evidence.reason.REVOKED", found.revoked().size(), names(found.revoked()));
            case STRANGER ->
                tongue.count("evidence.reason.STRANGER", found.strangers().size(), names(found.strangers()));
            case ASSERTED -> tongue.of("evidence.reason.ASSERTED");
            case INCOMPLETE -> {
                Reviewed reviewed = found.reviewed().orElseThrow();
                yield hold(found)
                        + tongue.count("evidence.reason.INCOMPLETE", reviewed.open(), tongue.number(reviewed.items()));
            }
            case COMPLETE ->
                hold(found)
                        + tongue.count(
                                "evidence.reason.COMPLETE",
                                found.reviewed().orElseThrow().items());
        };
    }

    private String hold(Verification found) {
        long proven = found.standings().stream().filter(Standing::proven).count();
        return tongue.count("evidence.reason.hold", found.signers().size())
                + (proven == 0 ? " " : " " + tongue.count("evidence.proven.time", proven) + " ");
    }

    private static String names(List<String> addresses) {
        return addresses.stream()
                .distinct()
                .map(one -> Formats.name(Formats.visible(one)))
                .collect(Collectors.joining(", "));
    }

    /// What even a genuine bundle leaves open.
    public List<String> unproven(Verification found) {
        var lines = new ArrayList<String>();
        if (found.verdict() == Verification.Verdict.NOT_GENUINE) {
            lines.add(tongue.of("evidence.unproven.changed"));
        }
        lines.add(tongue.of("evidence.unproven.source"));
        lines.add(tongue.of("evidence.unproven.key"));
        time(found.standings(), lines);
        found.reviewed().ifPresent(reviewed -> {
            long refused = reviewed.sources().stream()
                    .mapToLong(Reviewed.Source::rowsRefused)
                    .sum();
            if (refused > 0) {
                lines.add(tongue.count("evidence.unproven.refused", refused));
            }
            String partly = reviewed.sources().stream()
                    .filter(one -> !one.complete())
                    .map(one -> Formats.visible(one.source()))
                    .collect(Collectors.joining(", "));
            if (!partly.isEmpty()) {
                lines.add(tongue.of("evidence.unproven.partly", partly));
            }
        });
        return lines;
    }

    /// What of time and revocation is only claimed, or not known.
    private void time(List<Standing> standings, List<String> lines) {
        if (standings.isEmpty() || standings.stream().anyMatch(one -> !one.proven())) {
            lines.add(tongue.of("evidence.unproven.time"));
        }
        long stamped = standings.stream()
                .filter(one -> one.stamp()
                        .filter(stamp -> !stamp.named() && stamp.revoked().isEmpty())
                        .isPresent())
                .count();
        if (stamped > 0) {
            lines.add(tongue.count("evidence.unproven.stamp", stamped));
        }
        long withdrawn = standings.stream()
                .filter(one -> one.stamp().flatMap(Standing.Stamp::revoked).isPresent())
                .count();
        if (withdrawn > 0) {
            lines.add(tongue.count("evidence.unproven.withdrawn", withdrawn));
        }
        if (standings.isEmpty()
                || standings.stream()
                        .anyMatch(one -> one.revocation() instanceof Standing.Revocation.NotKnown
                                || one.revocation() instanceof Standing.Revocation.SelfSigned)) {
            lines.add(tongue.of("evidence.unproven.revoked"));
        }
    }

    /// The verdict on a document by itself, in one sentence.
    public String head(DocumentVerification found) {
        return switch (found.verdict()) {
            case NOT_GENUINE -> tongue.of("evidence.document.NOT_GENUINE");
            case STRANGER -> tongue.of("evidence.verdict.STRANGER");
            case ASSERTED -> tongue.of("evidence.verdict.ASSERTED");
            case GENUINE -> tongue.of("evidence.document.GENUINE");
        };
    }

    /// What the verdict on a document by itself rests on.
    public String reason(DocumentVerification found) {
        long failed = found.checks().stream().filter(check -> !check.holds()).count();
        return switch (found.verdict()) {
            case NOT_GENUINE -> tongue.count("evidence.reason.NOT_GENUINE", failed);
            case STRANGER ->
                tongue.count(
                        "evidence.reason.STRANGER",
                        found.strangers().size(),
                        names(found.strangers().stream()
                                .map(one -> address(found, one))
                                .toList()));
            case ASSERTED -> tongue.of("evidence.document.ASSERTED");
            case GENUINE -> tongue.count("evidence.reason.hold", found.signers().size());
        };
    }

    /// Whose certificate has this fingerprint; the fingerprint itself where that one names nobody.
    private static String address(DocumentVerification found, String fingerprint) {
        return found.signers().stream()
                .filter(one ->
                        one.fingerprint().equals(fingerprint) && !one.address().isEmpty())
                .map(DocumentVerification.DocumentSigner::address)
                .findFirst()
                .orElse(fingerprint);
    }

    /// What a document by itself leaves open.
    public List<String> unproven(DocumentVerification found) {
        var lines = new ArrayList<String>();
        if (found.verdict() == DocumentVerification.Verdict.NOT_GENUINE) {
            lines.add(tongue.of("evidence.unproven.changed"));
        }
        lines.add(tongue.of("evidence.unproven.records"));
        lines.add(tongue.of("evidence.unproven.key"));
        time(found.standings(), lines);
        return lines;
    }
}
