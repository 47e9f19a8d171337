package org.countersign.scim;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.countersign.scim.Facts.Effect;
import org.countersign.scim.Facts.What;

/// Okta's core API (okta-sdk-nodejs, management.yaml): users with every status, groups, and the users and groups that
/// are assigned to an app.
///
/// An app is read as a group of the IdP, `app:` and its id, whose members are assigned to it, and each app user as an
/// [Assignment] besides, with what only Okta knows of it.
final class Okta implements Dialect {
    private static final String CONCEPTS = "https://developer.okta.com/docs/concepts/scim/";
    private static final String SPECIFICATION = "https://github.com/okta/okta-sdk-nodejs";
    private static final String TOKENS = "https://help.okta.com/en-us/content/topics/security/api.htm";
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
        if (object.tells("status") && object.says("scope", "USER", "GROUP")) {
            return Optional.of(appUser(object));
        }
        if (object.tells("priority") && object.look("_links", "group", "href").isPresent()) {
            return Optional.of(appGroup(object));
        }
        if (object.tells("status") && object.look("profile", "login").isPresent()) {
            return user(object);
        }
        if (object.look("profile", "name").isPresent()
                && object.tellsOneOf("type", "objectClass", "lastMembershipUpdated")) {
            String id = object.need("id");
            return AccountDraft.group(object, id, object.text("profile", "name"), lastModified(object));
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

    /// Okta dates the group and its members apart.
    private static Optional<Instant> lastModified(Fields object) {
        return Stream.of(object.instant("lastUpdated"), object.instant("lastMembershipUpdated"))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    private static VendorObject appUser(Fields object) throws RowException {
        String user = object.need("id");
        return new VendorObject.Assigned(
                app(object),
                Optional.empty(),
                new Assignment.Terms(
                        user,
                        Assignment.Kind.USER,
                        Optional.empty(),
                        object.says("scope", "GROUP") ? Assignment.Scope.GROUP : Assignment.Scope.DIRECT,
                        state(object.look("status").orElse("")),
                        sync(object.look("syncState")),
                        object.text("externalId"),
                        object.text("credentials", "userName"),
                        object.instant("statusChanged").or(() -> object.instant("created"))));
    }

    private static VendorObject appGroup(Fields object) throws RowException {
        String group = object.need("id");
        return new VendorObject.Assigned(
                app(object),
                Optional.empty(),
                Assignment.Terms.of(group, Assignment.Kind.GROUP, Optional.empty(), object.instant("lastUpdated")));
    }

    private static Optional<String> app(Fields object) {
        return object.look("_links", "app", "href")
                .map(link -> link.substring(link.lastIndexOf('/') + 1))
                .filter(id -> !id.isBlank());
    }

    /// As Okta documents each status of an app user.
    private static Assignment.State state(String status) throws RowException {
        return switch (status) {
            case "ACTIVE",
                    "PROVISIONED",
                    "LOCKED_OUT",
                    "PASSWORD_EXPIRED",
                    "RECOVERY",
                    "IMPLICIT",
                    "IMPORTED",
                    "MATCHED" -> Assignment.State.ASSIGNED;
            case "STAGED", "APPROVED", "PENDING" -> Assignment.State.WAITING;
            case "DEPROVISIONED", "REVOKED", "INACTIVE", "SUSPENDED", "UNASSIGNED" -> Assignment.State.ENDED;
            default ->
                throw new RowException("The app user's status is " + status + ", which is none that Okta documents.");
        };
    }

    private static Assignment.Sync sync(Optional<String> syncState) throws RowException {
        String told = syncState.orElse("NOT_TOLD");
        try {
            return Assignment.Sync.valueOf(told);
        } catch (IllegalArgumentException e) {
            throw new RowException("The app user's syncState is " + told + ", which is none that Okta documents.");
        }
    }

    @Override
    public Facts facts() {
        return Facts.of(id())
                .inactive(CONCEPTS)
                .never(What.ACCOUNTS, "accounts", SPECIFICATION)
                .never(What.MEMBERS, "members", SPECIFICATION)
                .leaves(Effect.KEPT, SPECIFICATION, "oauthGrants")
                .leaves(Effect.KEPT, TOKENS, "apiKeys")
                .leaves(Effect.BLOCKED, TOKENS, "personalAccessTokens")
                .facts();
    }
}
