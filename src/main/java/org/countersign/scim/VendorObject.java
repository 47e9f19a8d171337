package org.countersign.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// What one object of a vendor's own API is.
public sealed interface VendorObject {
    /// An account.
    ///
    /// @param member what it is where it is listed as a member
    record Account(UserResource user, Member.Type member) implements VendorObject {
        /// A user.
        Account(UserResource user) {
            this(user, Member.Type.USER);
        }
    }

    /// A group, role, team or set of permissions; its members usually come elsewhere.
    ///
    /// @param nameless how many of the members that it tells have no id
    record Group(GroupResource group, int nameless) implements VendorObject {
        /// All of whose members are told, or none.
        Group(GroupResource group) {
            this(group, 0);
        }
    }

    /// A membership that says itself of which group.
    ///
    /// @param groupName where it tells it, for a group that comes in no list
    record Membership(String group, Optional<String> groupName, Member member) implements VendorObject {}

    /// A member that does not say of which group: the file has to.
    ///
    /// @param role within the group, where it is more than a member
    record MemberOnly(Member member, Optional<String> role) implements VendorObject {}

    /// A grant or token of an account that comes apart from it.
    ///
    /// @param account its id or user name
    /// @param holding what it is, as the governance file's `revocation` calls it
    record Credential(String account, String holding, ObjectNode token) implements VendorObject {}

    /// That somebody is, or was, assigned to an application of the IdP.
    ///
    /// @param application where it says to which; else the file has to
    /// @param applicationName where it tells it
    record Assigned(Optional<String> application, Optional<String> applicationName, Assignment.Terms terms)
            implements VendorObject {}
}
