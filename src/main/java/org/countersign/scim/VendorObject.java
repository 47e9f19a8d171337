package org.countersign.scim;

import java.util.Optional;

/// What one object of a vendor's own API is.
public sealed interface VendorObject {
    /// An account.
    record Account(UserResource user) implements VendorObject {}

    /// A group, role, team or set of permissions; its members usually come elsewhere.
    record Group(GroupResource group) implements VendorObject {}

    /// A membership that says itself of which group.
    ///
    /// @param groupName where it tells it, for a group that comes in no list
    record Membership(String group, Optional<String> groupName, Member member) implements VendorObject {}

    /// A member that does not say of which group: the file has to.
    ///
    /// @param role within the group, where it is more than a member
    record MemberOnly(Member member, Optional<String> role) implements VendorObject {}

    /// A membership that has ended: known, and nothing to take.
    ///
    /// @param group where it says of which
    record Ended(Optional<String> group) implements VendorObject {}
}
