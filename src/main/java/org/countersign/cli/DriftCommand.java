package org.countersign.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.countersign.app.Countersign;
import org.countersign.drift.CheckDrift;
import org.countersign.drift.DriftMetrics;
import org.countersign.drift.DriftRun;
import org.countersign.drift.Evaluation;
import org.countersign.drift.Finding;
import org.countersign.drift.FindingColumns;
import org.countersign.drift.FindingStore;
import org.countersign.drift.NotEvaluable;
import org.countersign.drift.Severity;
import org.countersign.drift.SinceRun.Changes;
import org.countersign.drift.StoredFinding;
import org.countersign.governance.Governance;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `drift`.
@Command(name = "drift", description = "Evaluates the drift rules.")
final class DriftCommand implements Callable<Integer> {
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

    @Option(
            names = "--since",
            paramLabel = "last|INSTANT",
            description = "Lists what is new or back since the last stored run, or the run at that instant.")
    private @Nullable String since;

    @Option(
            names = "--metrics",
            paramLabel = "FILE.prom",
            description = "Writes Prometheus text for a textfile collector.")
    private @Nullable Path metrics;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--format", defaultValue = "table")
    private Format format;

    @Override
    public Integer call() throws RefusedException {
        Optional<Instant> reference = reference();
        if (metrics != null) {
            // A run that is stored and never shown would be news that nobody gets: so first whether it can be written.
            root.terminal().stage(metrics, new byte[0]).close();
        }
        try (var app = root.open()) {
            Optional<CheckDrift.Run> run =
                    asOf == null ? Optional.of(app.checkDrift().run()) : Optional.empty();
            Evaluation evaluation = run.map(CheckDrift.Run::evaluation)
                    .orElseGet(() -> app.checkDrift().asOf(Objects.requireNonNull(asOf)));
            Optional<Changes> changes = since == null ? Optional.empty() : Optional.of(changes(app, run, reference));
            writeMetrics(app, evaluation);
            switch (format) {
                case table -> new DriftTable(root.terminal()).print(evaluation, changes);
                case csv -> csv(evaluation, changes.map(DriftTable::listed));
                case json ->
                    root.terminal().json(json -> {
                        json.writeStartObject();
                        evaluation.write(json);
                        if (changes.isPresent()) {
                            json.writeFieldName("since");
                            json.writeTree(changes.get().json());
                        }
                        json.writeEndObject();
                    });
            }
            List<StoredFinding> unchecked = run.isPresent()
                    ? app.workspace().read(tx -> new FindingStore(tx).unchecked(evaluation.asOf()))
                    : List.of();
            if (!unchecked.isEmpty()) {
                root.terminal()
                        .note(Formats.counted(unchecked.size(), "earlier finding")
                                + " could not be checked this time: what was known before counts (countersign finding"
                                + " list).");
            }
            return exitCode(evaluation, unchecked);
        }
    }

    /// The instant of `--since`; none for `last`.
    private Optional<Instant> reference() {
        if (since == null) {
            return Optional.empty();
        }
        if (asOf != null) {
            throw usage("--since asks what changed until now; it does not go with --as-of");
        }
        if (since.equals("last")) {
            return Optional.empty();
        }
        try {
            Instant at = Cli.instant(since);
            if (at.isAfter(root.clock().instant())) {
                throw usage("--since names an instant to come");
            }
            return Optional.of(at);
        } catch (CommandLine.TypeConversionException e) {
            throw usage("--since: " + e.getMessage() + ", or last");
        }
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    private static Changes changes(Countersign app, Optional<CheckDrift.Run> run, Optional<Instant> reference) {
        Optional<DriftRun> before = run.flatMap(CheckDrift.Run::before);
        return app.sinceRun()
                .run(
                        reference.isEmpty()
                                ? before
                                : app.workspace().read(tx -> new FindingStore(tx)
                                        .run(reference.get())
                                        .filter(known -> before.isPresent()
                                                && known.number()
                                                        <= before.get().number())));
    }

    private void writeMetrics(Countersign app, Evaluation evaluation) throws RefusedException {
        if (metrics == null) {
            return;
        }
        String text = app.workspace()
                .read(tx -> DriftMetrics.text(
                        evaluation,
                        governance(tx, evaluation.asOf()),
                        new FindingStore(tx).run(evaluation.asOf()).map(DriftRun::at)));
        root.terminal().write(metrics, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Governance governance(Transaction tx, Instant asOf) {
        return new GovernanceStore(tx)
                .asOf(asOf)
                .map(version -> GovernanceJson.typed(version.body()))
                .orElse(Governance.EMPTY);
    }

    /// @param unchecked what is not known to be over: of a severity that its rule has been raised to
    private int exitCode(Evaluation evaluation, List<StoredFinding> unchecked) {
        if (failOn == null) {
            return 0;
        }
        boolean found = evaluation.findings().stream()
                .anyMatch(
                        finding -> !finding.acknowledged() && finding.severity().atLeast(failOn));
        boolean unknown = !allowNotEvaluable
                && Stream.concat(
                                evaluation.notEvaluable().stream().map(NotEvaluable::severity),
                                unchecked.stream().map(StoredFinding::severity))
                        .anyMatch(severity -> severity.atLeast(failOn));
        return found || unknown ? 1 : 0;
    }

    private void csv(Evaluation evaluation, Optional<Set<String>> listed) {
        List<List<String>> rows = new ArrayList<>();
        for (List<Finding> some : List.of(evaluation.findings(), evaluation.suppressed())) {
            some.stream()
                    .filter(finding -> listed.isEmpty() || listed.get().contains(finding.fingerprint()))
                    .forEach(finding -> rows.add(FindingColumns.of(finding)));
        }
        evaluation.notEvaluable().forEach(entry -> rows.add(FindingColumns.of(entry)));
        root.terminal().csv(FindingColumns.HEAD, rows);
    }
}
