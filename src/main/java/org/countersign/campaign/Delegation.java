package org.countersign.campaign;

import java.time.Instant;
import java.time.LocalDate;

/// Somebody answers for a reviewer of a campaign from a day to a day.
///
/// @param number over all campaigns
/// @param from the reviewer who is away
/// @param to their deputy
/// @param start the first day, as UTC counts days
/// @param end the last day, included
/// @param reason why
/// @param osUser who wrote it down
public record Delegation(
        long number,
        String campaign,
        String from,
        String to,
        LocalDate start,
        LocalDate end,
        String reason,
        String osUser,
        Instant at) {
    /// Whether the deputy may answer on a day; who has ended it, or named another, is not asked here.
    public boolean holds(LocalDate day) {
        return !day.isBefore(start) && !day.isAfter(end);
    }
}
