package org.countersign.cli;

import org.countersign.ledger.Ledger;
import org.countersign.work.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/// `ledger verify` and `ledger head`.
@Command(name = "ledger", description = "The event log.")
final class LedgerCommand {
    @ParentCommand
    private RootCommand root;

    @Command(name = "verify", description = "Recomputes every hash.")
    int verify() throws RefusedException {
        try (var app = root.open()) {
            Ledger.Verdict verdict = app.workspace().read(app.ledger()::verify);
            return switch (verdict) {
                case Ledger.Verdict.Holds(Ledger.Head head) -> {
                    root.terminal().line(head.seq() + " events, the chain holds. Head " + head.hash());
                    yield 0;
                }
                case Ledger.Verdict.Broken broken -> {
                    root.terminal().line("Event " + broken.seq() + " " + broken.reason() + ".");
                    yield 1;
                }
            };
        }
    }

    @Command(name = "head", description = "The three lines of events.head.")
    int head() throws RefusedException {
        try (var app = root.open()) {
            root.terminal().raw(app.workspace().read(app.ledger()::head).lines());
            return 0;
        }
    }
}
