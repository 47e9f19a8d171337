package org.countersign.drift;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Where a finding stands.
public enum Status {
    /// It holds, for the first time.
    OPEN,
    /// It holds again, after it had been resolved.
    BACK,
    /// It holds, and a person knows of it until a day.
    ACKNOWLEDGED,
    /// It holds, and an exception allows it.
    SUPPRESSED,
    /// It held, and does not any more.
    RESOLVED,
    /// It held when it was last asked for: its rule is off now, or its source is gone.
    NOT_ASKED;

    /// As written in reports.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// From a report's word.
    public static Optional<Status> of(String text) {
        return Arrays.stream(values()).filter(one -> one.text().equals(text)).findFirst();
    }

    /// Whether the finding holds as far as is known.
    public boolean stands() {
        return this != RESOLVED && this != NOT_ASKED;
    }

    /// Whether it waits for somebody.
    public boolean waits() {
        return this == OPEN || this == BACK;
    }
}
