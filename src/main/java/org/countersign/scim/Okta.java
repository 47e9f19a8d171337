package org.countersign.scim;

import java.util.Optional;
import java.util.Set;
import org.countersign.scim.Facts.Effect;
import org.countersign.scim.Facts.What;

/// Okta's core API (okta-sdk-nodejs, management.yaml): users with every status, groups, and the users of an app.
///
/// An app is read as a group of the IdP, `app:` and its id, whose members are assigned to it: expected access
/// is then a mapping like any other.
final class Okta implements Dialect {
    private static final String CONCEPTS = "developer.okta.com/docs/concepts/scim";
    private static final Set<String> IN = Set.of("ACTIVE", "PASSWORD_EXPIRED", "LOCKED_OUT", "RECOVERY", "PROVISIONED");
    private static final Set<String> OUT = Set.of("STAGED", "SUSPENDED", "DEPROVISIONED");

    @Override
    public String id() {
        return "okta";
    }

    @Override
    public Optional<VendorObject> read(Fields object) throws RowException {
        if (!object.isObject("profile") && !object.isObject("credentials")) {
            return Optional.empty();
        }
        if (object.has("id", "scope", "status") && object.says("scope", "USER", "GROUP")) {
            return Optional.of(appUser(object));
        }
        if (object.has("id", "status") && object.look("profile", "login").isPresent()) {
            return user(object);
        }
        if (object.has("id")
                && object.look("profile", "name").isPresent()
                && object.tellsOneOf("type", "objectClass", "lastMembershipUpdated")) {
            String id = object.text("id").orElseThrow();
            return AccountDraft.group(object, id, object.text("profile", "name"), object.instant("lastUpdated"));
        }
        return Optional.empty();
    }

    private static Optional<VendorObject> user(Fields object) throws RowException {
        var draft = new AccountDraft(object, "id")
                .userName(object.text("profile", "login"))
                .displayName(object.text("profile", "displayName"))
                .names(object.text("profile", "firstName"), object.text("profile", "lastName"))
                .email(object.text("profile", "email"))
                .email(object.text("profile", "secondEmail"))
                .title(object.text("profile", "title"))
                .department(object.text("profile", "department"))
                .employeeNumber(object.text("profile", "employeeNumber"))
                .manager(object.text("profile", "managerId"), object.text("profile", "manager"))
                .userType(object.text("profile", "userType"))
                .lastModified(object.instant("lastUpdated"))
                .lastSignIn(object.instant("lastLogin"))
                .active(activity(object));
        return draft.found();
    }

    /// The status itself stays, since STAGED is another thing than DEPROVISIONED.
    private static Activity activity(Fields object) throws RowException {
        String status = object.look("status").orElse("");
        if (!IN.contains(status) && !OUT.contains(status)) {
            throw new RowException("status is " + status + ", which is none that Okta documents.");
        }
        return IN.contains(status) ? Activity.ACTIVE : Activity.INACTIVE;
    }

    /// Who is DEPROVISIONED is assigned no longer.
    private static VendorObject appUser(Fields object) throws RowException {
        String user = object.text("id").orElseThrow(() -> new RowException("The app user has no id."));
        var member = new Member(user, Member.Type.USER, object.text("credentials", "userName"));
        Optional<String> app = object.look("_links", "app", "href")
                .map(link -> "app:" + link.substring(link.lastIndexOf('/') + 1))
                .filter(id -> !id.equals("app:"));
        if (object.says("status", "DEPROVISIONED")) {
            return new VendorObject.Ended(app);
        }
        return app.<VendorObject>map(id -> new VendorObject.Membership(id, Optional.empty(), member))
                .orElseGet(() -> new VendorObject.MemberOnly(member, Optional.empty()));
    }

    @Override
    public Facts facts() {
        return Facts.of(id())
                .inactive(CONCEPTS)
                .never(What.ACCOUNTS, "accounts", CONCEPTS)
                .never(What.MEMBERS, "members", "developer.okta.com/docs/reference/api/groups")
                .leaves(Effect.KEPT, "help.okta.com/en-us/content/topics/security/api.htm", "oauthGrants", "apiKeys")
                .leaves(Effect.REVOKED, "developer.okta.com/docs/guides/create-an-api-token", "personalAccessTokens")
                .facts();
    }
}
