package org.countersign.snapshot;

import java.time.Clock;
import java.util.Optional;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Workspace;

/// Use case: a person's word on which identity stands behind an account, or that nobody does.
public final class SetLink {
    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;

    /// Appends to this ledger.
    public SetLink(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Links an account, or says that nobody is behind it.
    ///
    /// @param identity absent = nobody stands behind it
    /// @throws RefusedException where the account is in no current snapshot of the source
    public void run(Actor actor, String source, String account, Optional<String> identity) throws RefusedException {
        workspace.write(tx -> {
            var words = new LinkWords(tx, ledger, actor, clock);
            words.requireAccount(source, account);
            if (identity.isPresent()) {
                words.requireIdentity(source, identity.get());
            }
            words.say(source, account, identity);
            return true;
        });
    }
}
