package org.countersign.drift;

import java.util.Locale;

/// From worst to least; the order of reports.
public enum Severity {
    /// Somebody must act now.
    CRITICAL,
    /// Somebody must act today.
    HIGH,
    /// To be settled soon.
    MEDIUM,
    /// To be settled some time.
    LOW,
    /// Good to know.
    INFO;

    /// One step worse, never past critical.
    public Severity raised() {
        return this == CRITICAL ? CRITICAL : values()[ordinal() - 1];
    }

    /// Whether this is as bad as `other`, or worse.
    public boolean atLeast(Severity other) {
        return ordinal() <= other.ordinal();
    }

    /// As written in reports.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
