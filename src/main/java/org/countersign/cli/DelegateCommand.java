package org.countersign.cli;

import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.countersign.campaign.DelegateReviews;
import org.countersign.campaign.Delegation;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `campaign delegate`.
@Command(
        name = "delegate",
        description = "A deputy answers for a reviewer who is away, from a day to a day; the last one named stands.")
final class DelegateCommand implements Callable<Integer> {
    @ParentCommand
    private CampaignCommand campaign;

    @Parameters(paramLabel = "NAME")
    private String name;

    @Option(names = "--from", required = true, paramLabel = "EMAIL", description = "Who is away.")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "EMAIL", description = "Who answers meanwhile.")
    private String to;

    @Option(names = "--start", required = true, paramLabel = "DATE", description = "The first day (UTC).")
    private LocalDate start;

    @Option(names = "--end", required = true, paramLabel = "DATE", description = "The last day, included.")
    private LocalDate end;

    @Option(names = "--reason", required = true, paramLabel = "TEXT")
    private String reason;

    @Override
    public Integer call() throws RefusedException {
        try (var app = campaign.root().open()) {
            DelegateReviews.Outcome outcome = app.delegateReviews()
                    .run(app.actor(), new DelegateReviews.Request(name, from, to, start, end, reason));
            Delegation made = outcome.made();
            var said = new StringBuilder(words(made)).append(". ");
            said.append(Formats.counted(outcome.waiting(), "item"))
                    .append(outcome.waiting() == 1 ? " waits." : " wait.");
            if (outcome.about() > 0) {
                said.append(' ')
                        .append(outcome.about())
                        .append(outcome.about() == 1 ? " stays: it is about " : " stay: they are about ")
                        .append(made.to())
                        .append('.');
            }
            outcome.replaced()
                    .ifPresent(before ->
                            said.append(" No more: ").append(words(before)).append('.'));
            campaign.root().terminal().line(said.toString());
            return 0;
        }
    }

    /// `bea@… answers for grace@… from 2026-12-01 to 2026-12-04`.
    static String words(Delegation one) {
        return one.to() + " answers for " + one.from() + " from " + one.start() + " to " + one.end();
    }
}
