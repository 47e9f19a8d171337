package org.countersign.scim;

import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;

/// Sentry: SCIM, where the role is `sentryOrgRole`, and the members and teams of its own API.
final class Sentry implements Dialect {
    private static final String ROLE = "sentryOrgRole";

    @Override
    public String id() {
        return "sentry";
    }

    @Override
    public UserResource told(UserResource user) {
        return Dialect.super.told(withRole(user));
    }

    /// No other vendor has an attribute of this name.
    static UserResource withRole(UserResource user) {
        Optional<String> role = Attributes.text(user.extra(), ROLE);
        if (role.isEmpty()) {
            return user;
        }
        var roles = new ArrayList<>(user.roles());
        roles.add(new Grant(role.get(), Optional.empty(), Optional.empty()));
        return user.with(roles);
    }

    @Override
    public Optional<VendorObject> read(Fields object) throws RowException {
        if (object.tells("orgRole") && object.tellsOneOf("email", "user")) {
            Optional<String> email = object.text("email");
            return new AccountDraft(object, "id")
                    .userName(object.text("user", "username").or(() -> email))
                    .displayName(object.text("name"))
                    .email(email)
                    .active(object.flag("user", "isActive"))
                    .role(object.text("orgRole"))
                    .lastSignIn(object.instant("user", "lastLogin"))
                    .found();
        }
        if (object.tells("slug", "name", "memberCount")) {
            String id = object.need("id");
            return AccountDraft.group(object, id, object.text("name"), Optional.empty());
        }
        return Optional.empty();
    }

    @Override
    public OptionalLong cap() {
        return OptionalLong.of(10_000);
    }

    @Override
    public Facts facts() {
        return Facts.of(id())
                .inactive("https://docs.sentry.io/api/scim/update-an-organization-members-attributes")
                .facts();
    }
}
