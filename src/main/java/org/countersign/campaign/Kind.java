package org.countersign.campaign;

import java.util.Locale;

/// What a review item asks about (cli-and-files.md, "Review items and decisions").
public enum Kind {
    /// May the account exist; revoking it covers its access items.
    ACCOUNT,
    /// An account in an app group.
    MEMBERSHIP,
    /// A value of `roles`.
    ROLE,
    /// A value of `entitlements`.
    ENTITLEMENT,
    /// Access allowed by hand.
    EXCEPTION,
    /// An IdP group that grants an access.
    MAPPING,
    /// The policy card of a mapped IdP group: its owner attests purpose, classification and members.
    GROUP;

    /// As written in files.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it is access that an account holds.
    public boolean isAccess() {
        return this == MEMBERSHIP || this == ROLE || this == ENTITLEMENT;
    }
}
