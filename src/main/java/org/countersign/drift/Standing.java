package org.countersign.drift;

import java.time.Instant;
import java.util.Optional;

/// What is known of a finding from earlier runs.
///
/// @param returns how often it came back after it had been resolved
/// @param since when it came back last, else when it was first seen
/// @param acknowledged where that still covers it
public record Standing(Instant firstSeen, Instant since, long returns, Optional<Acknowledgement> acknowledged) {
    /// Seen for the first time.
    static Standing fresh(Instant at) {
        return new Standing(at, at, 0, Optional.empty());
    }

    /// Where the finding stands.
    Status status(boolean suppressed) {
        if (suppressed) {
            return Status.SUPPRESSED;
        }
        return acknowledged.isPresent() ? Status.ACKNOWLEDGED : returns > 0 ? Status.BACK : Status.OPEN;
    }
}
