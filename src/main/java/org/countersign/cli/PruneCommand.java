package org.countersign.cli;

import java.nio.file.Path;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.countersign.app.Countersign;
import org.countersign.snapshot.PruneSnapshots.Plan;
import org.countersign.snapshot.Retention;
import org.countersign.snapshot.Snapshot;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `snapshot prune`.
@Command(
        name = "prune",
        description = {
            "Removes snapshots that no --keep option keeps, with everything that only they hold.",
            "Always kept: the newest of every source, what a campaign froze, what accounts are matched by."
        })
final class PruneCommand implements Callable<Integer> {
    @ParentCommand
    private SnapshotCommand parent;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--source", paramLabel = "ID", description = "Of these alone; may be given again.")
    private @Nullable List<String> sources;

    @Option(names = "--keep-last", paramLabel = "N", description = "The newest N.")
    private int last;

    @Option(
            names = "--keep-within",
            paramLabel = "PERIOD",
            description = "All taken within, such as P90D, before the newest.")
    private @Nullable Period within;

    @Option(names = "--keep-daily", paramLabel = "N", description = "The newest of each of the last N days with one.")
    private int daily;

    @Option(names = "--keep-weekly", paramLabel = "N", description = "The newest of each of the last N weeks with one.")
    private int weekly;

    @Option(
            names = "--keep-monthly",
            paramLabel = "N",
            description = "The newest of each of the last N months with one.")
    private int monthly;

    @Option(names = "--keep-yearly", paramLabel = "N", description = "The newest of each of the last N years with one.")
    private int yearly;

    @Option(names = "--dry-run", description = "Says what would go, and removes nothing.")
    private boolean dryRun;

    @Option(names = "--format", defaultValue = "table")
    private Format format;

    @Override
    public Integer call() throws RefusedException {
        Retention retention = retention();
        Set<String> asked = sources == null ? Set.of() : new TreeSet<>(sources);
        Terminal terminal = parent.root().terminal();
        try (var app = parent.root().open()) {
            if (dryRun) {
                tell(terminal, app.pruneSnapshots().plan(retention, asked));
                return 0;
            }
            long before = size(app);
            Plan plan = app.pruneSnapshots().run(app.actor(), retention, asked, terminal.progress());
            tell(terminal, plan);
            if (!plan.removed().isEmpty()) {
                shrink(app, before);
            }
            return 0;
        }
    }

    private Retention retention() {
        var retention = new Retention(last, Optional.ofNullable(within), daily, weekly, monthly, yearly);
        boolean negative = last < 0
                || daily < 0
                || weekly < 0
                || monthly < 0
                || yearly < 0
                || (within != null && within.isNegative());
        if (negative || retention.none()) {
            throw new CommandLine.ParameterException(
                    spec == null ? new CommandLine(this) : spec.commandLine(),
                    negative
                            ? "what to keep cannot be less than nothing"
                            : "say what to keep, such as --keep-within P90D --keep-weekly 52 --keep-monthly 84");
        }
        return retention;
    }

    /// What was removed is gone also where this fails; the next imports then use the room.
    private void shrink(Countersign app, long before) {
        Terminal terminal = parent.root().terminal();
        try {
            app.workspace().shrink();
            terminal.note("The file has " + Formats.number(size(app)) + " bytes; before it had "
                    + Formats.number(before) + ".");
        } catch (SurroundingsException e) {
            terminal.note("The snapshots are removed. The file could not be made smaller: " + e.getMessage());
        }
    }

    private static long size(Countersign app) {
        Path file = app.workspace().file();
        return file.toFile().length();
    }

    private void tell(Terminal terminal, Plan plan) {
        switch (format) {
            case json -> json(terminal, plan);
            case csv -> terminal.csv(List.of("source", "number", "takenAt", "fate", "reasons"), rows(plan));
            case table -> {
                terminal.table(List.of("source", "number", "takenAt", "fate", "reasons"), rows(plan));
                terminal.line("");
                terminal.line((dryRun ? "Would remove " : "Removed ")
                        + Formats.number(plan.removed().size()) + " of "
                        + Formats.number(plan.removed().size() + plan.kept().size()) + " snapshots.");
            }
        }
    }

    private static List<List<String>> rows(Plan plan) {
        var rows = new ArrayList<List<String>>();
        plan.kept().forEach((one, reasons) -> rows.add(row(one, "kept", String.join("; ", reasons))));
        plan.removed().forEach(one -> rows.add(row(one, "removed", "")));
        return rows;
    }

    private static List<String> row(Snapshot one, String fate, String reasons) {
        return List.of(one.source(), Long.toString(one.number()), Formats.instant(one.takenAt()), fate, reasons);
    }

    private void json(Terminal terminal, Plan plan) {
        var node = CanonicalJson.object().put("dryRun", dryRun);
        var kept = node.putArray("kept");
        plan.kept().forEach((one, reasons) -> {
            var entry = kept.addObject()
                    .put("source", one.source())
                    .put("number", one.number())
                    .put("takenAt", Formats.instant(one.takenAt()));
            reasons.forEach(entry.putArray("reasons")::add);
        });
        var removed = node.putArray("removed");
        plan.removed().forEach(one -> removed.addObject()
                .put("source", one.source())
                .put("number", one.number())
                .put("takenAt", Formats.instant(one.takenAt()))
                .put("sha256", one.sha256()));
        terminal.json(node);
    }
}
