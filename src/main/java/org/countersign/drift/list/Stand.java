package org.countersign.drift.list;

import org.countersign.drift.Status;

/// Where a finding in a list stands; in the order in which a table sorts by it.
public enum Stand {
    /// It holds, and came back after it had been resolved.
    BACK,
    /// It holds, for the first time.
    OPEN,
    /// A person knows of it.
    ACKNOWLEDGED,
    /// An exception allows it.
    SUPPRESSED,
    /// Stood, and could not be checked.
    UNCHECKED,
    /// A rule that cannot be answered.
    UNKNOWN,
    /// Gone, and no run has stored that yet.
    GONE,
    /// Its rule is off.
    RULE_OFF,
    /// Its source is gone.
    SOURCE_GONE,
    /// Ended, as a run stored.
    RESOLVED;

    /// Of what holds.
    static Stand of(Status status) {
        return switch (status) {
            case OPEN -> OPEN;
            case BACK -> BACK;
            case ACKNOWLEDGED -> ACKNOWLEDGED;
            case SUPPRESSED -> SUPPRESSED;
            case RESOLVED, NOT_ASKED -> RESOLVED;
        };
    }

    /// Whether it holds and no exception allows it.
    boolean waits() {
        return this == OPEN || this == BACK || this == ACKNOWLEDGED;
    }
}
