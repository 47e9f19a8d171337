package org.countersign.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.KeyRequest;
import org.countersign.evidence.SigningKey;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `key request`.
@Command(
        name = "request",
        description = "Asks your organisation's authority for a certificate (PKCS#10). The key stays in its file.")
final class KeyRequestCommand implements Callable<Integer> {
    @ParentCommand
    private KeyCommand parent;

    @Parameters(index = "0", paramLabel = "KEY.p12", description = "Made where it is not there yet.")
    private Path file;

    @Parameters(index = "1", paramLabel = "OUT.csr")
    private Path out;

    @Option(names = "--name", description = "Of a key that is made.")
    private @Nullable String name;

    @Option(names = "--email", description = "Of a key that is made.")
    private @Nullable String email;

    @Option(names = "--password-file", paramLabel = "FILE", description = "Or - for standard input.")
    private @Nullable String passwordFile;

    @Override
    public Integer call() throws RefusedException {
        Terminal terminal = parent.root().terminal();
        char[] password = terminal.password(Optional.ofNullable(passwordFile), "Password of " + file + ":");
        try {
            SigningKey key = key(password);
            terminal.write(out, KeyRequest.pem(key).getBytes(StandardCharsets.US_ASCII));
            terminal.line("Give " + out + " to your authority, and put what it answers into the key: countersign key"
                    + " certify " + file + " CERT.pem");
            return 0;
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private SigningKey key(char[] password) throws RefusedException {
        if (Files.exists(file)) {
            if (name != null || email != null) {
                throw new RefusedException(
                        file.toString(),
                        "This key is there already, with a name and an address.",
                        "Leave --name and --email out, or name another file.");
            }
            return KeyFile.open(file, password);
        }
        if (name == null || email == null) {
            throw new RefusedException(
                    file.toString(), "There is no key here yet.", "To make one, say whose: --name and --email.");
        }
        return KeyFile.create(file, name, email, password, parent.root().clock());
    }
}
