package org.countersign.scim;

import java.util.Optional;
import org.countersign.scim.Facts.Effect;
import org.countersign.scim.Facts.What;

/// AWS IAM Identity Center: its SCIM, whose groups never tell their members, and the identity store's users,
/// groups and memberships.
///
/// An assignment of a permission set is read as a membership in a group of its own, the permission set `@` the
/// AWS account: that is the access which SCIM does not show.
final class Aws implements Dialect {
    private static final String LIMITS =
            "https://docs.aws.amazon.com/singlesignon/latest/developerguide/limitations.html";
    private static final String REVOKE =
            "https://docs.aws.amazon.com/singlesignon/latest/userguide/revoke-user-permissions.html";

    @Override
    public String id() {
        return "aws";
    }

    @Override
    public boolean neverTellsMembers() {
        return true;
    }

    @Override
    public Optional<VendorObject> read(Fields object) throws RowException {
        if (object.tells("UserName") && object.tellsOneOf("UserId", "IdentityStoreId")) {
            return user(object);
        }
        if (object.tells("PermissionSetArn") && object.tellsOneOf("AccountId", "UserId", "PrincipalId")) {
            return Optional.of(assignment(object));
        }
        if (object.tells("MemberId") && object.tellsOneOf("GroupId", "MembershipId")) {
            String group = object.need("GroupId");
            String user = object.need("MemberId", "UserId");
            return Optional.of(new VendorObject.Membership(
                    group, Optional.empty(), new Member(user, Member.Type.USER, Optional.empty())));
        }
        if (object.tells("IdentityStoreId") && object.tellsOneOf("GroupId", "DisplayName")) {
            String group = object.need("GroupId");
            return AccountDraft.group(object, group, object.text("DisplayName"), object.instant("UpdatedAt"));
        }
        return Optional.empty();
    }

    private static Optional<VendorObject> user(Fields object) throws RowException {
        var draft = new AccountDraft(object, "UserId")
                .userName(object.text("UserName"))
                .displayName(object.text("DisplayName"))
                .names(object.text("Name", "GivenName"), object.text("Name", "FamilyName"))
                .title(object.text("Title"))
                .userType(object.text("UserType"))
                .active(object.state("UserStatus").map("ENABLED"::equals));
        object.list("Emails").forEach(email -> draft.email(Attributes.text(email, "Value")));
        object.list("ExternalIds").stream()
                .findFirst()
                .ifPresent(external -> draft.externalId(Attributes.text(external, "Id")));
        return draft.found();
    }

    private static VendorObject assignment(Fields object) throws RowException {
        boolean group = object.says("PrincipalType", "GROUP");
        Optional<String> user = object.text("UserId");
        String principal = user.isPresent() ? user.get() : object.need("PrincipalId");
        String set = object.need("PermissionSetArn");
        String account = object.need("AccountId");
        return new VendorObject.Membership(
                set + "@" + account,
                Optional.of(set.substring(set.lastIndexOf('/') + 1) + " in " + account),
                new Member(principal, group ? Member.Type.GROUP : Member.Type.USER, Optional.empty()));
    }

    @Override
    public Facts facts() {
        return Facts.of(id())
                .inactive(REVOKE)
                .never(What.MEMBERS, "members", LIMITS)
                .leaves(Effect.KEPT, REVOKE, "sessions", "apiKeys")
                .facts();
    }
}
