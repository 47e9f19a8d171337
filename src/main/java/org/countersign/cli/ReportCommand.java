package org.countersign.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.countersign.evidence.AttestationMaker.Extract;
import org.countersign.evidence.ExportEvidence;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `report`.
@Command(
        name = "report",
        description = "Writes the signed PDF, or a draft before it is signed; or an extract about one source or owner.")
final class ReportCommand implements Callable<Integer> {
    @ParentCommand
    private RootCommand root;

    @Parameters(index = "0", paramLabel = "NAME", description = "The campaign.")
    private String name;

    @Parameters(index = "1", paramLabel = "OUT.pdf")
    private Path file;

    @ArgGroup(exclusive = true)
    private @Nullable Part part;

    private static final class Part {
        @Option(names = "--source", paramLabel = "ID", description = "An extract: the items of this source.")
        private @Nullable String source;

        @Option(
                names = "--owner",
                paramLabel = "EMAIL",
                description = "An extract: the groups of this owner, what they grant and who is in them.")
        private @Nullable String owner;

        Extract extract() {
            return source == null ? new Extract.OfOwner(String.valueOf(owner)) : new Extract.OfSource(source);
        }
    }

    @Override
    public Integer call() throws RefusedException {
        try (var app = root.open()) {
            if (part != null) {
                root.terminal().write(file, app.exportEvidence().extract(name, part.extract()));
                root.terminal().line("An extract, marked so on every page and not signed, is in " + file);
                return 0;
            }
            ExportEvidence.Document document = app.exportEvidence().document(name);
            root.terminal().write(file, document.pdf());
            root.terminal()
                    .line((document.draft() ? "A draft, marked so on every page, is in " : "The signed PDF is in ")
                            + file);
            return 0;
        }
    }
}
