package org.countersign.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.countersign.app.Countersign;
import org.countersign.ledger.RecallHead;
import org.countersign.ledger.SeenHeads;
import org.countersign.scim.pull.PullLimits;
import org.countersign.work.OwnFiles;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;
import org.countersign.workspace.FirstUse;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// `countersign`: without a subcommand it opens the desktop.
@Command(
        name = "countersign",
        versionProvider = RootCommand.Version.class,
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        description = "Access reviews from SCIM snapshots, with evidence that verifies without us.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, and what was checked holds",
            "1:the check says no",
            "2:wrong usage",
            "3:the input was refused, nothing was changed",
            "4:the surroundings failed"
        },
        subcommands = {
            DemoCommand.class,
            WorkspaceCommand.class,
            GovernanceCommand.class,
            SnapshotCommand.class,
            ProvisioningLogCommand.class,
            DriftCommand.class,
            FindingCommand.class,
            ExceptionCommand.class,
            LinkCommand.class,
            GroupCommand.class,
            MappingCommand.class,
            CampaignCommand.class,
            DecideCommand.class,
            KeyCommand.class,
            SignCommand.class,
            ReportCommand.class,
            EvidenceCommand.class,
            PacketCommand.class,
            LedgerCommand.class,
            AutoComplete.GenerateCompletion.class
        })
final class RootCommand implements Callable<Integer> {
    @Option(
            names = {"-w", "--workspace"},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The workspace file (or COUNTERSIGN_WORKSPACE).")
    private @Nullable Path workspace;

    private Optional<FirstUse> first = Optional.empty();
    private final Terminal terminal;
    private final Clock clock;
    private final Map<String, String> environment;
    private final ToIntFunction<Optional<Path>> desktop;
    private final PullLimits limits;
    private final SeenHeads memory;
    private boolean silent;

    RootCommand(
            Terminal terminal,
            Clock clock,
            Map<String, String> environment,
            ToIntFunction<Optional<Path>> desktop,
            PullLimits limits) {
        this.terminal = terminal;
        this.clock = clock;
        this.environment = Map.copyOf(environment);
        this.desktop = desktop;
        this.limits = limits;
        this.memory = SeenHeads.in(OwnFiles.ofThisPerson(environment).heads());
    }

    @Override
    public Integer call() {
        return desktop.applyAsInt(file());
    }

    Terminal terminal() {
        return terminal;
    }

    Clock clock() {
        return clock;
    }

    PullLimits limits() {
        return limits;
    }

    /// A variable of the environment, where it says something.
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    private Optional<Path> file() {
        return Optional.ofNullable(workspace).or(() -> Optional.ofNullable(environment.get("COUNTERSIGN_WORKSPACE"))
                .filter(name -> !name.isEmpty())
                .map(Path::of));
    }

    private Path required() throws RefusedException {
        return file().orElseThrow(() ->
                new RefusedException("", "No workspace is named.", "Use -w FILE or set COUNTERSIGN_WORKSPACE."));
    }

    /// For commands that read.
    Countersign open() throws RefusedException {
        return open(required());
    }

    /// A file that a command names itself.
    Countersign open(Path file) throws RefusedException {
        return recalled(Countersign.open(file, clock));
    }

    /// For commands that write.
    Countersign openOrMake() throws RefusedException {
        return openOrMake(required());
    }

    /// For those that name the workspace as a file of theirs.
    Countersign openOrMake(Path file) throws RefusedException {
        first = FirstUse.of(file);
        if (!Files.exists(file)) {
            RecallHead.gone(memory, file).map(RecallWords::gone).ifPresent(terminal::note);
        }
        return recalled(Countersign.openOrMake(file, clock));
    }

    private Countersign recalled(Countersign app) {
        RecallHead recall = app.recall(memory);
        if (!silent && recall.look() instanceof RecallHead.Sight.Unlike unlike) {
            terminal.note(RecallWords.warning(unlike));
        }
        memory.aside().map(RecallWords::aside).ifPresent(terminal::note);
        return app;
    }

    /// What the person at this command line saw of workspaces.
    SeenHeads memory() {
        return memory;
    }

    /// For commands that say themselves what was seen.
    Countersign openSilently() throws RefusedException {
        silent = true;
        return open();
    }

    /// After a command: takes the workspace away that it made before it was refused. Nothing was changed
    /// means that, too.
    void end(int code) {
        try (var turn = first.orElse(null)) {
            if (turn != null && code != 0) {
                turn.forget();
            }
        } catch (SurroundingsException e) {
            terminal.note(String.valueOf(e.getMessage()));
        }
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = RootCommand.class.getPackage().getImplementationVersion();
            return new String[] {"countersign " + (version == null ? "development" : version)};
        }
    }
}
