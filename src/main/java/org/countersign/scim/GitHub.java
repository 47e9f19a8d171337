package org.countersign.scim;

import java.util.List;

/// GitHub Enterprise (rest-api-description, ghec.json): role `guest_collaborator` marks a guest.
final class GitHub implements Dialect {
    @Override
    public String id() {
        return "github";
    }

    @Override
    public AccountKind kindOf(UserResource user) {
        return isGuest(user.roles()) ? AccountKind.GUEST : PlainScim.byUserType(user);
    }

    static boolean isGuest(List<Grant> roles) {
        return roles.stream().anyMatch(role -> role.is("guest_collaborator"));
    }
}
