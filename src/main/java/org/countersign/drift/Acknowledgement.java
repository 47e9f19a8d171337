package org.countersign.drift;

import java.time.Instant;
import java.time.LocalDate;

/// A person's word that a finding is known and may stand until a day.
///
/// @param by the operating-system user
/// @param until the last day on which it holds, a UTC day
/// @param severity the finding's at that time: it does not cover a worse one
public record Acknowledgement(long number, Instant at, String by, String reason, LocalDate until, Severity severity) {
    /// Whether it still covers a finding of this severity on this day.
    public boolean covers(Severity now, LocalDate day) {
        return !day.isAfter(until) && severity.atLeast(now);
    }
}
