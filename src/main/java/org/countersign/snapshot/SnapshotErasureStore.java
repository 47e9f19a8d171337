package org.countersign.snapshot;

import org.countersign.workspace.Transaction;

/// Takes the rows of a content away that no snapshot uses.
final class SnapshotErasureStore {
    private final Transaction tx;

    SnapshotErasureStore(Transaction tx) {
        this.tx = tx;
    }

    void forget(long content) {
        tx.run("DELETE FROM account WHERE content=?", content);
        tx.run("DELETE FROM account_group WHERE content=?", content);
        tx.run("DELETE FROM membership WHERE content=?", content);
    }
}
