package org.countersign.governance;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/// What people say of a group: the policy card.
///
/// @param group its id, or its displayName where that is unique
public record GroupRecord(
        String source,
        String group,
        Optional<String> owner,
        Optional<String> purpose,
        Optional<String> classification,
        Optional<Duration> cadence,
        Optional<LocalDate> lastReviewed) {}
