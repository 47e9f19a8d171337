package org.countersign.cli;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.evidence.ExportLedger;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.SigningKey;
import org.countersign.evidence.Verification;
import org.countersign.evidence.VerifyLedger;
import org.countersign.evidence.VerifyLedgerExport;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.RecallHead;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `ledger verify`, `ledger head`, `ledger export` and `ledger accept`.
@Command(name = "ledger", description = "The event log.")
final class LedgerCommand {
    @ParentCommand
    private RootCommand root;

    @Command(
            name = "verify",
            description = {
                "Recomputes every hash, and looks whether what was signed of it, and what you saw of it, is still there.",
                "With FILE: an export, without a workspace."
            })
    int verify(
            @Parameters(paramLabel = "FILE", arity = "0..1", description = "What ledger export wrote.") @Nullable
                    Path file,
            @Option(names = "--trust", paramLabel = "TRUST.pem", description = "CA certificates and pinned signers.")
                    @Nullable
                    Path trust,
            @Option(
                            names = "--compare",
                            description = "Whether the workspace's ledger is, up to there, the one exported.")
                    boolean compare)
            throws RefusedException {
        return file == null ? workspace() : export(file, trust, compare);
    }

    private int workspace() throws RefusedException {
        try (var app = root.openSilently()) {
            VerifyLedger.Outcome outcome =
                    app.verifyLedger().run(root.terminal().progress());
            RecallHead.Sight sight = app.recall(root.memory()).look();
            int code = told(outcome);
            if (sight instanceof RecallHead.Sight.Unlike unlike) {
                root.terminal().line(RecallWords.fault(unlike));
                root.terminal().line("If you restored, copied or replaced it yourself: countersign ledger accept");
                code = 1;
            }
            root.memory().unkept().ifPresent(why -> root.terminal()
                    .note("NOTE: what you saw could not be remembered: " + why));
            return code;
        }
    }

    private int told(VerifyLedger.Outcome outcome) {
        outcome.first()
                .ifPresent(broken -> root.terminal().line("Event " + broken.seq() + " " + broken.reason() + "."));
        for (VerifyLedger.Lost lost : outcome.lost()) {
            root.terminal()
                    .line("The ledger is not the one that " + lost.signed().owner() + " signed with the campaign "
                            + lost.signed().campaign()
                            + lost.signed()
                                    .head()
                                    .map(head -> ", which had " + head.seq() + " events")
                                    .orElse(", whose bundle cannot be read")
                            + ".");
        }
        if (outcome.verdict() instanceof Ledger.Verdict.Holds(Ledger.Head head)) {
            root.terminal()
                    .line(Formats.number(head.seq()) + " events, the chain holds"
                            + (outcome.lost().isEmpty() ? "" : " in itself") + ". Head " + Formats.groups(head.hash()));
        }
        return outcome.holds() ? 0 : 1;
    }

    private int export(Path file, @Nullable Path trust, boolean compare) throws RefusedException {
        List<X509Certificate> trusted = trust == null
                ? List.of()
                : KeyFile.certificates(trust.toString(), root.terminal().read(trust));
        byte[] bytes = root.terminal().read(file);
        VerifyLedgerExport.Outcome outcome = VerifyLedgerExport.run(bytes, trusted);
        for (Verification.Check check : outcome.checks()) {
            root.terminal().line((check.holds() ? "OK    " : "FAIL  ") + check.name() + " (" + check.figure() + ")");
            check.faults().forEach(fault -> root.terminal().line("      " + fault));
        }
        if (!outcome.holds()) {
            root.terminal().line("NOT VALID");
            return 1;
        }
        root.terminal()
                .line("Head of " + Formats.number(outcome.head().seq()) + " events: "
                        + Formats.groups(outcome.head().hash()));
        root.terminal().line(signer(outcome));
        return compare ? compared(bytes) : 0;
    }

    private static String signer(VerifyLedgerExport.Outcome outcome) {
        return outcome.signer()
                .map(one -> "Signed by " + String.join(", ", SigningKey.addresses(one)) + ", SHA-256 "
                        + Formats.groups(SigningKey.fingerprint(one))
                        + (outcome.trusted()
                                ? ", which is or is issued by one of yours."
                                : ". Who that is is as asserted by the file: use --trust TRUST.pem."))
                .orElse("Nobody signed it: it proves what was exported only as far as you know its head, or its"
                        + " SHA-256, by another way.");
    }

    private int compared(byte[] export) throws RefusedException {
        try (var app = root.open()) {
            Optional<Ledger.Verdict.Broken> other = VerifyLedgerExport.against(export, app.workspace());
            root.terminal()
                    .line(other.map(broken -> "The workspace's ledger is another: event " + broken.seq()
                                    + " is not what was exported, or is missing.")
                            .orElse("The workspace's ledger goes on from it."));
            return other.isPresent() ? 1 : 0;
        }
    }

    @Command(name = "head", description = "The three lines of events.head.")
    int head() throws RefusedException {
        try (var app = root.open()) {
            root.terminal().raw(app.workspace().read(app.ledger()::head).lines());
            return 0;
        }
    }

    @Command(
            name = "export",
            description =
                    "Writes the whole ledger as a file that stands alone, with how to verify it with sh and openssl.")
    int export(
            @Parameters(paramLabel = "OUT") Path file,
            @Option(
                            names = "--campaign",
                            paramLabel = "NAME",
                            description = "Shows what happened in this campaign; of the rest only digests.")
                    @Nullable
                    String campaign,
            @Option(names = "--key", paramLabel = "FILE.p12", description = "Signs it.") @Nullable Path key,
            @Option(names = "--password-file", paramLabel = "FILE", description = "Or - for standard input.") @Nullable
                    String passwordFile)
            throws RefusedException {
        Optional<SigningKey> signing = key == null ? Optional.empty() : Optional.of(opened(key, passwordFile));
        try (var app = root.open()) {
            ExportLedger.Exported exported = exporter(app).run(app.actor(), Optional.ofNullable(campaign), signing);
            root.terminal().write(file, exported.file());
            root.terminal().line("Written to " + file + ", SHA-256 " + Sha256.hex(exported.file()));
            root.terminal()
                    .line("Head of " + Formats.number(exported.head().seq()) + " events: "
                            + Formats.groups(exported.head().hash()));
            return 0;
        }
    }

    private static ExportLedger exporter(Countersign app) {
        return new ExportLedger(app.workspace(), app.ledger(), app.clock());
    }

    private SigningKey opened(Path key, @Nullable String passwordFile) throws RefusedException {
        char[] password = root.terminal().password(Optional.ofNullable(passwordFile), "Password of " + key + ":");
        try {
            return KeyFile.open(key, password);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    @Command(
            name = "accept",
            description =
                    "Takes a workspace that is not what you saw of it, because you restored, copied or replaced it.")
    int accept() throws RefusedException {
        try (var app = root.openSilently()) {
            RecallHead.Sight.Unlike accepted = app.recall(root.memory()).accept(app.actor());
            root.terminal().line("Accepted, and told in the ledger. " + RecallWords.fault(accepted));
            return 0;
        }
    }
}
