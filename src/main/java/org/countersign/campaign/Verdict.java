package org.countersign.campaign;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a reviewer says of an item.
public enum Verdict {
    /// It stays.
    APPROVE,
    /// It stays until a day; at signature it becomes an exception.
    APPROVE_UNTIL,
    /// It goes.
    REVOKE,
    /// The next one in line must say; the item stays open.
    DONT_KNOW;

    /// As written in files.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// From a file.
    public static Optional<Verdict> of(String text) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.text().equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
