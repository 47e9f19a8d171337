package org.countersign.cli;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.countersign.app.RunDemo;
import org.countersign.campaign.Figures;
import org.countersign.evidence.Verification;
import org.countersign.ledger.RecallHead;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `demo`.
@Command(name = "demo", description = "The whole job on the bundled sample organisation, verified at the end.")
final class DemoCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            defaultValue = "target/demo",
            description = "Default: ${DEFAULT-VALUE}.")
    private Path to;

    @Override
    public Integer call() throws RefusedException {
        Terminal terminal = root.terminal();
        // It puts a new workspace where its last one was.
        RecallHead.gone(root.memory(), to.resolve("workspace.countersign"));
        RunDemo.Outcome outcome = new RunDemo(to, root.clock(), terminal.progress()).run();
        terminal.line("Sample organisation, evaluated as of " + Formats.instant(outcome.asOf())
                + " (its own), signed now at " + Formats.instant(root.clock().instant()) + ".");
        terminal.line("");
        List<List<String>> rows = outcome.byRule().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .map(entry -> List.of(
                        entry.getKey(),
                        figure(entry.getValue()[0]),
                        figure(entry.getValue()[1]),
                        figure(entry.getValue()[2])))
                .toList();
        terminal.table(List.of("rule", "findings", "suppressed", "not evaluable"), rows);
        terminal.line("");
        Figures figures = outcome.figures();
        terminal.line("Campaign " + RunDemo.CAMPAIGN + ": " + figures.items() + " items, " + figures.decided()
                + " decided ("
                + figures.approved() + " approved, " + figures.approvedUntil() + " until a date, " + figures.revoked()
                + " revoked, " + figures.covered() + " covered), " + (figures.open() + figures.dontKnow()) + " open.");
        terminal.line("");
        outcome.files().forEach(file -> terminal.line("made  " + file));
        terminal.line("");
        for (Verification.Check check : outcome.verification().checks()) {
            terminal.line((check.holds() ? "OK    " : "FAIL  ") + check.name() + " (" + check.figure() + ")");
            check.faults().forEach(fault -> terminal.line("      " + fault));
        }
        terminal.line("");
        terminal.line(
                outcome.verification().genuine()
                        ? "The evidence verifies. Without us: unzip " + to.resolve("evidence.asice")
                                + " and run  sh VERIFY.sh ../keys/TRUST.pem"
                        : "The evidence does NOT verify.");
        return outcome.verification().genuine() ? 0 : 1;
    }

    private static String figure(int count) {
        return count == 0 ? "-" : Integer.toString(count);
    }
}
