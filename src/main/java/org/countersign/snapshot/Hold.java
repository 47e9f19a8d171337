package org.countersign.snapshot;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.countersign.workspace.Transaction;

/// What keeps a snapshot whatever a rule of retention says.
public interface Hold {
    /// Snapshots that must stay as well, each with the reason in words. Asked again until it names no other.
    ///
    /// @param all that are there
    /// @param kept of these, what stays so far
    Map<Snapshot, String> held(Transaction tx, List<Snapshot> all, Set<Snapshot> kept);
}
