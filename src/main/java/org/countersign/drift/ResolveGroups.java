package org.countersign.drift;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.countersign.snapshot.GroupNameStore;
import org.countersign.workspace.Transaction;

/// What a few names of groups mean at a source, without the rest of what is known: one person's page asks no more.
public final class ResolveGroups {
    private final Transaction tx;
    private final Instant asOf;
    private final Map<String, Map<String, Instant>> introduced;

    /// As of `asOf`, inside `tx`.
    public ResolveGroups(Transaction tx, Instant asOf) {
        this.tx = tx;
        this.asOf = asOf;
        this.introduced = new ReadLandscape(tx).introduced(asOf);
    }

    /// These names at a source; others do not resolve.
    public GroupReferences of(String source, Collection<String> names) {
        List<GroupReferences.Names> told = new GroupNameStore(tx)
                .named(source, asOf, names).stream()
                        .map(one -> new GroupReferences.Names(one.takenAt(), one.names()))
                        .toList();
        return new GroupReferences(told, introduced.getOrDefault(source, Map.of()));
    }
}
