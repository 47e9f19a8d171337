package org.countersign.cli;

import java.util.concurrent.Callable;
import org.countersign.campaign.Delegation;
import org.countersign.work.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `campaign end-delegation`.
@Command(
        name = "end-delegation",
        description = "Ends it now: the reviewer is back. What the deputy has answered stays.")
final class EndDelegationCommand implements Callable<Integer> {
    @ParentCommand
    private CampaignCommand campaign;

    @Parameters(paramLabel = "NAME")
    private String name;

    @Option(names = "--from", required = true, paramLabel = "EMAIL", description = "Who is back.")
    private String from;

    @Override
    public Integer call() throws RefusedException {
        try (var app = campaign.root().open()) {
            Delegation ended = app.delegateReviews().end(app.actor(), name, from);
            campaign.root().terminal().line(ended.to() + " does not answer for " + ended.from() + " any more.");
            return 0;
        }
    }
}
