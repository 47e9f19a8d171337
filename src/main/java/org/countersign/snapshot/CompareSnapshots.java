package org.countersign.snapshot;

import java.util.List;
import java.util.Optional;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: what changed between two snapshots of a source.
public final class CompareSnapshots {
    private final Workspace workspace;

    /// Reads only.
    public CompareSnapshots(Workspace workspace) {
        this.workspace = workspace;
    }

    /// From the one to the other, by their numbers.
    ///
    /// @param from absent = the one taken before `to`
    /// @param to absent = the newest
    /// @throws RefusedException where there is no such source or snapshot, or nothing to compare with
    public Comparison run(String source, Optional<Long> from, Optional<Long> to) throws RefusedException {
        return workspace.read(tx -> {
            var store = new SnapshotStore(tx);
            Snapshot later = store.get(source, to);
            Snapshot earlier = from.isPresent() ? store.get(source, from) : before(store, later);
            return new DifferenceStore(tx).compare(earlier, later);
        });
    }

    /// Inside a transaction that somebody else owns.
    public static Comparison within(Transaction tx, Snapshot from, Snapshot to) {
        return new DifferenceStore(tx).compare(from, to);
    }

    private static Snapshot before(SnapshotStore store, Snapshot later) throws RefusedException {
        List<Snapshot> taken = store.before(later.source(), later.takenAt());
        int next = taken.indexOf(later) + 1;
        if (next == taken.size()) {
            throw new RefusedException(
                    later.source(),
                    "Snapshot " + later.number() + " is its first; there is nothing to compare it with.",
                    "Name another with --from.");
        }
        return taken.get(next);
    }
}
