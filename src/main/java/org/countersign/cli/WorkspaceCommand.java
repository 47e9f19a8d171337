package org.countersign.cli;

import java.nio.file.Path;
import java.util.List;
import org.countersign.evidence.StoredEvidence;
import org.countersign.ledger.Ledger;
import org.countersign.work.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `workspace check` and `workspace backup`.
@Command(name = "workspace", description = "Checks or copies a workspace file.")
final class WorkspaceCommand {
    @ParentCommand
    private RootCommand root;

    @Command(name = "check", description = "Integrity, schema and ledger.")
    int check(@Parameters(paramLabel = "FILE") Path file) throws RefusedException {
        try (var app = root.open(file)) {
            Ledger.Verdict verdict = app.workspace().read(app.ledger()::verify);
            return switch (verdict) {
                case Ledger.Verdict.Holds holds -> {
                    List<String> faults = app.workspace().read(tx -> new StoredEvidence(tx).faults(app.ledger()));
                    if (!faults.isEmpty()) {
                        faults.forEach(root.terminal()::line);
                        yield 1;
                    }
                    root.terminal()
                            .line("The file is whole, its tables are ours, and its ledger of "
                                    + holds.head().seq() + " events holds.");
                    yield 0;
                }
                case Ledger.Verdict.Broken broken -> {
                    root.terminal().line("The ledger is broken: event " + broken.seq() + " " + broken.reason() + ".");
                    yield 1;
                }
            };
        }
    }

    @Command(name = "backup", description = "A consistent copy, also while others write.")
    int backup(@Parameters(paramLabel = "FILE") Path file, @Parameters(paramLabel = "TO") Path to)
            throws RefusedException {
        try (var app = root.open(file)) {
            if (java.nio.file.Files.exists(to)) {
                throw new RefusedException(to.toString(), "There is a file of this name already.", "Choose another.");
            }
            app.workspace().backup(to);
            root.terminal().line("Copied to " + to);
            return 0;
        }
    }
}
