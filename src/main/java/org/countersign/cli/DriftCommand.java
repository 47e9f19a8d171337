package org.countersign.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.countersign.drift.Evaluation;
import org.countersign.drift.Finding;
import org.countersign.drift.Severity;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `drift`.
@Command(name = "drift", description = "Evaluates the drift rules.")
final class DriftCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of(
            "severity",
            "rule",
            "source",
            "subjectType",
            "subjectId",
            "label",
            "identity",
            "firstSeen",
            "suppressedBy",
            "summary");

    @ParentCommand
    private RootCommand root;

    @Option(names = "--as-of", paramLabel = "INSTANT", description = "A past instant; changes nothing that is stored.")
    private @Nullable Instant asOf;

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "Exit 1 at or above: critical, high, medium, low, info.")
    private @Nullable Severity failOn;

    @Option(names = "--allow-not-evaluable", description = "A rule that cannot be answered does not fail the check.")
    private boolean allowNotEvaluable;

    @Option(names = "--format", defaultValue = "table")
    private Format format;

    @Override
    public Integer call() throws RefusedException {
        try (var app = root.open()) {
            Evaluation evaluation =
                    asOf == null ? app.checkDrift().now() : app.checkDrift().asOf(asOf);
            switch (format) {
                case table -> table(evaluation);
                case csv -> csv(evaluation);
                case json -> root.terminal().json(evaluation.json());
            }
            return exitCode(evaluation);
        }
    }

    private int exitCode(Evaluation evaluation) {
        if (failOn == null) {
            return 0;
        }
        boolean found = evaluation.findings().stream()
                .anyMatch(finding -> finding.severity().atLeast(failOn));
        boolean unknown = !allowNotEvaluable
                && evaluation.notEvaluable().stream()
                        .anyMatch(entry -> entry.severity().atLeast(failOn));
        return found || unknown ? 1 : 0;
    }

    private void table(Evaluation evaluation) {
        Terminal terminal = root.terminal();
        terminal.line("As of " + Formats.instant(evaluation.asOf()) + ": "
                + evaluation.findings().size()
                + " findings, " + evaluation.suppressed().size() + " suppressed, "
                + evaluation.notEvaluable().size() + " not evaluable.");
        if (!evaluation.rulesOff().isEmpty()) {
            terminal.line("Rules off: " + String.join(", ", evaluation.off()));
        }
        List<List<String>> rows = new ArrayList<>();
        evaluation.findings().forEach(finding -> rows.add(row(finding, "")));
        evaluation
                .suppressed()
                .forEach(finding -> rows.add(row(finding, finding.suppressedBy().orElse(""))));
        evaluation
                .notEvaluable()
                .forEach(entry -> rows.add(
                        List.of("unknown", entry.rule(), entry.source(), "", entry.reason() + " " + entry.remedy())));
        if (!rows.isEmpty()) {
            terminal.line("");
            terminal.table(List.of("severity", "rule", "source", "suppressed by", "finding"), rows);
        }
    }

    private static List<String> row(Finding finding, String suppressedBy) {
        return List.of(finding.severity().text(), finding.rule(), finding.source(), suppressedBy, finding.summary());
    }

    private void csv(Evaluation evaluation) {
        List<List<String>> rows = new ArrayList<>();
        for (List<Finding> some : List.of(evaluation.findings(), evaluation.suppressed())) {
            some.forEach(finding -> rows.add(List.of(
                    finding.severity().text(),
                    finding.rule(),
                    finding.source(),
                    finding.subject().type().text(),
                    finding.subject().id(),
                    finding.subject().label(),
                    finding.identity().map(Finding.IdentityRef::label).orElse(""),
                    finding.firstSeen().map(Formats::instant).orElse(""),
                    finding.suppressedBy().orElse(""),
                    finding.summary())));
        }
        root.terminal().csv(COLUMNS, rows);
    }
}
