package org.countersign.campaign;

import java.time.Instant;
import java.util.Optional;

/// How far one reviewer is, with the figures that the evidence says about them.
///
/// @param standing of the items that are theirs now, or that they have answered
/// @param unsigned decisions that a signature of theirs would cover
/// @param signed whether they have signed anything
/// @param medianSeconds that an item was shown before its decision, 0 where nothing was measured
/// @param largestBatch 0 where nothing was decided in bulk
/// @param last when they decided last
public record ReviewerProgress(
        String reviewer,
        Standing standing,
        int unsigned,
        boolean signed,
        long medianSeconds,
        int largestBatch,
        Optional<Instant> last) {
    /// How many items are theirs now, or were answered by them.
    public int items() {
        return standing.items();
    }

    /// How many items wait for them.
    public int open() {
        return standing.open() + standing.dontKnow();
    }
}
