package org.countersign.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.countersign.app.Countersign;
import org.countersign.evidence.KeyFile;
import org.countersign.scim.pull.Network;
import org.countersign.scim.pull.Proxies;
import org.countersign.scim.pull.Secret;
import org.countersign.scim.pull.StoredTokens;
import org.countersign.snapshot.PullSnapshot;
import org.countersign.work.CancelledException;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `snapshot pull`.
@Command(
        name = "pull",
        description = {
            "Fetches a source, or every source, from its SCIM endpoint as ONE snapshot each.",
            "The token comes from --token-file, --key-store, or the variable COUNTERSIGN_TOKEN_<ID>.",
            "A proxy comes from HTTPS_PROXY and NO_PROXY, and sees neither token nor answers."
        })
final class PullCommand implements Callable<Integer> {
    private static final int REFUSED = 3;
    private static final int FAILED = 4;

    @ParentCommand
    private SnapshotCommand parent;

    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private @Nullable Which which;

    /// One or all.
    static final class Which {
        @Option(names = "--source", required = true, paramLabel = "ID")
        private @Nullable String source;

        @Option(names = "--all", required = true, description = "Every source that has an endpoint.")
        private boolean all;
    }

    @Option(names = "--token-file", paramLabel = "FILE", description = "Or - for standard input. Not with --all.")
    private @Nullable String tokenFile;

    @Option(names = "--key-store", paramLabel = "FILE.p12", description = "Made by countersign key store-token.")
    private @Nullable Path keyStore;

    @Option(names = "--password-file", paramLabel = "FILE", description = "Of the key store; or - for standard input.")
    private @Nullable String passwordFile;

    @Option(names = "--ca-file", paramLabel = "FILE.pem", description = "Your organisation's authorities.")
    private @Nullable Path caFile;

    @Option(names = "--allow-private", description = "Also from addresses in private networks.")
    private boolean allowPrivate;

    @Option(names = "--accept-shrunken", description = "Takes a snapshot with over a fifth fewer rows.")
    private boolean shrunken;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why, with --accept-shrunken; kept in the ledger. Not with --all.")
    private @Nullable String reason;

    private char[] password = new char[0];

    @Override
    public Integer call() throws RefusedException {
        boolean all = which != null && which.all;
        if (all && tokenFile != null) {
            throw usage(
                    "--token-file is one token for one source; with --all use --key-store or COUNTERSIGN_TOKEN_<ID>");
        }
        if (all && reason != null) {
            throw usage("--reason is one reason for one source; pull that source alone");
        }
        try (var stop = new OrderlyStop()) {
            return stoppable(all, stop.over(parent.root().terminal().progress()));
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private int stoppable(boolean all, Progress progress) throws RefusedException {
        RootCommand root = parent.root();
        try (var app = root.openOrMake()) {
            Network network = network();
            if (keyStore != null && tokenFile == null) {
                password = root.terminal().password(Optional.ofNullable(passwordFile), "Password of the key store:");
            }
            if (!all) {
                pull(app, String.valueOf(which == null ? "" : which.source), network, progress);
                return 0;
            }
            return all(app, network, progress);
        } catch (CancelledException stopped) {
            root.terminal().note(all ? "Stopped. What was pulled before stays." : "Stopped. Nothing was changed.");
            return FAILED;
        }
    }

    private Network network() throws RefusedException {
        RootCommand root = parent.root();
        List<X509Certificate> authorities = caFile == null
                ? List.of()
                : KeyFile.certificates(caFile.toString(), root.terminal().read(caFile));
        return new Network(allowPrivate, authorities, Proxies.of(root::variable));
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    /// One that fails does not stop the others, whatever the reason; the worst exit code counts.
    private int all(Countersign app, Network network, Progress progress) throws RefusedException {
        List<String> sources = app.pullSnapshot(parent.root().limits()).sources();
        if (sources.isEmpty()) {
            throw new RefusedException(
                    "", "No source has a SCIM endpoint.", "Add scim: {endpoint: …} to the governance file.");
        }
        int worst = 0;
        var failed = new ArrayList<String>();
        for (String source : sources) {
            int code = one(app, source, network, progress);
            if (code != 0) {
                failed.add(source);
                worst = Math.max(worst, code);
            }
        }
        if (!failed.isEmpty()) {
            parent.root()
                    .terminal()
                    .note("Not pulled: " + String.join(", ", failed) + " (" + failed.size() + " of " + sources.size()
                            + "). Nothing was changed for " + (failed.size() == 1 ? "it." : "them."));
        }
        return worst;
    }

    private int one(Countersign app, String source, Network network, Progress progress) {
        Terminal terminal = parent.root().terminal();
        try {
            pull(app, source, network, progress);
            return 0;
        } catch (RefusedException e) {
            terminal.note(source + ": " + e.getMessage());
            return REFUSED;
        } catch (SurroundingsException e) {
            terminal.note(source + ": " + e.getMessage());
            return FAILED;
        } catch (CancelledException stopped) {
            throw stopped;
        } catch (RuntimeException bug) {
            // One source's answers may hit a fault that the others' do not.
            terminal.note(source + ": " + Fault.sentence(bug));
            return FAILED;
        }
    }

    private void pull(Countersign app, String source, Network network, Progress progress) throws RefusedException {
        Terminal terminal = parent.root().terminal();
        PullSnapshot pulling = app.pullSnapshot(parent.root().limits());
        pulling.endpoint(source);
        var request = new PullSnapshot.Request(
                source,
                secret(source),
                network,
                shrunken,
                Optional.ofNullable(reason).filter(text -> !text.isBlank()));
        SnapshotCommand.tell(terminal, pulling.run(app.actor(), request, progress));
    }

    private Secret secret(String source) throws RefusedException {
        if (tokenFile != null) {
            return parent.root().terminal().token(tokenFile);
        }
        String variable = "COUNTERSIGN_TOKEN_" + source.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        if (keyStore != null) {
            Optional<Secret> stored = StoredTokens.get(keyStore, password, source);
            if (stored.isPresent()) {
                return stored.get();
            }
        }
        Optional<String> told = parent.root().variable(variable);
        if (told.isPresent()) {
            return Secret.of(variable, told.get().getBytes(StandardCharsets.UTF_8));
        }
        throw new RefusedException(
                source,
                "There is no token for it.",
                "Use --token-file FILE, --key-store FILE.p12, or set " + variable + ".");
    }
}
