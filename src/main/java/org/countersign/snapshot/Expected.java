package org.countersign.snapshot;

import java.time.Instant;
import org.countersign.work.RefusedException;

/// What somebody looked at and means to import.
///
/// @param sha256 of the snapshot, as its preview told
/// @param before the number of the snapshot that it was compared with; 0 where there was none
public record Expected(String sha256, long before) {
    private static final String AGAIN = "Look at them again. Nothing was imported.";

    /// Holds it against what would be imported.
    void check(SnapshotStore store, String source, String found, Instant takenAt) throws RefusedException {
        if (!sha256.equals(found)) {
            throw new RefusedException(source, "The files have changed since they were looked at.", AGAIN);
        }
        if (store.current(source, takenAt).map(Snapshot::number).orElse(0L) != before) {
            throw new RefusedException(
                    source, "Another snapshot has been imported since these files were looked at.", AGAIN);
        }
    }
}
