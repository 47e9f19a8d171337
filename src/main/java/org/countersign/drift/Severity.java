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
        return switch (this) {
            case CRITICAL, HIGH -> CRITICAL;
            case MEDIUM -> HIGH;
            case LOW -> MEDIUM;
            case INFO -> LOW;
        };
    }

    /// Whether this is as bad as `other`, or worse.
    public boolean atLeast(Severity other) {
        return compareTo(other) <= 0;
    }

    /// As written in reports.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
