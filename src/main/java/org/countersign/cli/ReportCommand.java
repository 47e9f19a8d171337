package org.countersign.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.countersign.evidence.ExportEvidence;
import org.countersign.work.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `report`.
@Command(name = "report", description = "Writes the signed PDF, or a draft before it is signed.")
final class ReportCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    @Parameters(index = "0", paramLabel = "NAME", description = "The campaign.")
    private String name;

    @Parameters(index = "1", paramLabel = "OUT.pdf")
    private Path file;

    @Override
    public Integer call() throws RefusedException {
        try (var app = root.open()) {
            ExportEvidence.Document document = app.exportEvidence().document(name);
            root.terminal().write(file, document.pdf());
            root.terminal()
                    .line((document.draft() ? "A draft, marked so on every page, is in " : "The signed PDF is in ")
                            + file);
            return 0;
        }
    }
}
