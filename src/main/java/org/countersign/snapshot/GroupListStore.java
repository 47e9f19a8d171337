package org.countersign.snapshot;

import java.util.function.BiConsumer;
import org.countersign.workspace.Transaction;

/// The groups of a snapshot by id and name, one after another.
public final class GroupListStore {
    private final Transaction tx;

    /// Inside `tx`.
    public GroupListStore(Transaction tx) {
        this.tx = tx;
    }

    /// Hands on every group: its id, and its name or nothing.
    public void each(Snapshot snapshot, BiConsumer<String, String> action) {
        long content = new SnapshotStore(tx).contentOf(snapshot);
        ContentStore.base(tx, snapshot.source())
                .ifPresent(base -> tx.each(
                        "SELECT r.id, coalesce(g.display_name, '') FROM account_group g JOIN resource r ON r.key = g.resource"
                                + " WHERE g.key > ? AND g.key < ? AND g.since <= ? AND (g.until IS NULL OR g.until > ?)",
                        row -> action.accept(row.text(1), row.text(2)),
                        base,
                        base + (1L << ContentStore.BITS),
                        content,
                        content));
    }
}
