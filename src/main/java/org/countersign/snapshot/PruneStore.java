package org.countersign.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.countersign.work.Progress;
import org.countersign.workspace.Transaction;

/// Removes snapshots of one source, and the rows that no other snapshot has.
///
/// A row that holds from `since` to before `until` stays where any content that is left lies between; its bounds stay
/// as they are, so that every question asked by content has the answer it had. The newest content must be left: the
/// next import is compared with it.
final class PruneStore {
    private static final int CHUNK = 20_000;

    private final Transaction tx;
    private final String source;
    private final long base;
    private final Progress progress;
    private final BitSet used = new BitSet();
    private long[] contents = {};
    private long done;
    private long total;

    PruneStore(Transaction tx, String source, Progress progress) {
        this.tx = tx;
        this.source = source;
        this.base = ContentStore.base(tx, source).orElseThrow();
        this.progress = progress;
    }

    /// The newest snapshot of the newest content: what the next import is compared with.
    static Optional<Long> base(Transaction tx, String source) {
        return tx.first(
                "SELECT number FROM snapshot WHERE source=? ORDER BY content DESC, taken_at DESC, id DESC LIMIT 1",
                row -> row.number(1),
                source);
    }

    /// The snapshot whose record names the columns of the source's tables.
    static Optional<Long> columns(Transaction tx, String source) {
        return tx.first(
                "SELECT number FROM snapshot WHERE source=?"
                        + " AND json_extract(completeness, '$.columns') IS NOT NULL ORDER BY id DESC LIMIT 1",
                row -> row.number(1),
                source);
    }

    void remove(List<Snapshot> removed) {
        for (Snapshot snapshot : removed) {
            tx.run(
                    "INSERT INTO pruned_snapshot SELECT source, number, taken_at, sha256 FROM snapshot WHERE id=?",
                    snapshot.id());
            tx.run("DELETE FROM snapshot_file WHERE snapshot=?", snapshot.id());
            tx.run("DELETE FROM snapshot WHERE id=?", snapshot.id());
        }
        contents = tx
                .list(
                        "SELECT DISTINCT content FROM snapshot WHERE source=? ORDER BY content",
                        row -> row.number(1),
                        source)
                .stream()
                .mapToLong(Long::longValue)
                .toArray();
        total = last("account", "key") + last("account_group", "key") + last("membership", "group_resource");
        accounts();
        groups();
        memberships();
        assignments();
        signIns();
        resources();
        progress.report(source, total, total);
    }

    private long last(String table, String key) {
        return tx.first(
                        "SELECT max(" + key + ") FROM " + table + " WHERE " + key + " > ? AND " + key + " < ?",
                        row -> Math.max(0, row.number(1) - base),
                        base,
                        base + (1L << ContentStore.BITS))
                .orElse(0L);
    }

    private boolean needed(long since, long until) {
        int at = Arrays.binarySearch(contents, since);
        int next = at < 0 ? -at - 1 : at;
        return next < contents.length && contents[next] < until;
    }

    private interface Range {
        void of(long first, long last);
    }

    /// In parts, so that it says how far it is and can be stopped.
    private void chunks(long last, Range range) {
        for (long first = 1; first <= last; first += CHUNK) {
            progress.report(source, done, total);
            range.of(base + first, base + Math.min(last, first + CHUNK - 1));
            done += Math.min(CHUNK, last - first + 1);
        }
    }

    private void accounts() {
        var removed = new BitSet();
        chunks(last("account", "key"), (first, last) -> {
            List<Long> gone = gone("account", first, last);
            gone.forEach(key -> removed.set((int) (key - base)));
            try (var rows = tx.batch("DELETE FROM account WHERE key=?");
                    var bodies = tx.batch("DELETE FROM account_body WHERE account=?")) {
                gone.forEach(key -> {
                    rows.add(key);
                    bodies.add(key);
                });
            }
        });
        FactStore.remove(tx, base, removed, _ -> progress.report(source, done, total));
    }

    private void groups() {
        chunks(last("account_group", "key"), (first, last) -> {
            List<Long> gone = gone("account_group", first, last);
            try (var rows = tx.batch("DELETE FROM account_group WHERE key=?")) {
                gone.forEach(rows::add);
            }
        });
    }

    private List<Long> gone(String table, long first, long last) {
        var gone = new ArrayList<Long>();
        tx.each(
                "SELECT key, resource, since, coalesce(until, 9223372036854775807) FROM " + table
                        + " WHERE key BETWEEN ? AND ?",
                row -> {
                    if (needed(row.number(3), row.number(4))) {
                        used.set((int) (row.number(2) - base));
                    } else {
                        gone.add(row.number(1));
                    }
                },
                first,
                last);
        return gone;
    }

    private record Membership(long group, long member, long since) {}

    private void memberships() {
        chunks(last("membership", "group_resource"), (first, last) -> {
            var gone = new ArrayList<Membership>();
            tx.each(
                    "SELECT group_resource, member, since, coalesce(until, 9223372036854775807) FROM membership"
                            + " WHERE group_resource BETWEEN ? AND ?",
                    row -> {
                        if (needed(row.number(3), row.number(4))) {
                            used.set((int) (row.number(1) - base));
                            used.set((int) (row.number(2) - base));
                        } else {
                            gone.add(new Membership(row.number(1), row.number(2), row.number(3)));
                        }
                    },
                    first,
                    last);
            try (var rows = tx.batch("DELETE FROM membership WHERE group_resource=? AND member=? AND since=?")) {
                gone.forEach(one -> rows.add(one.group(), one.member(), one.since()));
            }
        });
    }

    private record Assigned(long application, long principal, String role, long since) {}

    private void assignments() {
        var gone = new ArrayList<Assigned>();
        tx.each(
                "SELECT application, principal, role, since, coalesce(until, 9223372036854775807) FROM assignment"
                        + " WHERE application > ? AND application < ?",
                row -> {
                    if (needed(row.number(4), row.number(5))) {
                        used.set((int) (row.number(1) - base));
                        used.set((int) (row.number(2) - base));
                    } else {
                        gone.add(new Assigned(row.number(1), row.number(2), row.text(3), row.number(4)));
                    }
                },
                base,
                base + (1L << ContentStore.BITS));
        try (var rows = tx.batch("DELETE FROM assignment WHERE application=? AND principal=? AND role=? AND since=?")) {
            gone.forEach(one -> rows.add(one.application(), one.principal(), one.role(), one.since()));
        }
    }

    private void signIns() {
        List<Long> gone = tx.list("SELECT content FROM sign_in WHERE source=?", row -> row.number(1), base).stream()
                .filter(content -> Arrays.binarySearch(contents, content) < 0)
                .toList();
        gone.forEach(content -> tx.run("DELETE FROM sign_in WHERE source=? AND content=?", base, content));
    }

    /// Ids go with the last row that has them: an id may be an address.
    private void resources() {
        var gone = new ArrayList<Long>();
        tx.each(
                "SELECT key FROM resource WHERE key > ? AND key < ?",
                row -> {
                    if (!used.get((int) (row.number(1) - base))) {
                        gone.add(row.number(1));
                    }
                },
                base,
                base + (1L << ContentStore.BITS));
        try (var rows = tx.batch("DELETE FROM resource WHERE key=?")) {
            gone.forEach(rows::add);
        }
    }
}
