package org.countersign.scim;

/// The names inside `emails`, `roles`, `members` and their like (RFC 7643 2.4).
enum SubAttribute {
    VALUE,
    DISPLAY,
    TYPE,
    REFERENCE,
    PRIMARY,
    OTHER;

    static SubAttribute of(String name) {
        return switch (name) {
            case "value" -> VALUE;
            case "display" -> DISPLAY;
            case "type" -> TYPE;
            case "$ref", "$+ref" -> REFERENCE; // the second as GitHub's own examples spell it
            case "primary" -> PRIMARY;
            default -> inAnyCase(Attributes.fold(name), name);
        };
    }

    private static SubAttribute inAnyCase(String folded, String name) {
        return folded.equals(name) ? OTHER : of(folded);
    }

    int bit() {
        return this == OTHER ? 0 : 1 << ordinal();
    }
}
