package org.countersign.ui.findings;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import org.countersign.drift.FindingChange;
import org.countersign.drift.ToldStore;
import org.countersign.drift.list.ListedFinding;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;

/// Where a finding stands, in words.
///
/// @param tone the name of its colour in the style sheet
public record FindingStatus(Kind kind, String text, String tone) {
    /// What the words say.
    public enum Kind {
        /// It waits for somebody.
        OPEN,
        /// A person knows of it.
        ACKNOWLEDGED,
        /// An exception allows it.
        SUPPRESSED,
        /// It does not hold any more.
        GONE,
        /// Nobody knows.
        UNKNOWN
    }

    static FindingStatus of(ListedFinding finding, FindingNames names) {
        return switch (finding.stand()) {
            case OPEN -> new FindingStatus(Kind.OPEN, Strings.of("findings.status.open"), "t-muted");
            case BACK -> new FindingStatus(Kind.OPEN, Strings.of("findings.status.back"), "c-high");
            case ACKNOWLEDGED -> acknowledged(finding.why().split("\n", 2));
            case SUPPRESSED ->
                new FindingStatus(Kind.SUPPRESSED, Strings.of("findings.status.suppressed", finding.why()), "c-until");
            case UNCHECKED -> new FindingStatus(Kind.UNKNOWN, Strings.of("findings.status.unchecked"), "c-unknown");
            case UNKNOWN -> new FindingStatus(Kind.UNKNOWN, Strings.of("findings.status.unknown"), "c-unknown");
            case GONE -> gone(Strings.of("findings.status.gone"));
            case RULE_OFF -> gone(Strings.of("findings.status.ruleOff"));
            case SOURCE_GONE -> gone(Strings.of("findings.status.sourceGone"));
            case RESOLVED ->
                gone(
                        finding.why().isEmpty()
                                ? Strings.of("findings.status.gone")
                                : resolved(ToldStore.evidence(finding.why()), names));
        };
    }

    private static FindingStatus acknowledged(String[] word) {
        return new FindingStatus(
                Kind.ACKNOWLEDGED,
                Strings.of("findings.status.acknowledged", day(LocalDate.parse(word[1])), word[0]),
                "c-until");
    }

    private static FindingStatus gone(String text) {
        return new FindingStatus(Kind.GONE, text, "t-muted");
    }

    static String notAsked(FindingChange change) {
        return Strings.of(
                change.detail().path("why").asText().equals("rule-off")
                        ? "findings.status.ruleOff"
                        : "findings.status.sourceGone");
    }

    static String resolved(JsonNode detail, FindingNames names) {
        var by = new ArrayList<String>();
        for (JsonNode one : detail.path("snapshots")) {
            String source = one.path("source").asText();
            by.add(Strings.of(
                    "findings.status.bySnapshot",
                    names.source(source),
                    one.path("number").asText()));
        }
        if (detail.has("governance")) {
            by.add(Strings.of(
                    "findings.status.byGovernance", detail.path("governance").asText()));
        }
        return by.isEmpty()
                ? Strings.of("findings.status.resolvedByTime")
                : Strings.of("findings.status.resolved", String.join(", ", by));
    }

    static String day(LocalDate day) {
        return Spoken.day(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
