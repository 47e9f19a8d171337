package org.countersign.scim;

import java.util.List;
import java.util.Optional;
import org.countersign.scim.Facts.What;

/// Microsoft Graph: users with or without `accountEnabled`, groups, members, and who is assigned to an
/// enterprise app.
///
/// An app is read as a group of the IdP, `app:` and the id of its service principal; an app role is one of its
/// own, with `/` and the role's id. A role id of zeros is the app's default access.
final class Graph implements Dialect {
    private static final List<String> SIGN_INS = List.of(
            "lastSignInRequestId",
            "lastNonInteractiveSignInDateTime",
            "lastNonInteractiveSignInRequestId",
            "lastSuccessfulSignInDateTime",
            "lastSuccessfulSignInRequestId");

    static final String USER_REFERENCE = "https://learn.microsoft.com/en-us/graph/api/user-list";
    private static final String TYPE = "@odata.type";
    private static final String DEFAULT_ACCESS = "00000000-0000-0000-0000-000000000000";

    @Override
    public String id() {
        return "graph";
    }

    @Override
    public Optional<VendorObject> read(Fields object) throws RowException {
        if (object.tells("principalId", "resourceId") && object.tellsOneOf("appRoleId", "principalType")) {
            return Optional.of(assignment(object));
        }
        String type = object.look(TYPE).orElse("");
        if (object.tells("userPrincipalName") || type.equals("#microsoft.graph.user")) {
            return user(object);
        }
        if (type.equals("#microsoft.graph.group")
                || (object.has("displayName") && object.tellsOneOf("securityEnabled", "mailEnabled", "groupTypes"))) {
            String id = object.need("id");
            return AccountDraft.group(object, id, object.text("displayName"), Optional.empty());
        }
        if (type.equals("#microsoft.graph.servicePrincipal") || object.tells("servicePrincipalType", "appId")) {
            var draft = new AccountDraft(object, "id")
                    .userName(object.text("appId"))
                    .displayName(object.text("displayName"))
                    .active(object.flag("accountEnabled"))
                    .kind(AccountKind.SERVICE);
            return Optional.of(new VendorObject.Account(draft.user(), Member.Type.OTHER));
        }
        return type.startsWith("#microsoft.graph.") ? Optional.of(member(object, type)) : Optional.empty();
    }

    /// A device, a contact or whatever else can be in a group; of `directoryObject` nobody knows what it is.
    private static VendorObject member(Fields object, String type) throws RowException {
        Member.Type what = type.equals("#microsoft.graph.directoryObject") ? Member.Type.NOT_TOLD : Member.Type.OTHER;
        return new VendorObject.MemberOnly(
                new Member(object.need("id"), what, object.text("displayName")), Optional.empty());
    }

    private static Optional<VendorObject> user(Fields object) throws RowException {
        Optional<String> userName = object.text("userPrincipalName");
        Optional<String> userType = object.text("userType");
        var draft = new AccountDraft(object, "id")
                .userName(userName)
                .displayName(object.text("displayName"))
                .names(object.text("givenName"), object.text("surname"))
                .email(object.text("mail"))
                .title(object.text("jobTitle"))
                .department(object.text("department"))
                .employeeNumber(object.text("employeeId"))
                .manager(object.text("manager", "id"), object.text("manager", "displayName"))
                .userType(userType)
                .lastSignIn(object.instant("signInActivity", "lastSignInDateTime"))
                .active(object.flag("accountEnabled"))
                .kind(AccountKind.GUEST, isGuest(userName, userType));
        // What else is told of signing in changes as often, and no review asks for it.
        SIGN_INS.forEach(told -> object.text("signInActivity", told));
        object.list("otherMails").forEach(mail -> draft.email(Attributes.text(mail)));
        return draft.found();
    }

    static boolean isGuest(Optional<String> userName, Optional<String> userType) {
        return userType.filter("guest"::equalsIgnoreCase).isPresent()
                || (userType.isEmpty()
                        && userName.filter(name -> name.contains("#EXT#")).isPresent());
    }

    private static VendorObject assignment(Fields object) throws RowException {
        // Who has no role is not said to have the default one.
        Optional<String> role = Optional.of(object.need("appRoleId")).filter(id -> !id.equals(DEFAULT_ACCESS));
        Assignment.Kind kind =
                switch (object.text("principalType").orElse("")) {
                    case "User" -> Assignment.Kind.USER;
                    case "Group" -> Assignment.Kind.GROUP;
                    default -> Assignment.Kind.SERVICE_PRINCIPAL;
                };
        String principal = object.need("principalId");
        Assignment.Terms terms = Assignment.Terms.of(principal, kind, role, object.instant("createdDateTime"));
        return new VendorObject.Assigned(
                object.text("resourceId"),
                object.text("resourceDisplayName"),
                object.instant("deletedDateTime").isPresent() ? terms.ended() : terms);
    }

    @Override
    public Facts facts() {
        return Entra.known(id())
                .never(What.ACTIVE, "active", USER_REFERENCE)
                .never(What.LAST_SIGN_IN, "signin", USER_REFERENCE)
                .never(What.MEMBERS, "members", "https://learn.microsoft.com/en-us/graph/api/group-list-members")
                .facts();
    }
}
