package org.countersign.drift;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;

/// A rule that holds for a subject.
///
/// @param fingerprint as [#fingerprint(String, String, Subject)], which is asked for again and again
/// @param raised whether the severity was raised because the account or group is privileged
/// @param source where the subject lives
/// @param account the account it is about, where there is one: what a review item looks up
/// @param evidence rule-specific facts
/// @param suppressedBy the id of the exception that suppresses it; never silent
/// @param standing what earlier runs know of it
public record Finding(
        String fingerprint,
        String rule,
        Severity severity,
        boolean raised,
        String source,
        Subject subject,
        Optional<IdentityRef> identity,
        Optional<String> account,
        String summary,
        ObjectNode evidence,
        Optional<String> suppressedBy,
        Optional<Standing> standing) {
    /// By severity, rule, source, subject: the order of reports.
    public static final Comparator<Finding> ORDER = Comparator.comparing(Finding::severity)
            .thenComparing(Finding::rule)
            .thenComparing(Finding::source)
            .thenComparing(finding -> finding.subject().id())
            .thenComparing(finding -> finding.subject().discriminator().orElse(""));

    /// The identity behind the subject.
    public record IdentityRef(String source, String id, String label) {}

    /// The first 16 hex digits of SHA-256 over the RFC 8785 form of `[rule, source, subject.type,
    /// subject.id]`, and the subject's discriminator where it has one.
    public static String fingerprint(String rule, String source, Subject subject) {
        var key = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                .arrayNode()
                .add(rule)
                .add(source)
                .add(subject.type().text())
                .add(subject.id());
        subject.discriminator().ifPresent(key::add);
        return Sha256.hex(CanonicalJson.bytes(key)).substring(0, 16);
    }

    /// The same, with what earlier runs know of it.
    Finding standing(Standing known) {
        return new Finding(
                fingerprint,
                rule,
                severity,
                raised,
                source,
                subject,
                identity,
                account,
                summary,
                evidence,
                suppressedBy,
                Optional.of(known));
    }

    /// When a run saw it first.
    public Optional<Instant> firstSeen() {
        return standing.map(Standing::firstSeen);
    }

    /// Where it stands.
    public Status status() {
        return standing.map(known -> known.status(suppressedBy.isPresent()))
                .orElse(suppressedBy.isPresent() ? Status.SUPPRESSED : Status.OPEN);
    }

    /// Whether a person knows of it, and that still covers it.
    public boolean acknowledged() {
        return status() == Status.ACKNOWLEDGED;
    }

    /// As `countersign drift --format json` prints it.
    public ObjectNode json() {
        ObjectNode node = CanonicalJson.object()
                .put("rule", rule)
                .put("severity", severity.text())
                .put("source", source);
        node.putObject("subject")
                .put("type", subject.type().text())
                .put("id", subject.id())
                .put("label", subject.label());
        identity.ifPresent(ref -> node.putObject("identity")
                .put("source", ref.source())
                .put("id", ref.id())
                .put("label", ref.label()));
        firstSeen().ifPresent(at -> node.put("firstSeen", Formats.instant(at)));
        node.put("fingerprint", fingerprint).put("summary", summary);
        node.set("evidence", evidence);
        node.put("suppressedBy", suppressedBy.orElse(null)).put("status", status().text());
        standing.filter(known -> known.returns() > 0).ifPresent(known -> node.putObject("back")
                .put("times", known.returns())
                .put("since", Formats.instant(known.since())));
        standing.flatMap(Standing::acknowledged).ifPresent(word -> node.set("acknowledged", StoredFinding.json(word)));
        return node;
    }
}
