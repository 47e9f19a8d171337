package org.countersign.ui.findings;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import org.countersign.drift.Acknowledgement;
import org.countersign.drift.Finding;
import org.countersign.drift.FindingChange;
import org.countersign.drift.Landscape;
import org.countersign.drift.Standing;
import org.countersign.drift.Status;
import org.countersign.text.Formats;
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

    static FindingStatus of(Finding finding) {
        return switch (finding.status()) {
            case OPEN, RESOLVED, NOT_ASKED -> open();
            case BACK -> new FindingStatus(Kind.OPEN, Strings.of("findings.status.back"), "c-high");
            case ACKNOWLEDGED ->
                finding.standing()
                        .flatMap(Standing::acknowledged)
                        .map(FindingStatus::acknowledged)
                        .orElseGet(FindingStatus::open);
            case SUPPRESSED ->
                new FindingStatus(
                        Kind.SUPPRESSED,
                        Strings.of(
                                "findings.status.suppressed",
                                finding.suppressedBy().orElse("")),
                        "c-until");
        };
    }

    private static FindingStatus open() {
        return new FindingStatus(Kind.OPEN, Strings.of("findings.status.open"), "t-muted");
    }

    private static FindingStatus acknowledged(Acknowledgement word) {
        return new FindingStatus(
                Kind.ACKNOWLEDGED, Strings.of("findings.status.acknowledged", day(word.until()), word.by()), "c-until");
    }

    /// Stood, and could not be checked.
    static FindingStatus unchecked() {
        return new FindingStatus(Kind.UNKNOWN, Strings.of("findings.status.unchecked"), "c-unknown");
    }

    /// A rule that cannot be answered.
    static FindingStatus unknown() {
        return new FindingStatus(Kind.UNKNOWN, Strings.of("findings.status.unknown"), "c-unknown");
    }

    /// Gone, and no run has stored that yet.
    static FindingStatus gone() {
        return new FindingStatus(Kind.GONE, Strings.of("findings.status.gone"), "t-muted");
    }

    /// Its rule is off, or else its source is gone; no run has stored that yet.
    static FindingStatus notAsked(boolean ruleOff) {
        return new FindingStatus(
                Kind.GONE, Strings.of(ruleOff ? "findings.status.ruleOff" : "findings.status.sourceGone"), "t-muted");
    }

    /// Ended as the last run that changed it says.
    static FindingStatus ended(Status status, Optional<FindingChange> end, Landscape landscape) {
        String text = end.map(change -> status == Status.NOT_ASKED ? notAsked(change) : resolved(change, landscape))
                .orElseGet(() -> Strings.of("findings.status.gone"));
        return new FindingStatus(Kind.GONE, text, "t-muted");
    }

    static String notAsked(FindingChange change) {
        return Strings.of(
                change.detail().path("why").asText().equals("rule-off")
                        ? "findings.status.ruleOff"
                        : "findings.status.sourceGone");
    }

    static String resolved(FindingChange change, Landscape landscape) {
        var by = new ArrayList<String>();
        for (JsonNode one : change.detail().path("snapshots")) {
            String source = one.path("source").asText();
            by.add(Strings.of(
                    "findings.status.bySnapshot",
                    landscape.source(source).map(state -> state.source().name()).orElse(source),
                    one.path("number").asText()));
        }
        if (change.detail().has("governance")) {
            by.add(Strings.of(
                    "findings.status.byGovernance",
                    change.detail().path("governance").asText()));
        }
        return by.isEmpty()
                ? Strings.of("findings.status.resolvedByTime")
                : Strings.of("findings.status.resolved", String.join(", ", by));
    }

    static String day(LocalDate day) {
        return Formats.day(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
