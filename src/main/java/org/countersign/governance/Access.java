package org.countersign.governance;

import java.util.Locale;

/// A thing that an account can hold in an app: a group, a role or an entitlement, by name (a group also by
/// id).
public record Access(Kind kind, String name) {
    /// What it is.
    public enum Kind {
        /// A group of the app.
        GROUP,
        /// A value of `roles`.
        ROLE,
        /// A value of `entitlements`.
        ENTITLEMENT;

        /// As written before the colon.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// From `group:launch-room`, `role:admin`, `entitlement:billing`.
    public static Access parse(String text) {
        int colon = text.indexOf(':');
        return new Access(Kind.valueOf(text.substring(0, colon).toUpperCase(Locale.ROOT)), text.substring(colon + 1));
    }

    /// The form that [#parse(String)] reads.
    public String text() {
        return kind.text() + ":" + name;
    }
}
