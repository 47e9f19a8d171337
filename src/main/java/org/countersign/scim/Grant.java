package org.countersign.scim;

import java.util.Optional;
import org.countersign.text.Formats;

/// One value of `roles` or `entitlements` (RFC 7643 4.1.2).
public record Grant(String value, Optional<String> display, Optional<String> type) {
    /// Whether `name` is its value or its display, trimmed and case-folded.
    public boolean is(String name) {
        String wanted = Formats.folded(name);
        return Formats.folded(value).equals(wanted)
                || display.filter(text -> Formats.folded(text).equals(wanted)).isPresent();
    }

    /// What a person reads.
    public String label() {
        return display.filter(text -> !text.isBlank()).orElse(value);
    }
}
