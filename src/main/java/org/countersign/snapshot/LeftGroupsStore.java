package org.countersign.snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.countersign.workspace.Transaction;

/// Who was in groups and is no more, and since when, as far as snapshots tell.
public final class LeftGroupsStore {
    private final Transaction tx;

    /// Inside `tx`.
    public LeftGroupsStore(Transaction tx) {
        this.tx = tx;
    }

    private record Span(long since, long until) {
        boolean has(long content) {
            return since <= content && content < until;
        }
    }

    /// Direct members of any of the groups in an earlier snapshot that the newest has in none of them.
    ///
    /// @param taken of one source, newest first
    /// @param groups by id
    /// @return for each the time of the first snapshot without it: it left at that time or before
    public Map<String, Instant> of(List<Snapshot> taken, Collection<String> groups) {
        if (taken.isEmpty()) {
            return Map.of();
        }
        var spans = new HashMap<String, List<Span>>();
        ContentStore.base(tx, taken.getFirst().source())
                .ifPresent(base -> groups.forEach(group -> tx.each(
                        "SELECT m.id, since, coalesce(until, 9223372036854775807) FROM resource g"
                                + " JOIN membership ON group_resource = g.key JOIN resource m ON m.key = member"
                                + " WHERE g.id = ? AND g.key BETWEEN ? AND ?",
                        row -> spans.computeIfAbsent(row.text(1), _ -> new ArrayList<>(1))
                                .add(new Span(row.number(2), row.number(3))),
                        group,
                        base,
                        base + (1L << ContentStore.BITS) - 1)));
        var snapshots = new SnapshotStore(tx);
        long[] contents = taken.stream().mapToLong(snapshots::contentOf).toArray();
        var left = new HashMap<String, Instant>();
        spans.forEach((member, all) -> {
            int newest = newest(all, contents);
            if (newest > 0) {
                left.put(member, taken.get(newest - 1).takenAt());
            }
        });
        return left;
    }

    private static int newest(List<Span> spans, long[] contents) {
        for (int i = 0; i < contents.length; i++) {
            long content = contents[i];
            if (spans.stream().anyMatch(span -> span.has(content))) {
                return i;
            }
        }
        return -1;
    }
}
