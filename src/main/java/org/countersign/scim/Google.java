package org.countersign.scim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.countersign.scim.Facts.Effect;
import org.countersign.scim.Facts.What;

/// Google Workspace by its directory API: users (suspended, archived, admins), groups, members with their roles;
/// groups of Cloud Identity too. `tokens` are the third-party apps that a user has granted access.
///
/// An admin role is read as a group `role:` and its id, whose members are those whom it is assigned to.
final class Google implements Dialect {
    private static final String SUSPEND = "https://support.google.com/a/answer/33312";
    private static final String GROUPS = "groups/";
    private static final String ROLES = "role:";
    private static final String DOMAIN = "my_customer";

    @Override
    public String id() {
        return "google";
    }

    @Override
    public Optional<VendorObject> read(Fields object) throws RowException {
        if (object.tells("primaryEmail")) {
            return user(object);
        }
        if (object.tells("clientId", "userKey") || object.says("kind", "admin#directory#token")) {
            return Optional.of(new VendorObject.Credential(object.need("userKey"), "oauthGrants", object.rest()));
        }
        if (object.isObject("groupKey")) {
            String name = object.need("name");
            String id = name.startsWith(GROUPS) ? name.substring(GROUPS.length()) : "";
            if (id.isBlank()) {
                throw new RowException("The name of the group is not groups/ and an id.");
            }
            return AccountDraft.group(object, id, object.text("displayName"), object.instant("updateTime"));
        }
        if (object.says("kind", "admin#directory#group")
                || (object.tells("email") && object.tellsOneOf("directMembersCount", "adminCreated"))) {
            String id = object.need("id");
            return AccountDraft.group(object, id, object.text("name"), Optional.empty());
        }
        if (object.tells("roleId", "assignedTo")) {
            return Optional.of(roleAssignment(object));
        }
        if (object.says("kind", "admin#directory#role") || object.tells("roleId", "roleName")) {
            String id = ROLES + object.need("roleId");
            return AccountDraft.group(object, id, object.text("roleName"), Optional.empty());
        }
        boolean member = object.says("role", "OWNER", "MANAGER", "MEMBER")
                && object.says("type", "USER", "GROUP", "CUSTOMER", "EXTERNAL");
        return member ? Optional.of(member(object)) : Optional.empty();
    }

    private static Optional<VendorObject> user(Fields object) throws RowException {
        Optional<Boolean> suspended = object.flag("suspended");
        boolean archived = object.isTrue("archived");
        boolean out = archived || suspended.orElse(false);
        var draft = new AccountDraft(object, "id")
                .userName(object.look("primaryEmail"))
                .email(object.text("primaryEmail"))
                .displayName(object.text("name", "fullName"))
                .names(object.text("name", "givenName"), object.text("name", "familyName"))
                .active(out ? Activity.INACTIVE : suspended.isPresent() ? Activity.ACTIVE : Activity.NOT_TOLD)
                .role("admin", object.isTrue("isAdmin"))
                .role("delegated admin", object.isTrue("isDelegatedAdmin"))
                .lastSignIn(object.instant("lastLoginTime"));
        for (String aliases : new String[] {"aliases", "nonEditableAliases"}) {
            object.list(aliases).forEach(alias -> draft.email(Attributes.text(alias)));
        }
        for (JsonNode organization : object.list("organizations")) {
            draft.title(Attributes.text(organization, "title")).department(Attributes.text(organization, "department"));
            if (organization.path("primary").asBoolean()) {
                break;
            }
        }
        return draft.found();
    }

    /// Also where the role holds for one organisational unit alone: it is a role all the same.
    private static VendorObject roleAssignment(Fields object) throws RowException {
        Member.Type type =
                switch (object.look("assigneeType").map(Attributes::fold).orElse("")) {
                    case "user" -> Member.Type.USER;
                    case "group" -> Member.Type.GROUP;
                    default -> Member.Type.NOT_TOLD;
                };
        String role = ROLES + object.need("roleId");
        return new VendorObject.Membership(
                role, Optional.empty(), new Member(object.need("assignedTo"), type, Optional.empty()));
    }

    @Override
    public Optional<String> listsAllMembershipsOf() {
        return Optional.of(ROLES);
    }

    /// The whole domain (type CUSTOMER) may come without an id; then it has Google's own name for it. Whoever is
    /// outside of the domain has an address alone; but where fields were selected, so may everybody.
    private static VendorObject member(Fields object) throws RowException {
        String told = object.text("type").orElse("");
        Optional<String> known = object.text("id");
        boolean whole = object.look("kind").isPresent();
        Member.Type type =
                switch (told) {
                    case "USER" -> whole && known.isEmpty() ? Member.Type.OTHER : Member.Type.USER;
                    case "GROUP" -> whole && known.isEmpty() ? Member.Type.OTHER : Member.Type.GROUP;
                    default -> Member.Type.OTHER;
                };
        Optional<String> email = object.text("email");
        String id = known.or(() -> email)
                .or(() -> Optional.of(DOMAIN).filter(_ -> told.equals("CUSTOMER")))
                .orElseThrow(() -> new RowException("The member has neither an id nor an address."));
        return new VendorObject.MemberOnly(
                new Member(id, type, email), object.text("role").filter(role -> !role.equals("MEMBER")));
    }

    @Override
    public Facts facts() {
        return Facts.of(id())
                .inactive(SUSPEND)
                .never(
                        What.MEMBERS,
                        "members",
                        "https://developers.google.com/workspace/admin/directory/reference/rest/v1/members")
                .leaves(Effect.KEPT, SUSPEND, "sharedFiles")
                .facts();
    }
}
