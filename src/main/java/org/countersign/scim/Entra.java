package org.countersign.scim;

import java.util.Optional;
import org.countersign.scim.Facts.Effect;
import org.countersign.scim.Facts.What;

/// Microsoft Entra ID by its SCIM API (lower case, no totals, members never told); what Graph exports is read
/// as [Graph] reads it.
final class Entra implements Dialect {
    private static final String SCIM =
            "https://learn.microsoft.com/en-us/entra/identity/app-provisioning/entra-id-scim-api-reference";
    private static final String REVOKE = "https://learn.microsoft.com/en-us/entra/identity/users/users-revoke-access";

    private final Graph graph = new Graph();

    @Override
    public String id() {
        return "entra";
    }

    @Override
    public AccountKind kindOf(UserResource user) {
        return Graph.isGuest(user.userName(), user.userType()) ? AccountKind.GUEST : PlainScim.byUserType(user);
    }

    @Override
    public boolean neverTellsMembers() {
        return true;
    }

    @Override
    public Optional<VendorObject> read(Fields object) throws RowException {
        return graph.read(object);
    }

    @Override
    public Facts facts() {
        return known(id()).never(What.MEMBERS, "members", SCIM).facts();
    }

    /// What holds for the directory, whichever way it is read.
    static Facts.Draft known(String vendor) {
        return Facts.of(vendor)
                .inactive("https://learn.microsoft.com/en-us/entra/identity/app-provisioning/how-provisioning-works")
                .marks("https://learn.microsoft.com/en-us/entra/external-id/user-properties")
                .leaves(Effect.KEPT, REVOKE, "sessions")
                .leaves(Effect.BLOCKED, REVOKE, "oauthGrants");
    }
}
