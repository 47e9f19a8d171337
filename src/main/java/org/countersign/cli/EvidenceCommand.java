package org.countersign.cli;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.countersign.app.Countersign;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.Verification;
import org.countersign.evidence.VerificationText;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `evidence export` and `evidence verify`.
@Command(name = "evidence", description = "Exports or verifies the evidence bundle.")
final class EvidenceCommand {
    @ParentCommand
    private RootCommand root;

    @Command(name = "export", description = "Writes the bundle that the owner signed.")
    int export(@Parameters(paramLabel = "NAME") String name, @Parameters(paramLabel = "OUT.asice") Path file)
            throws RefusedException {
        try (var app = root.open()) {
            byte[] bundle = app.exportEvidence().bundle(name);
            root.terminal().write(file, bundle);
            root.terminal().line("Written to " + file + ", SHA-256 " + Sha256.hex(bundle));
            return 0;
        }
    }

    @Command(name = "verify", description = "Verifies a bundle; needs no workspace.")
    int verify(
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--trust", paramLabel = "TRUST.pem", description = "CA certificates and pinned signers.")
                    @Nullable
                    Path trust)
            throws RefusedException {
        List<X509Certificate> trusted = trust == null
                ? List.of()
                : KeyFile.certificates(trust.toString(), root.terminal().read(trust));
        Verification verification =
                Countersign.verifyBundle().run(root.terminal().read(file), trusted);
        VerificationText.lines(verification).forEach(root.terminal()::line);
        return verification.genuine() ? 0 : 1;
    }
}
