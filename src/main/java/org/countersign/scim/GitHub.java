package org.countersign.scim;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.scim.Facts.Effect;

/// GitHub Enterprise (rest-api-description, ghec.json): role `guest_collaborator` marks a guest, and Entra sends
/// each role as the id of one of its app roles.
///
/// A suspended account of an enterprise is renamed to a hash, so it is matched by its external id.
final class GitHub implements Dialect {
    private static final String DEPROVISION =
            "https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/provisioning-user-accounts-with-scim/deprovisioning-and-reinstating-users";
    private static final Map<String, String> APP_ROLES = Map.of(
            "27d9891d-2c17-4f45-a262-781a0e55c80a", "user",
            "1ebc4a02-e56c-43a6-92a5-02ee09b90824", "guest_collaborator",
            "981df190-8801-4618-a08a-d91f6206c954", "enterprise_owner",
            "ba4987ab-a1c3-412a-b58c-360fc407cb10", "enterprise_owner",
            "0e338b8c-cc7f-498a-928d-ea3470d7e7e3", "billing_manager",
            "e6be2762-e4ad-4108-b72d-1bbe884a0f91", "billing_manager");

    @Override
    public String id() {
        return "github";
    }

    @Override
    public AccountKind kindOf(UserResource user) {
        return isGuest(user.roles()) ? AccountKind.GUEST : PlainScim.byUserType(user);
    }

    static boolean isGuest(List<Grant> roles) {
        return roles.stream().anyMatch(role -> named(role).is("guest_collaborator"));
    }

    @Override
    public UserResource told(UserResource user) {
        return Dialect.super.told(withNames(user));
    }

    /// The ids are the same in every tenant, and no other vendor's.
    static UserResource withNames(UserResource user) {
        if (user.roles().isEmpty()) {
            return user;
        }
        boolean coded = user.roles().stream().anyMatch(role -> APP_ROLES.containsKey(Attributes.fold(role.value())));
        return coded ? user.with(user.roles().stream().map(GitHub::named).toList()) : user;
    }

    private static Grant named(Grant role) {
        return Optional.ofNullable(APP_ROLES.get(Attributes.fold(role.value())))
                .map(name -> new Grant(role.value(), Optional.of(name), role.type()))
                .orElse(role);
    }

    @Override
    public Facts facts() {
        return Facts.of(id())
                .inactive(DEPROVISION)
                .marks("https://github.com/github/rest-api-description")
                .leaves(Effect.BLOCKED, DEPROVISION, "oauthGrants", "personalAccessTokens")
                .leaves(Effect.KEPT, DEPROVISION, "ownership")
                .facts();
    }
}
