package org.countersign.cli;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.countersign.evidence.OpenKey;
import org.countersign.evidence.SigningKey;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `key rotate`.
@Command(
        name = "rotate",
        description = "The old key signs that the new one takes its place here; what it signed stays.")
final class KeyRotateCommand implements Callable<Integer> {
    @ParentCommand
    private KeyCommand parent;

    @Parameters(index = "0", paramLabel = "OLD.p12", description = "Or pkcs11:CONFIG.")
    private String old;

    @Parameters(index = "1", paramLabel = "NEW.p12", description = "Or pkcs11:CONFIG.")
    private String fresh;

    @Option(names = "--password-file", paramLabel = "FILE", description = "Of OLD; or - for standard input.")
    private @Nullable String passwordFile;

    @Option(names = "--new-password-file", paramLabel = "FILE", description = "Of NEW; without it, the same.")
    private @Nullable String newPasswordFile;

    @Override
    public Integer call() throws RefusedException {
        Terminal terminal = parent.root().terminal();
        if ("-".equals(passwordFile) && "-".equals(newPasswordFile)) {
            throw new RefusedException(
                    "standard input", "Both passwords cannot come from here.", "Use a file for one.");
        }
        char[] password = terminal.password(Optional.ofNullable(passwordFile), "Password of " + old + ":");
        char[] second = {};
        try (var app = parent.root().open()) {
            second = newPasswordFile == null
                    ? password.clone()
                    : terminal.password(Optional.of(newPasswordFile), "Password of " + fresh + ":");
            // The old one signs; where both lie on one token, the one that was opened last can.
            SigningKey to = OpenKey.of(fresh, second);
            SigningKey from = OpenKey.of(old, password);
            app.signers().replace().run(app.actor(), from, to);
            parent.show(to.certificate());
            terminal.line("It takes the place of the old key in this workspace. Give its fingerprint to who verifies.");
            return 0;
        } finally {
            Arrays.fill(password, '\0');
            Arrays.fill(second, '\0');
        }
    }
}
