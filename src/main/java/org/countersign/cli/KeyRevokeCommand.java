package org.countersign.cli;

import java.time.Instant;
import java.util.concurrent.Callable;
import org.countersign.evidence.RevokeCertificate.Revoked;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `key revoke`.
@Command(
        name = "revoke",
        description = "Takes a certificate back: nobody signs with it here any more, and every bundle says so.")
final class KeyRevokeCommand implements Callable<Integer> {
    @ParentCommand
    private KeyCommand parent;

    @Parameters(
            arity = "1..8",
            paramLabel = "FINGERPRINT",
            description = "SHA-256 of the certificate, in one or in eight groups.")
    private String[] fingerprint;

    @Option(names = "--from", paramLabel = "INSTANT", description = "When the key was lost; without it, now.")
    private @Nullable Instant from;

    @Option(names = "--reason", required = true, description = "Stands in the roster of every bundle from now on.")
    private String reason;

    @Override
    public Integer call() throws RefusedException {
        try (var app = parent.root().open()) {
            Revoked revoked = app.signers()
                    .revoke()
                    .run(
                            app.actor(),
                            String.join("", fingerprint),
                            from == null ? parent.root().clock().instant() : from,
                            reason);
            parent.root()
                    .terminal()
                    .line("Revoked from " + Formats.instant(revoked.from())
                            + ". What it signed later is not relied on; what it signed before is, where the ledger or a"
                            + " timestamp shows that.");
            return 0;
        }
    }
}
