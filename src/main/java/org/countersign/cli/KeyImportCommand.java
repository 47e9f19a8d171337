package org.countersign.cli;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.countersign.evidence.KeyFile;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `key import`.
@Command(
        name = "import",
        description =
                "Takes a key file of your organisation over into one of 600,000 iterations that only you may read.")
final class KeyImportCommand implements Callable<Integer> {
    @ParentCommand
    private KeyCommand parent;

    @Parameters(index = "0", paramLabel = "FILE.p12", description = "Stays as it is.")
    private Path from;

    @Parameters(index = "1", paramLabel = "OUT.p12")
    private Path to;

    @Option(names = "--password-file", paramLabel = "FILE", description = "Of FILE.p12; or - for standard input.")
    private @Nullable String passwordFile;

    @Option(
            names = "--new-password-file",
            paramLabel = "FILE",
            description = "Another password for OUT.p12; without it, the same.")
    private @Nullable String newPasswordFile;

    @Override
    public Integer call() throws RefusedException {
        Terminal terminal = parent.root().terminal();
        if ("-".equals(passwordFile) && "-".equals(newPasswordFile)) {
            throw new RefusedException(
                    "standard input", "Both passwords cannot come from here.", "Use a file for one.");
        }
        char[] password = terminal.password(Optional.ofNullable(passwordFile), "Password of " + from + ":");
        char[] fresh = {};
        try {
            fresh = newPasswordFile == null
                    ? password.clone()
                    : terminal.password(Optional.of(newPasswordFile), "Password for " + to + ":");
            var key = KeyFile.take(from, password, to, fresh, parent.root().clock());
            parent.show(key.certificate());
            terminal.line("Written to " + to + " with " + key.chain().size()
                    + (key.chain().size() == 1 ? " certificate." : " certificates.")
                    + " There is no recovery: keep a copy and the password.");
            X509Certificate last = key.chain().getLast();
            if (!last.getIssuerX500Principal().equals(last.getSubjectX500Principal())) {
                terminal.line(
                        "The file does not hold the certificate of its authority, " + last.getIssuerX500Principal()
                                + ". An auditor needs it: put it in with countersign key certify " + to + " FILE.pem");
            }
            return 0;
        } finally {
            Arrays.fill(password, '\0');
            Arrays.fill(fresh, '\0');
        }
    }
}
