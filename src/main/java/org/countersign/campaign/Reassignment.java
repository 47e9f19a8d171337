package org.countersign.campaign;

import java.time.Instant;

/// That items went to another reviewer than they were opened with.
///
/// @param reviewer who has them now
/// @param osUser who handed them over
/// @param items how many
public record Reassignment(String reviewer, String reason, String osUser, Instant at, int items) {}
