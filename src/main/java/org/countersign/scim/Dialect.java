package org.countersign.scim;

/// What a vendor means by what it sends. A new one is one class, one line in [Dialects], its strings and
/// its test.
public interface Dialect {
    /// As in the governance file's `vendor`.
    String id();

    /// The vendor's own marks of a guest, external, service or bot account.
    ///
    /// @param user as read, a person so far; what is not SCIM core is in its `extra`
    AccountKind kindOf(UserResource user);

    /// Whether this vendor's groups never tell their members, so that an empty list means nothing.
    default boolean neverTellsMembers() {
        return false;
    }
}
