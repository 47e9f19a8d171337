package org.countersign.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/// Since when something is so, as far as snapshots tell.
///
/// @param at when the first snapshot of the unbroken row was taken that has it
/// @param orEarlier whether that is the source's first one, before which nobody looked
public record Since(Instant at, boolean orEarlier) {
    /// Goes back as long as it holds.
    ///
    /// @param taken of one source, newest first; it holds in the first
    static Since of(List<Snapshot> taken, Predicate<Snapshot> holds) {
        int last = 0;
        while (last + 1 < taken.size() && holds.test(taken.get(last + 1))) {
            last++;
        }
        return new Since(taken.get(last).takenAt(), last == taken.size() - 1);
    }

    /// When both are so: the later of the two.
    public Since and(Since other) {
        return at.isAfter(other.at) || (at.equals(other.at) && !orEarlier) ? this : other;
    }
}
