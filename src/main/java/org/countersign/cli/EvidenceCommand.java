package org.countersign.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.countersign.app.Countersign;
import org.countersign.evidence.DocumentVerification;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.Verification;
import org.countersign.evidence.VerificationText;
import org.countersign.evidence.VerifyDocument;
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

    @Command(
            name = "verify",
            description = {
                "Verifies a bundle, or a report (PDF) by itself; needs no workspace.",
                "Exit 0: it is what was signed. 1: it is not, or is whole and by a stranger."
            })
    int verify(
            @Parameters(paramLabel = "FILE", description = "What evidence export or report wrote.") Path file,
            @Option(names = "--trust", paramLabel = "TRUST.pem", description = "CA certificates and pinned signers.")
                    @Nullable
                    Path trust,
            @Option(
                            names = "--format",
                            paramLabel = "table|json",
                            defaultValue = "table",
                            description = "How to print it: table, or json.")
                    Format format)
            throws RefusedException {
        if (format == Format.csv) {
            throw new RefusedException("--format csv", "A verdict is no table.", "Use --format json.");
        }
        List<X509Certificate> trusted = trust == null
                ? List.of()
                : KeyFile.certificates(trust.toString(), root.terminal().read(trust));
        byte[] bytes = root.terminal().read(file);
        String name = String.valueOf(file.getFileName());
        if (VerifyDocument.isDocument(bytes)) {
            DocumentVerification found = Countersign.verifyDocument().run(bytes, trusted);
            print(format, VerdictJson.of(name, bytes, found), VerificationText.lines(found));
            return found.faults().isEmpty() ? 0 : 1;
        }
        Verification found = Countersign.verifyBundle().run(bytes, trusted);
        print(format, VerdictJson.of(name, bytes, found), VerificationText.lines(found));
        return found.genuine() ? 0 : 1;
    }

    private void print(Format format, ObjectNode json, List<String> lines) {
        if (format == Format.json) {
            root.terminal().json(json);
        } else {
            lines.forEach(root.terminal()::line);
        }
    }
}
