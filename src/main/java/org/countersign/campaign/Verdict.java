package org.countersign.campaign;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

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

    private static final Map<String, Verdict> BY_TEXT =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Verdict::text, Function.identity()));

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /// As written in files.
    public String text() {
        return text;
    }

    /// From a file.
    public static Optional<Verdict> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text.strip().toLowerCase(Locale.ROOT)));
    }
}
