package org.countersign.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.drift.Acknowledgement;
import org.countersign.drift.Evaluation;
import org.countersign.drift.Finding;
import org.countersign.drift.FindingChange;
import org.countersign.drift.SinceRun.Changes;
import org.countersign.drift.Standing;
import org.countersign.drift.StoredFinding;
import org.countersign.text.Formats;

/// What `drift` prints for a person: a line each.
final class DriftTable {
    private final Terminal terminal;

    DriftTable(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Parameters of an SGR sequence for a severity.
    static String colour(String severity) {
        return switch (severity) {
            case "critical" -> "1;35";
            case "high" -> "31";
            case "medium" -> "33";
            case "low" -> "34";
            case "unknown" -> "35";
            default -> "";
        };
    }

    /// @param changes where it is asked what is new
    void print(Evaluation evaluation, Optional<Changes> changes) {
        long acknowledged =
                evaluation.findings().stream().filter(Finding::acknowledged).count();
        terminal.line("As of " + Formats.instant(evaluation.asOf()) + ": "
                + evaluation.findings().size() + " findings"
                + (acknowledged == 0 ? "" : " (" + acknowledged + " acknowledged)") + ", "
                + evaluation.suppressed().size() + " suppressed, "
                + evaluation.notEvaluable().size() + " not evaluable.");
        if (!evaluation.rulesOff().isEmpty()) {
            terminal.line("Rules off: " + String.join(", ", evaluation.off()));
        }
        changes.ifPresent(this::since);
        List<List<String>> rows = rows(evaluation, changes.map(DriftTable::listed));
        if (!rows.isEmpty()) {
            terminal.line("");
            terminal.table(
                    List.of("severity", "rule", "source", "status", "fingerprint", "finding"),
                    rows,
                    DriftTable::colour);
        }
        changes.ifPresent(known -> {
            gone("No longer there:", known.resolved());
            gone("No longer asked:", known.notAsked());
        });
    }

    private void since(Changes changes) {
        terminal.line(changes.run()
                        .map(run -> "Since the run of " + Formats.instant(run.at()))
                        .orElse("No earlier run is stored, so everything is new")
                + ": " + changes.fresh().size() + " new, " + changes.back().size() + " back, "
                + changes.reopened().size() + " reopened, "
                + changes.suppressed().size() + " suppressed, "
                + changes.resolved().size() + " resolved, " + changes.notAsked().size() + " no longer asked.");
    }

    /// Fingerprints of what is to be listed.
    static Set<String> listed(Changes changes) {
        var listed = new HashSet<String>();
        List.of(changes.fresh(), changes.back(), changes.reopened(), changes.suppressed())
                .forEach(some -> some.forEach(one -> listed.add(one.fingerprint())));
        return listed;
    }

    private static List<List<String>> rows(Evaluation evaluation, Optional<Set<String>> listed) {
        List<List<String>> rows = new ArrayList<>();
        for (List<Finding> some : List.of(evaluation.findings(), evaluation.suppressed())) {
            some.stream()
                    .filter(one -> listed.isEmpty() || listed.get().contains(one.fingerprint()))
                    .forEach(one -> rows.add(List.of(
                            one.severity().text(),
                            one.rule(),
                            one.source(),
                            status(one),
                            one.fingerprint(),
                            one.summary())));
        }
        evaluation
                .notEvaluable()
                .forEach(one -> rows.add(
                        List.of("unknown", one.rule(), one.source(), "", "", one.reason() + " " + one.remedy())));
        return rows;
    }

    private static String status(Finding finding) {
        return switch (finding.status()) {
            case SUPPRESSED -> "suppressed by " + finding.suppressedBy().orElse("");
            case ACKNOWLEDGED ->
                "acknowledged until "
                        + finding.standing()
                                .flatMap(Standing::acknowledged)
                                .map(Acknowledgement::until)
                                .map(String::valueOf)
                                .orElse("");
            case OPEN, BACK, RESOLVED, NOT_ASKED -> finding.status().text();
        };
    }

    private void gone(String head, List<StoredFinding> findings) {
        if (!findings.isEmpty()) {
            terminal.line("");
            terminal.line(head);
            terminal.table(
                    List.of("severity", "rule", "source", "fingerprint", "finding was"),
                    findings.stream()
                            .map(one -> List.of(
                                    one.severity().text(), one.rule(), one.source(), one.fingerprint(), one.summary()))
                            .toList(),
                    DriftTable::colour);
        }
    }

    /// What a change of a finding's history says of itself.
    static String words(FindingChange.Kind kind, JsonNode detail) {
        return switch (kind) {
            case FOUND, BACK -> detail.path("severity").asText();
            case SEVERITY ->
                "from " + detail.path("from").asText() + " to "
                        + detail.path("to").asText();
            case SUPPRESSED -> "by exception " + detail.path("exception").asText();
            case ACKNOWLEDGED ->
                "by " + detail.path("by").asText() + " until "
                        + detail.path("until").asText() + ": "
                        + detail.path("reason").asText();
            case ACKNOWLEDGEMENT_ENDED, WORSE_THAN_ACKNOWLEDGED ->
                "it was to be until " + detail.path("until").asText();
            case REOPENED -> "by " + detail.path("by").asText();
            case RESOLVED -> resolved(detail);
            case NOT_ASKED -> detail.path("why").asText().equals("rule-off") ? "the rule is off" : "the source is gone";
            case NOT_SUPPRESSED, NOT_EVALUABLE, CHECKED_AGAIN, ASKED_AGAIN -> "";
        };
    }

    private static String resolved(JsonNode detail) {
        var by = new ArrayList<String>();
        detail.path("snapshots")
                .forEach(one -> by.add("snapshot " + one.path("number").asText() + " of "
                        + one.path("source").asText()));
        if (detail.has("governance")) {
            by.add("governance " + detail.path("governance").asText());
        }
        return by.isEmpty() ? "by time or a link set by hand" : "by " + String.join(", ", by);
    }
}
