package org.countersign.snapshot;

import java.util.List;
import org.countersign.workspace.Transaction;

/// Which roles or entitlements the accounts of a snapshot hold, each once. Looks at every account: for a list to choose
/// from, not for every click.
public final class GrantNameStore {
    private final Transaction tx;

    /// Inside `tx`.
    public GrantNameStore(Transaction tx) {
        this.tx = tx;
    }

    /// Their values, in the order of texts.
    ///
    /// @param roles else entitlements
    public List<String> of(Snapshot snapshot, boolean roles) {
        long content = new SnapshotStore(tx).contentOf(snapshot);
        return ContentStore.base(tx, snapshot.source())
                .map(base -> tx.list(
                        "SELECT DISTINCT json_extract(g.value, '$.value') FROM account a JOIN account_body b ON b.account ="
                                + " a.key, json_each(CAST(b.body AS TEXT), ?) g WHERE a.key > ? AND a.key < ? AND a.since"
                                + " <= ? AND (a.until IS NULL OR a.until > ?) ORDER BY 1",
                        row -> row.text(1),
                        roles ? "$.roles" : "$.entitlements",
                        base,
                        base + (1L << ContentStore.BITS),
                        content,
                        content))
                .orElse(List.of());
    }
}
