package org.countersign.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// GitHub Enterprise (rest-api-description, ghec.json): role `guest_collaborator` marks a guest.
final class GitHub implements Dialect {
    @Override
    public String id() {
        return "github";
    }

    @Override
    public AccountKind kindOf(ObjectNode user, List<Email> emails, List<Grant> roles) {
        return isGuest(roles) ? AccountKind.GUEST : PlainScim.byUserType(user);
    }

    static boolean isGuest(List<Grant> roles) {
        return roles.stream().anyMatch(role -> role.is("guest_collaborator"));
    }
}
