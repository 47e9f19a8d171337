package org.countersign.cli;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.countersign.evidence.KeyFile;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `key certify`.
@Command(
        name = "certify",
        description = "Puts the certificate that your authority issued, and its chain, into the key file.")
final class KeyCertifyCommand implements Callable<Integer> {
    @ParentCommand
    private KeyCommand parent;

    @Parameters(index = "0", paramLabel = "KEY.p12")
    private Path file;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "CERT.pem", description = "In any order.")
    private List<Path> files;

    @Option(names = "--password-file", paramLabel = "FILE", description = "Or - for standard input.")
    private @Nullable String passwordFile;

    @Override
    public Integer call() throws RefusedException {
        Terminal terminal = parent.root().terminal();
        var given = new ArrayList<X509Certificate>();
        for (Path one : files) {
            given.addAll(KeyFile.certificates(one.toString(), terminal.read(one)));
        }
        String place = files.stream().map(Path::toString).collect(Collectors.joining(", "));
        char[] password = terminal.password(Optional.ofNullable(passwordFile), "Password of " + file + ":");
        try {
            var key =
                    KeyFile.certify(file, password, place, given, parent.root().clock());
            parent.show(key.certificate());
            terminal.line("Written to " + file + ", with a chain of "
                    + key.chain().size() + ". Signatures from now on are by this certificate.");
            return 0;
        } finally {
            Arrays.fill(password, '\0');
        }
    }
}
