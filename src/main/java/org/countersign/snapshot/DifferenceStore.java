package org.countersign.snapshot;

import org.countersign.snapshot.Difference.Changed;
import org.countersign.workspace.Transaction;

/// Compares two snapshots of one source by when their rows hold, without reading a resource.
final class DifferenceStore {
    private static final String HOLDS = "(since <= ? AND (until IS NULL OR until > ?))";

    private final Transaction tx;

    DifferenceStore(Transaction tx) {
        this.tx = tx;
    }

    /// From the earlier to the later.
    Difference between(Snapshot before, Snapshot now) {
        long base = ContentStore.base(tx, now.source()).orElseThrow();
        var store = new SnapshotStore(tx);
        long was = store.contentOf(before);
        long is = store.contentOf(now);
        return new Difference(
                changed("account", "resource", "digest", "key", base, was, is),
                changed("account_group", "resource", "digest", "key", base, was, is),
                changed("membership", "group_resource, member", "type", "group_resource", base, was, is));
    }

    private Changed changed(String table, String id, String content, String key, long base, long was, long is) {
        return tx.first(
                        "SELECT count(*) FILTER (WHERE NOT was), count(*) FILTER (WHERE NOT now),"
                                + " count(*) FILTER (WHERE was AND now AND low <> high) FROM ("
                                + "SELECT max(was) was, max(now) now, min(content) low, max(content) high FROM ("
                                + "SELECT " + id + ", " + content + " content, " + HOLDS + " was, " + HOLDS
                                + " now FROM " + table + " WHERE " + key + " > ? AND " + key + " < ?)"
                                + " WHERE was <> now GROUP BY " + id + ")",
                        row -> new Changed(row.number(1), row.number(2), row.number(3)),
                        was,
                        was,
                        is,
                        is,
                        base,
                        base + (1L << ContentStore.BITS))
                .orElseThrow();
    }
}
