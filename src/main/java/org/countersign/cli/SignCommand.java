package org.countersign.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.SignAsReviewer;
import org.countersign.evidence.SigningKey;
import org.countersign.work.RefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `sign`.
@Command(name = "sign", description = "A reviewer signs what they decided; the owner signs the closed campaign.")
final class SignCommand implements Callable<Integer> {
    enum Role {
        reviewer,
        owner
    }

    @ParentCommand
    private RootCommand root;

    @Parameters(paramLabel = "NAME", description = "The campaign.")
    private String name;

    @Option(names = "--key", required = true, paramLabel = "FILE.p12")
    private Path key;

    @Option(names = "--as", required = true, paramLabel = "reviewer|owner")
    private Role role;

    @Option(names = "--password-file", paramLabel = "FILE", description = "Or - for standard input.")
    private @Nullable String passwordFile;

    @Override
    public Integer call() throws RefusedException {
        char[] password = root.terminal().password(Optional.ofNullable(passwordFile), "Password of " + key + ":");
        try (var app = root.open()) {
            SigningKey signing = KeyFile.open(key, password);
            switch (role) {
                case reviewer -> {
                    SignAsReviewer.Outcome outcome = app.signAsReviewer().run(app.actor(), name, signing);
                    root.terminal()
                            .line(outcome.reviewer() + " signed " + outcome.decisions() + " decisions"
                                    + (outcome.exceptionsMade() > 0
                                            ? ", " + outcome.exceptionsMade() + " exceptions made"
                                            : "")
                                    + ": “" + outcome.sentence() + "”");
                }
                case owner -> {
                    String sha256 = app.signAsOwner().run(app.actor(), name, signing);
                    root.terminal().line("Campaign " + name + " is signed. Bundle SHA-256 " + sha256);
                }
            }
            return 0;
        } finally {
            Arrays.fill(password, '\0');
        }
    }
}
