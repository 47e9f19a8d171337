package org.countersign.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.countersign.app.Countersign;
import org.countersign.evidence.CounterSign;
import org.countersign.evidence.OpenKey;
import org.countersign.evidence.Proofs;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `evidence counter-sign`.
@Command(
        name = "counter-sign",
        description = {
            "Signs a report (PDF) that its campaign's owner has signed, as one more person; needs no workspace.",
            "The report stays as it is; what is signed is written to another file."
        })
final class CounterSignCommand implements Callable<Integer> {
    @ParentCommand
    private EvidenceCommand evidence;

    @Parameters(index = "0", paramLabel = "REPORT.pdf", description = "The signed report.")
    private Path report;

    @Parameters(index = "1", paramLabel = "OUT.pdf")
    private Path out;

    @Mixin
    private SigningOptions signing;

    @Override
    public Integer call() throws RefusedException {
        RootCommand root = evidence.root();
        Terminal terminal = root.terminal();
        var proofs = new Proofs(List.of(), signing.authority(root));
        CounterSign.requireOther(report, out);
        byte[] document = terminal.read(report);
        char[] password = signing.password(terminal);
        try {
            CounterSign.Outcome outcome = Countersign.counterSign()
                    .run(report.toString(), document, OpenKey.of(signing.key(), password), proofs);
            terminal.write(out, outcome.document());
            terminal.line("Counter-signed: " + Formats.counted(outcome.signatures(), "signature") + " in " + out
                    + ", SHA-256 " + Sha256.hex(outcome.document()));
            terminal.line(SignCommand.level(outcome.level()));
            outcome.before()
                    .forEach(one -> terminal.line("Signed before by " + Formats.visible(one.name()) + ", "
                            + Formats.visible(one.address()) + ", as the certificate with SHA-256 " + one.fingerprint()
                            + " says."));
            terminal.line("Compare: countersign evidence verify " + out + " --trust TRUST.pem");
            outcome.notes().forEach(terminal::note);
            return 0;
        } finally {
            Arrays.fill(password, '\0');
        }
    }
}
