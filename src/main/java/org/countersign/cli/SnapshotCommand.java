package org.countersign.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.scim.Columns;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.snapshot.Snapshot;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `snapshot import` and `snapshot list`; the others have classes of their own.
@Command(
        name = "snapshot",
        description = "Imports, pulls, lists, shows, compares and prunes snapshots.",
        subcommands = {PullCommand.class, DiffCommand.class, ShowCommand.class, PruneCommand.class})
final class SnapshotCommand {
    @ParentCommand
    private RootCommand root;

    @Command(name = "import", description = "Reads files and folders as ONE snapshot of a source.")
    int importFiles(
            @Option(names = "--source", required = true, paramLabel = "ID") String source,
            @Option(
                            names = "--taken-at",
                            paramLabel = "INSTANT",
                            description = "Else the newest file's modification time.")
                    @Nullable
                    Instant takenAt,
            @Option(names = "--accept-incomplete", description = "Imports the rest where a file is unusable.")
                    boolean incomplete,
            @Option(names = "--accept-shrunken", description = "Takes a snapshot with over a fifth fewer rows.")
                    boolean shrunken,
            @Option(
                            names = "--reason",
                            paramLabel = "TEXT",
                            description = "Why, with --accept-shrunken; kept in the ledger.")
                    @Nullable
                    String reason,
            @Option(
                            names = "--column",
                            paramLabel = "ATTRIBUTE=HEADER",
                            description = "A column of a CSV file, such as userName=Login. Remembered for the source.")
                    @Nullable
                    Map<String, String> columns,
            @Option(names = "--dry-run", description = "Says what the import would bring, and stores nothing.")
                    boolean dryRun,
            @Parameters(paramLabel = "PATH", arity = "1..*") List<Path> paths)
            throws RefusedException {
        var request = new ImportSnapshot.Request(
                        source,
                        paths,
                        Optional.ofNullable(takenAt),
                        incomplete,
                        shrunken,
                        columns == null ? Columns.BY_HEADER : new Columns(columns))
                .because(Optional.ofNullable(reason).filter(text -> !text.isBlank()));
        if (dryRun) {
            try (var app = root.open()) {
                new DryRun(app, root.terminal()).run(request);
                return 0;
            }
        }
        try (var app = root.openOrMake()) {
            ImportSnapshot.Outcome outcome = app.importSnapshot()
                    .run(app.actor(), request, root.terminal().progress());
            tell(root.terminal(), outcome);
            return 0;
        }
    }

    /// What an import or a pull came to.
    static void tell(Terminal terminal, ImportSnapshot.Outcome outcome) {
        switch (outcome) {
            case ImportSnapshot.Outcome.Imported(Snapshot snapshot) -> tell(terminal, snapshot);
            case ImportSnapshot.Outcome.Known(Snapshot snapshot) ->
                terminal.line("These bytes are snapshot " + snapshot.number() + " of " + snapshot.source()
                        + " already; nothing was added.");
        }
    }

    static void tell(Terminal terminal, Snapshot snapshot) {
        terminal.line("Snapshot " + snapshot.number() + " of " + snapshot.source() + ", taken "
                + Formats.instant(snapshot.takenAt()) + ": " + Formats.counted(snapshot.accounts(), "account")
                + ", " + Formats.counted(snapshot.groups(), "group") + ", "
                + Formats.counted(snapshot.memberships(), "membership") + ".");
        snapshot.completeness().gaps().forEach(gap -> terminal.line("Incomplete: " + gap));
        snapshot.completeness().notes().forEach(note -> terminal.line("Note: " + note));
    }

    RootCommand root() {
        return root;
    }

    @Command(name = "list", description = "What is there.")
    int list(@Option(names = "--format", defaultValue = "table") Format format) throws RefusedException {
        try (var app = root.open()) {
            List<Snapshot> all = app.workspace().read(tx -> new SnapshotStore(tx).all());
            List<String> head =
                    List.of("source", "number", "takenAt", "accounts", "groups", "memberships", "complete", "sha256");
            List<List<String>> rows = all.stream()
                    .map(one -> List.of(
                            one.source(),
                            Long.toString(one.number()),
                            Formats.instant(one.takenAt()),
                            Long.toString(one.accounts()),
                            Long.toString(one.groups()),
                            Long.toString(one.memberships()),
                            Boolean.toString(one.completeness().complete()),
                            one.sha256()))
                    .toList();
            switch (format) {
                case table -> root.terminal().table(head, rows);
                case csv -> root.terminal().csv(head, rows);
                case json -> {
                    var node = CanonicalJson.object();
                    var array = node.putArray("snapshots");
                    all.forEach(one -> array.addObject()
                            .put("source", one.source())
                            .put("number", one.number())
                            .put("takenAt", Formats.instant(one.takenAt()))
                            .put("accounts", one.accounts())
                            .put("groups", one.groups())
                            .put("memberships", one.memberships())
                            .put("complete", one.completeness().complete())
                            .put("sha256", one.sha256()));
                    root.terminal().json(node);
                }
            }
            return 0;
        }
    }
}
