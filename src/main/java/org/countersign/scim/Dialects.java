package org.countersign.scim;

import java.util.List;

/// The dialects that this version knows.
public final class Dialects {
    private static final List<Dialect> ALL = List.of(new Detected(), new PlainScim(), new Slack(), new GitHub());

    private Dialects() {}

    /// The dialect of a governance file's `vendor`; a vendor without one of its own is read as plain SCIM.
    public static Dialect of(String vendor) {
        return ALL.stream()
                .filter(dialect -> dialect.id().equals(vendor))
                .findFirst()
                .orElse(ALL.get(1));
    }
}
