package org.countersign.ui.findings;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import org.countersign.drift.FindingChange;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;

/// An entry of a finding's history, in words.
///
/// @param day when
public record FindingHistory(FindingChange.Kind kind, String text, String day) {
    static FindingHistory of(FindingChange change, FindingNames names) {
        return new FindingHistory(change.kind(), text(change, names), Spoken.day(change.at()));
    }

    private static String text(FindingChange change, FindingNames names) {
        JsonNode detail = change.detail();
        return switch (change.kind()) {
            case FOUND -> Strings.of("findings.history.found", severity(detail.path("severity")));
            case BACK -> Strings.of("findings.history.back", severity(detail.path("severity")));
            case SEVERITY ->
                Strings.of("findings.history.severity", severity(detail.path("from")), severity(detail.path("to")));
            case SUPPRESSED ->
                Strings.of(
                        "findings.status.suppressed", detail.path("exception").asText());
            case NOT_SUPPRESSED -> Strings.of("findings.history.notSuppressed");
            case ACKNOWLEDGED ->
                Strings.of(
                        "findings.history.acknowledged",
                        Formats.name(detail.path("by").asText()),
                        Formats.name(detail.path("reason").asText()),
                        day(detail));
            case ACKNOWLEDGEMENT_ENDED -> Strings.of("findings.history.ended", day(detail));
            case WORSE_THAN_ACKNOWLEDGED -> Strings.of("findings.history.worse");
            case REOPENED ->
                Strings.of(
                        "findings.history.reopened",
                        Formats.name(detail.path("by").asText()));
            case RESOLVED -> FindingStatus.resolved(change.detail(), names);
            case NOT_EVALUABLE -> Strings.of("findings.history.notEvaluable");
            case CHECKED_AGAIN -> Strings.of("findings.history.checkedAgain");
            case NOT_ASKED -> FindingStatus.notAsked(change);
            case ASKED_AGAIN -> Strings.of("findings.history.askedAgain");
        };
    }

    private static String severity(JsonNode severity) {
        return Strings.of("severity." + severity.asText());
    }

    private static String day(JsonNode detail) {
        return FindingStatus.day(LocalDate.parse(detail.path("until").asText()));
    }
}
