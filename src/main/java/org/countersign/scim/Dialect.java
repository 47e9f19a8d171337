package org.countersign.scim;

import java.util.Optional;
import java.util.OptionalLong;

/// What a vendor means by what it sends. A new one is one class, one line in [Dialects], its strings and
/// its test.
public interface Dialect {
    /// As in the governance file's `vendor`.
    String id();

    /// The vendor's own marks of a guest, external, service or bot account, on what came as a SCIM User.
    ///
    /// @param user as read, a person so far; what is not SCIM core is in its `extra`
    default AccountKind kindOf(UserResource user) {
        return PlainScim.byUserType(user);
    }

    /// A SCIM User with what the vendor means by it: its kind, and roles that it tells in its own way.
    default UserResource told(UserResource user) {
        AccountKind kind = kindOf(user);
        return kind == AccountKind.PERSON ? user : user.as(kind);
    }

    /// Whether this vendor's groups never tell their members, so that an empty list means nothing.
    default boolean neverTellsMembers() {
        return false;
    }

    /// The same where every group was asked for its members: then an empty list of them means that there are none.
    default Dialect askedForMembers() {
        return neverTellsMembers() ? new AskedForMembers(this) : this;
    }

    /// How the ids of those groups begin whose memberships come in one list of all of them, so that a group without
    /// any has none; the empty text where all groups' do.
    default Optional<String> listsAllMembershipsOf() {
        return Optional.empty();
    }

    /// Reads an object that is not SCIM-shaped; empty, and nothing taken, where it is not this vendor's.
    ///
    /// @throws RowException where it is, and cannot be used
    default Optional<VendorObject> read(Fields object) throws RowException {
        return Optional.empty();
    }

    /// How many accounts its lists hold at most, where more are cut off without a word.
    default OptionalLong cap() {
        return OptionalLong.empty();
    }

    /// What is known of the vendor.
    default Facts facts() {
        return Facts.NONE;
    }
}
