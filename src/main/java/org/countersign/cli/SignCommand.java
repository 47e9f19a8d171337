package org.countersign.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.countersign.evidence.OpenKey;
import org.countersign.evidence.Proofs;
import org.countersign.evidence.RevocationList;
import org.countersign.evidence.SignAsOwner;
import org.countersign.evidence.SignAsReviewer;
import org.countersign.evidence.SignatureLevel;
import org.countersign.evidence.SigningKey;
import org.countersign.work.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private SigningOptions signing;

    @Option(names = "--as", required = true, paramLabel = "reviewer|owner")
    private Role role;

    @Option(
            names = "--crl",
            paramLabel = "FILE",
            description = "Revocation lists of the signers' authorities, for the bundle (owner).")
    private List<Path> lists = List.of();

    @Override
    public Integer call() throws RefusedException {
        Proofs proofs = proofs();
        char[] password = signing.password(root.terminal());
        try (var app = root.open()) {
            SigningKey key = OpenKey.of(signing.key(), password);
            switch (role) {
                case reviewer -> {
                    SignAsReviewer.Outcome outcome = app.packets().sign().run(app.actor(), name, key, proofs);
                    root.terminal()
                            .line(outcome.reviewer() + " signed " + outcome.decisions() + " decisions"
                                    + (outcome.exceptionsMade() > 0
                                            ? ", " + outcome.exceptionsMade() + " exceptions made"
                                            : "")
                                    + ": “" + outcome.sentence() + "”");
                    root.terminal().line(level(outcome.level()));
                    outcome.notes().forEach(root.terminal()::note);
                    if (app.packets().status().elsewhere(name)) {
                        root.terminal().line("Send the answer: countersign packet return " + name + " OUT");
                    }
                }
                case owner -> {
                    SignAsOwner.Outcome outcome = app.signAsOwner().run(app.actor(), name, key, proofs);
                    root.terminal().line("Campaign " + name + " is signed. Bundle SHA-256 " + outcome.sha256());
                    root.terminal().line(level(outcome.level()));
                    outcome.notes().forEach(root.terminal()::note);
                }
            }
            return 0;
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /// What a signature reached, in a sentence.
    static String level(SignatureLevel level) {
        return level == SignatureLevel.B_T
                ? "Level B-T: a timestamp stands beside the signature."
                : "Level B-B: the time is the signer's own claim.";
    }

    private Proofs proofs() throws RefusedException {
        if (role == Role.reviewer && !lists.isEmpty()) {
            throw new RefusedException(
                    "--crl", "Revocation lists go into the bundle, which the owner signs.", "Leave them to the owner.");
        }
        var read = new ArrayList<RevocationList>();
        for (Path one : lists) {
            read.add(RevocationList.of(one.toString(), root.terminal().read(one)));
        }
        return new Proofs(read, signing.authority(root));
    }
}
