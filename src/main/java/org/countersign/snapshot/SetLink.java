package org.countersign.snapshot;

import java.time.Clock;
import java.util.Optional;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.Source;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
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

    /// A link to nobody would silence what drift says of the account.
    private void requireKnown(Transaction tx, String source, String identity) throws RefusedException {
        Optional<String> idp = new GovernanceStore(tx)
                .newest()
                .flatMap(version -> GovernanceJson.typed(version.body()).sources().stream()
                        .filter(one -> one.id().equals(source))
                        .findFirst())
                .flatMap(Source::authoritativeIdp);
        if (idp.isEmpty()) {
            throw new RefusedException(
                    source, "This source has no authoritative IdP, so its accounts are nobody's.", "Name an app.");
        }
        var snapshots = new SnapshotStore(tx);
        boolean known = snapshots.before(idp.get(), clock.instant()).stream()
                .anyMatch(snapshot -> snapshots.accounts(snapshot).containsKey(identity));
        if (!known) {
            throw new RefusedException(
                    idp.get() + "/" + identity,
                    "No snapshot of the IdP has an identity of this id.",
                    "Name it by its SCIM id.");
        }
    }

    /// Links an account, or says that nobody is behind it.
    ///
    /// @param identity absent = nobody stands behind it
    /// @throws RefusedException where the account is in no current snapshot of the source
    public void run(Actor actor, String source, String account, Optional<String> identity) throws RefusedException {
        workspace.write(tx -> {
            var snapshots = new SnapshotStore(tx);
            boolean there = snapshots
                    .current(source, clock.instant())
                    .filter(snapshot -> snapshots.accounts(snapshot).containsKey(account))
                    .isPresent();
            if (!there) {
                throw new RefusedException(
                        source + "/" + account,
                        "The current snapshot has no account of this id.",
                        "Name it by its SCIM id.");
            }
            if (identity.isPresent()) {
                requireKnown(tx, source, identity.get());
            }
            new LinkStore(tx).say(source, account, identity, clock.instant());
            var data = CanonicalJson.object().put("source", source).put("account", account);
            identity.ifPresent(id -> data.put("identity", id));
            ledger.append(tx, actor, identity.isPresent() ? "link.set" : "link.cut", data);
            return true;
        });
    }
}
