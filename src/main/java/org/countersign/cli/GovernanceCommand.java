package org.countersign.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.countersign.governance.ImportGovernance;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `governance import` and `governance export`.
@Command(name = "governance", description = "Reads or writes the governance file, whole or not at all.")
final class GovernanceCommand {
    @ParentCommand
    private RootCommand root;

    @Command(name = "import", description = "Takes a governance file in.")
    int importFile(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--effective", paramLabel = "DATE", description = "From when it holds.") @Nullable
                    LocalDate effective,
            @Option(names = "--prune", description = "Ends records that came from a file and are not in this one.")
                    boolean prune,
            @Option(names = "--overwrite", description = "Also replaces what a person changed.") boolean overwrite)
            throws RefusedException {
        byte[] bytes = root.terminal().read(file);
        try (var app = root.openOrMake()) {
            var options = new ImportGovernance.Options(
                    Optional.ofNullable(effective)
                            .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant()),
                    prune,
                    overwrite);
            ImportGovernance.Outcome outcome =
                    app.importGovernance().run(app.actor(), file.getFileName().toString(), bytes, options);
            root.terminal()
                    .line("Governance " + outcome.number() + ": " + outcome.records() + " records, " + outcome.added()
                            + " added, " + outcome.changed() + " changed, " + outcome.ended() + " ended.");
            return 0;
        }
    }

    @Command(name = "export", description = "Writes the governance file of today.")
    int exportFile(@Parameters(paramLabel = "FILE") Path file) throws RefusedException {
        try (var app = root.open()) {
            root.terminal().write(file, app.exportGovernance().run(app.actor()).getBytes(StandardCharsets.UTF_8));
            root.terminal().line("Written to " + file);
            return 0;
        }
    }
}
