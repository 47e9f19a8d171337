package org.countersign.scim;

import java.util.Optional;
import org.countersign.scim.Facts.Effect;
import org.countersign.scim.Facts.What;

/// Snowflake: a group is a role. By SCIM, and by what `SHOW USERS`, `SHOW ROLES`, `SHOW GRANTS OF ROLE` and `SHOW USER
/// PROGRAMMATIC ACCESS TOKENS` say; as objects, or as the rows of an answer of the SQL API ([SqlAnswer]).
///
/// A role that is granted to a role is the other way round a member of it: who holds the grantee has both.
final class Snowflake implements Dialect {
    private static final String SCIM = "https://docs.snowflake.com/en/user-guide/scim-intro";

    @Override
    public String id() {
        return "snowflake";
    }

    @Override
    public Optional<VendorObject> read(Fields object) throws RowException {
        // What a role may do (SHOW GRANTS TO ROLE) has these names as well.
        if (object.tells("granted_to", "grantee_name") && !object.tellsOneOf("privilege")) {
            return Optional.of(grant(object));
        }
        if (object.tells("user_name", "status") && object.tellsOneOf("role_restriction", "rotated_to")) {
            return Optional.of(
                    new VendorObject.Credential(object.need("user_name"), "personalAccessTokens", object.rest()));
        }
        if (object.tellsOneOf("login_name") || (object.tells("name", "has_mfa") && !object.tellsOneOf("id"))) {
            return user(object);
        }
        if (isRole(object)) {
            String name = object.need("name");
            return AccountDraft.group(object, name, Optional.of(name), Optional.empty());
        }
        return Optional.empty();
    }

    private static VendorObject grant(Fields object) throws RowException {
        String to = object.look("granted_to").orElse("");
        Member.Type type =
                to.equals("USER") ? Member.Type.USER : to.endsWith("ROLE") ? Member.Type.GROUP : Member.Type.NOT_TOLD;
        String role = object.need("role");
        return new VendorObject.Membership(
                role, Optional.of(role), new Member(object.need("grantee_name"), type, Optional.empty()));
    }

    /// An agent of Zendesk has a `role_type` too, a number.
    private static boolean isRole(Fields object) {
        return object.tellsOneOf("granted_to_roles", "assigned_to_users")
                || object.look("role_type")
                        .filter(type -> type.endsWith("ROLE"))
                        .isPresent();
    }

    /// A user's name is its id.
    private static Optional<VendorObject> user(Fields object) throws RowException {
        boolean service = object.says("type", "SERVICE", "LEGACY_SERVICE");
        return new AccountDraft(object, "name")
                .userName(object.text("login_name"))
                .displayName(object.text("display_name"))
                .names(object.text("first_name"), object.text("last_name"))
                .email(object.text("email"))
                .active(object.flag("disabled").map(disabled -> !disabled))
                .kind(AccountKind.SERVICE, service)
                .lastSignIn(object.instant("last_successful_login").or(() -> object.instant("last_success_login")))
                .found();
    }

    @Override
    public Facts facts() {
        return Facts.of(id())
                .inactive("https://docs.snowflake.com/en/sql-reference/sql/alter-user")
                .never(What.ACCOUNTS, "accounts", SCIM)
                .never(What.MEMBERS, "members", "https://docs.snowflake.com/en/sql-reference/sql/show-grants")
                .leaves(Effect.KEPT, "https://docs.snowflake.com/en/sql-reference/sql/alter-user", "ownership")
                .facts();
    }
}
