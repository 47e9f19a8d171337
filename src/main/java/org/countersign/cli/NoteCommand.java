package org.countersign.cli;

import java.util.concurrent.Callable;
import org.countersign.campaign.ItemNote;
import org.countersign.work.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `campaign note`.
@Command(name = "note", description = "Writes on an item without deciding it, for whoever is asked about it.")
final class NoteCommand implements Callable<Integer> {
    @ParentCommand
    private CampaignCommand campaign;

    @Parameters(index = "0", paramLabel = "NAME")
    private String name;

    @Parameters(index = "1", paramLabel = "ITEM")
    private String item;

    @Option(names = "--as", required = true, paramLabel = "EMAIL", description = "Who writes.")
    private String reviewer;

    @Option(names = "--text", required = true, paramLabel = "TEXT", description = "What.")
    private String text;

    @Override
    public Integer call() throws RefusedException {
        try (var app = campaign.root().open()) {
            ItemNote note = app.noteItem().run(app.actor(), name, item, reviewer, text);
            campaign.root()
                    .terminal()
                    .line("Note " + note.number() + " by " + note.reviewer() + " stands on " + item + ".");
            return 0;
        }
    }
}
