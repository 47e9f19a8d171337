package org.countersign.drift;

import java.time.Instant;
import java.util.Map;

/// One run about now, with what it looked at.
///
/// @param number from 1
/// @param governance number of the governance version, 0 where there was none
/// @param snapshots number of the current snapshot by source
public record DriftRun(long number, Instant at, long governance, Map<String, Long> snapshots) {
    /// Before the first run.
    static final DriftRun NONE = new DriftRun(0, Instant.EPOCH, 0, Map.of());

    /// Copies the map.
    public DriftRun {
        snapshots = Map.copyOf(snapshots);
    }
}
