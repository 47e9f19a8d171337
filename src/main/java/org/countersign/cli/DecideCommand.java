package org.countersign.cli;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.countersign.campaign.DecisionsFile;
import org.countersign.campaign.RecordDecision;
import org.countersign.work.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `decide`.
@Command(name = "decide", description = "Records decisions from a CSV file, the whole file or none.")
final class DecideCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    @Parameters(index = "0", paramLabel = "NAME", description = "The campaign.")
    private String name;

    @Parameters(index = "1", paramLabel = "FILE.csv")
    private Path file;

    @Option(names = "--reviewer", required = true, paramLabel = "EMAIL")
    private String reviewer;

    @Option(names = "--on-behalf", description = "Also other reviewers' items; recorded as such.")
    private boolean onBehalf;

    @Override
    public Integer call() throws RefusedException {
        String fileName = file.getFileName().toString();
        List<RecordDecision.Draft> drafts =
                DecisionsFile.read(fileName, decode(fileName, root.terminal().read(file)));
        try (var app = root.open()) {
            int count = app.recordDecision()
                    .run(app.actor(), name, reviewer, drafts, new RecordDecision.Manner(false, onBehalf));
            root.terminal()
                    .line(count + " decisions recorded for " + reviewer
                            + (count < drafts.size() ? ", " + (drafts.size() - count) + " stood already" : "")
                            + ". They count when signed: countersign sign "
                            + name + " --as reviewer --key FILE.p12");
            return 0;
        }
    }

    private static String decode(String name, byte[] bytes) throws RefusedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RefusedException(name, "The file is not UTF-8.", "Save it as UTF-8. No decision was recorded.");
        }
    }
}
