package org.countersign.scim;

/// What an account is by its vendor's own marks, or by `userType` in plain SCIM.
public enum AccountKind {
    /// No mark: a member of the organisation, as far as the vendor tells.
    PERSON,
    /// Somebody from outside with a guest's rights.
    GUEST,
    /// Somebody from outside with a member's rights.
    EXTERNAL,
    /// A program's account.
    SERVICE,
    /// A bot that the vendor shows as a user.
    BOT;

    /// Whether such an account needs an owner or an exception.
    public boolean needsOwner() {
        return this != PERSON;
    }
}
