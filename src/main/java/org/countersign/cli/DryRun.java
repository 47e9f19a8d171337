package org.countersign.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.drift.NotEvaluable;
import org.countersign.snapshot.CompareSnapshots;
import org.countersign.snapshot.Comparison;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.snapshot.PreviewSnapshot.Outcome;
import org.countersign.snapshot.Snapshot;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;

/// `snapshot import --dry-run`: the import, told and undone. It ends as the import would.
final class DryRun {
    private static final int FEW = 10;

    private final Countersign app;
    private final Terminal terminal;
    private Optional<Comparison> comparison = Optional.empty();
    private List<NotEvaluable> unknown = List.of();

    DryRun(Countersign app, Terminal terminal) {
        this.app = app;
        this.terminal = terminal;
    }

    void run(ImportSnapshot.Request request) throws RefusedException {
        Instant now = app.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        var before = new ArrayList<>(
                app.workspace().read(tx -> app.checkDrift().evaluate(tx, now)).notEvaluable());
        Outcome outcome = app.previewSnapshot().strictly(request, terminal.progress(), (tx, usable, _) -> {
            comparison = compare(tx, usable);
            var after = new ArrayList<>(app.checkDrift().evaluate(tx, now).notEvaluable());
            after.removeAll(before);
            unknown = after;
        });
        switch (outcome) {
            // The preview refuses what cannot be used before it comes to this.
            case Outcome.Refused refused -> throw new IllegalStateException(refused.toString());
            case Outcome.Known(Snapshot snapshot) ->
                terminal.line("These bytes are snapshot " + snapshot.number() + " of " + snapshot.source()
                        + " already; an import would add nothing.");
            case Outcome.Usable usable -> {
                tell(usable);
                terminal.line("");
                terminal.line("Nothing was stored.");
                usable.check(request);
            }
        }
    }

    private static Optional<Comparison> compare(Transaction tx, Outcome.Usable usable) {
        return usable.before().map(before -> CompareSnapshots.within(tx, before, usable.snapshot()));
    }

    private void tell(Outcome.Usable usable) {
        Snapshot snapshot = usable.snapshot();
        terminal.line("An import would make this:");
        SnapshotCommand.tell(terminal, snapshot);
        long files = snapshot.files().stream()
                .filter(file -> file.usable() && !file.archive())
                .count();
        terminal.line("Read " + how(snapshot.dialect()) + ", from " + Formats.counted(files, "file") + "; the time is "
                + basis(snapshot) + ".");
        if (snapshot.completeness().complete()) {
            terminal.line("Complete, as far as the files tell.");
        }
        terminal.line("");
        if (comparison.isEmpty()) {
            terminal.line("No snapshot of the source was taken before, so there is nothing to compare it with.");
        } else {
            terminal.line("Against snapshot " + comparison.get().from().number() + ", taken "
                    + Formats.instant(comparison.get().from().takenAt()) + ":");
            new ComparisonWords(terminal, FEW).changes(comparison.get());
        }
        if (!unknown.isEmpty()) {
            terminal.line("");
            terminal.line("Rules that could not be answered any more:");
            unknown.forEach(entry -> terminal.line(
                    "  " + entry.rule() + " (" + entry.source() + "): " + entry.reason() + " " + entry.remedy()));
        }
    }

    private static String how(String dialect) {
        return dialect.equals("auto") ? "by what the files hold" : "as " + dialect;
    }

    private static String basis(Snapshot snapshot) {
        return switch (snapshot.takenAtBasis()) {
            case "given" -> "the one given by --taken-at";
            case "pull" -> "the start of the pull";
            default -> "that of the newest file";
        };
    }
}
