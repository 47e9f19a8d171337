package org.countersign.snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.countersign.text.Formats;
import org.countersign.workspace.Transaction;

/// What the groups that a few names may mean were called, in every snapshot of a source.
public final class GroupNameStore {
    private final Transaction tx;

    /// Inside `tx`.
    public GroupNameStore(Transaction tx) {
        this.tx = tx;
    }

    private record Name(long since, long until, String id, String name) {}

    /// The names of one snapshot.
    ///
    /// @param names displayName by id
    public record Named(Instant takenAt, Map<String, String> names) {}

    /// The groups that ever had one of these ids or names, oldest snapshot first.
    public List<Named> named(String source, Instant asOf, Collection<String> wanted) {
        Set<String> folded = wanted.stream().map(Formats::folded).collect(Collectors.toSet());
        var all = new ArrayList<Name>();
        var meant = new HashSet<String>();
        ContentStore.base(tx, source)
                .ifPresent(base -> tx.each(
                        "SELECT since, coalesce(until, 9223372036854775807), id, coalesce(display_name, '')"
                                + " FROM account_group g JOIN resource r ON r.key = g.resource"
                                + " WHERE g.key > ? AND g.key < ?",
                        row -> {
                            var name = new Name(row.number(1), row.number(2), row.text(3), row.text(4));
                            all.add(name);
                            if (wanted.contains(name.id()) || folded.contains(Formats.folded(name.name()))) {
                                meant.add(name.id());
                            }
                        },
                        base,
                        base + (1L << ContentStore.BITS)));
        all.removeIf(name -> !meant.contains(name.id()));
        var snapshots = new SnapshotStore(tx);
        return snapshots.before(source, asOf).reversed().stream()
                .map(snapshot -> {
                    long content = snapshots.contentOf(snapshot);
                    var names = new TreeMap<String, String>();
                    all.stream()
                            .filter(name -> name.since() <= content && content < name.until())
                            .forEach(name -> names.put(name.id(), name.name()));
                    return new Named(snapshot.takenAt(), names);
                })
                .toList();
    }
}
