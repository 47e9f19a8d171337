package org.countersign.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.countersign.testkit.NaiveDrift.Group;
import org.countersign.testkit.NaiveDrift.User;

/// Reads what a snapshot of Okta or Entra has besides SCIM (ADR 17, exports.md): who is assigned to which application,
/// and users of Okta's core API.
final class NaiveExpected {
    /// That an identity is assigned to an application. Blank where nothing is told.
    ///
    /// @param role an app role of Entra; blank where it is none
    /// @param isService "a service principal": "nobody is expected in an app because of them" (exports.md)
    record AppUser(
            String user,
            String role,
            String account,
            String status,
            String syncState,
            Optional<Instant> changed,
            boolean isService) {
        /// "ended (DEPROVISIONED, REVOKED, INACTIVE, SUSPENDED, UNASSIGNED)" (ADR 17)
        boolean hasEnded() {
            return List.of("DEPROVISIONED", "REVOKED", "INACTIVE", "SUSPENDED", "UNASSIGNED")
                    .contains(status);
        }

        /// "waiting (STAGED, APPROVED, PENDING)" (ADR 17)
        boolean isWaiting() {
            return List.of("STAGED", "APPROVED", "PENDING").contains(status);
        }

        boolean in(String group) {
            return NaiveExpected.in(role, group);
        }
    }

    /// That a group of the IdP is assigned to an application.
    record AppGroup(String group, String role, Optional<Instant> changed) {
        boolean in(String named) {
            return NaiveExpected.in(role, named);
        }
    }

    /// Who is assigned to an application.
    ///
    /// @param whole "a page that is missing in a file of an application leaves that application unknown" (ADR 17).
    /// Reading: who is on the pages that are there is assigned all the same
    record Application(List<AppUser> users, List<AppGroup> groups, boolean whole) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    /// "`appRoleId` all-zero GUID = default access" (dialect notes 2.2)
    private static final String DEFAULT_ACCESS = "00000000-0000-0000-0000-000000000000";

    private NaiveExpected() {}

    /// "an app role of Entra is `app:<service principal id>/<role id>`" (exports.md)
    private static boolean in(String role, String group) {
        return role.isEmpty() ? !group.contains("/") : group.endsWith("/" + role);
    }

    /// Reads users of the core API, which are added to `users`, and who is assigned, whose applications are added to
    /// `groups`. Answers what is told of them, by application.
    static Map<String, Application> read(Path snapshot, Map<String, User> users, Map<String, Group> groups)
            throws IOException {
        for (Path file : NaiveProvisioning.files(snapshot.resolve("okta"), "*.json")) {
            JSON.readTree(file.toFile()).forEach(node -> {
                User user = oktaUser(node);
                users.put(user.id(), user);
            });
        }
        for (Path file : NaiveProvisioning.files(snapshot.resolve("graph"), "*.json")) {
            JSON.readTree(file.toFile()).path("value").forEach(node -> {
                User user = graphUser(node);
                users.put(user.id(), user);
            });
        }
        Map<String, Application> applications = new TreeMap<>();
        Set<String> ids = Set.copyOf(groups.keySet());
        for (Path folder : NaiveProvisioning.files(snapshot.resolve("apps"), "*")) {
            String id = folder.getFileName().toString();
            List<Path> files = NaiveProvisioning.files(folder, "*.json");
            boolean whole = true;
            for (Path file : files) {
                whole &= JSON.readTree(file.toFile()).path("@odata.nextLink").isMissingNode();
            }
            Application told = new Application(new ArrayList<>(), new ArrayList<>(), whole);
            for (Path file : files) {
                JsonNode list = JSON.readTree(file.toFile());
                String name = file.getFileName().toString();
                for (JsonNode node : list.isArray() ? list : list.path("value")) {
                    if (name.equals("users.json")) {
                        told.users().add(appUser(node));
                    } else if (name.equals("groups.json")) {
                        told.groups().add(new AppGroup(NaiveDrift.text(node, "id"), "", instant(node, "lastUpdated")));
                    } else {
                        assigned(node, told);
                    }
                }
            }
            applications.put(id, told);
            addGroups(id, told, ids, groups);
        }
        for (Map.Entry<String, Application> one : applications.entrySet()) {
            for (AppUser appUser : one.getValue().users()) {
                User user = users.get(appUser.user());
                if (user != null && !appUser.account().isBlank()) {
                    user.appUsers()
                            .computeIfAbsent(one.getKey(), _ -> new HashSet<>())
                            .add(appUser.account());
                }
            }
        }
        return applications;
    }

    /// "An application stays a group of the IdP as well"; "Who is ended is no member" (ADR 17); "an app role of Entra
    /// is `app:<service principal id>/<role id>`" (exports.md)
    private static void addGroups(String application, Application told, Set<String> ids, Map<String, Group> groups) {
        boolean whole = told.whole();
        Set<String> roles = new HashSet<>(Set.of(""));
        told.users().forEach(one -> roles.add(one.role()));
        told.groups().forEach(one -> roles.add(one.role()));
        for (String role : roles) {
            String id = "app:" + application + (role.isEmpty() ? "" : "/" + role);
            Set<String> members = new HashSet<>();
            Set<String> nested = new HashSet<>();
            told.users().stream()
                    .filter(one -> whole && one.role().equals(role) && !one.hasEnded())
                    .forEach(one -> members.add(one.user()));
            told.groups().stream()
                    .filter(one -> whole && one.role().equals(role) && ids.contains(one.group()))
                    .forEach(one -> nested.add(one.group()));
            groups.put(id, new Group(id, "", whole, members, nested, Optional.empty()));
        }
    }

    /// A row of `appRoleAssignedTo`: "`principalType` User|Group|ServicePrincipal" (dialect notes 2.2). Reading: what
    /// was deleted has ended.
    private static void assigned(JsonNode node, Application told) {
        String role = NaiveDrift.text(node, "appRoleId");
        role = role.equals(DEFAULT_ACCESS) ? "" : role;
        String id = NaiveDrift.text(node, "principalId");
        Optional<Instant> since = instant(node, "createdDateTime");
        if (!NaiveDrift.text(node, "deletedDateTime").isEmpty()) {
            told.users().add(new AppUser(id, role, "", "UNASSIGNED", "", since, true));
        } else if (NaiveDrift.text(node, "principalType").equals("Group")) {
            told.groups().add(new AppGroup(id, role, since));
        } else {
            boolean service = NaiveDrift.text(node, "principalType").equals("ServicePrincipal");
            told.users().add(new AppUser(id, role, "", "", "", since, service));
        }
    }

    private static AppUser appUser(JsonNode node) {
        return new AppUser(
                NaiveDrift.text(node, "id"),
                "",
                NaiveDrift.text(node, "externalId"),
                NaiveDrift.text(node, "status"),
                NaiveDrift.text(node, "syncState"),
                instant(node, "statusChanged"),
                false);
    }

    private static Optional<Instant> instant(JsonNode node, String name) {
        String told = NaiveDrift.text(node, name);
        return told.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(told));
    }

    /// "Okta `ACTIVE`, `PASSWORD_EXPIRED`, `LOCKED_OUT`, `RECOVERY`, `PROVISIONED` are active; `STAGED`, `SUSPENDED`,
    /// `DEPROVISIONED` are not"
    private static User oktaUser(JsonNode node) {
        JsonNode profile = node.path("profile");
        String status = NaiveDrift.text(node, "status");
        boolean active = List.of("ACTIVE", "PASSWORD_EXPIRED", "LOCKED_OUT", "RECOVERY", "PROVISIONED")
                .contains(status);
        String login = NaiveDrift.fold(NaiveDrift.text(profile, "login"));
        String email = NaiveDrift.fold(NaiveDrift.text(profile, "email"));
        String number = NaiveDrift.text(profile, "employeeNumber").strip();
        String changed = NaiveDrift.text(node, "lastUpdated");
        return new User(
                NaiveDrift.text(node, "id"),
                "",
                login,
                email.isEmpty() ? List.of() : List.of(email),
                Optional.of(active),
                List.of(),
                List.of(),
                false,
                "",
                number,
                Set.of(),
                Map.of(
                        "email", email,
                        "title", NaiveDrift.fold(NaiveDrift.text(profile, "title")),
                        "department", NaiveDrift.fold(NaiveDrift.text(profile, "department")),
                        "employeeNumber", NaiveDrift.fold(number),
                        "displayName", NaiveDrift.fold(NaiveDrift.text(profile, "displayName")),
                        "userName", login),
                Optional.empty(),
                changed.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(changed)),
                status.equals("STAGED"),
                new HashMap<>());
    }

    /// "Entra `accountEnabled`"; where it is absent, nothing is told of the person.
    private static User graphUser(JsonNode node) {
        List<String> emails = new ArrayList<>(List.of(NaiveDrift.fold(NaiveDrift.text(node, "mail"))));
        node.path("otherMails").forEach(mail -> emails.add(NaiveDrift.fold(mail.asText())));
        String name = NaiveDrift.fold(NaiveDrift.text(node, "userPrincipalName"));
        String number = NaiveDrift.text(node, "employeeId").strip();
        JsonNode enabled = node.path("accountEnabled");
        return new User(
                NaiveDrift.text(node, "id"),
                "",
                name,
                emails,
                enabled.isMissingNode() ? Optional.empty() : Optional.of(enabled.asBoolean()),
                List.of(),
                List.of(),
                false,
                "",
                number,
                Set.of(),
                Map.of(
                        "email", emails.getFirst(),
                        "title", NaiveDrift.fold(NaiveDrift.text(node, "jobTitle")),
                        "department", NaiveDrift.fold(NaiveDrift.text(node, "department")),
                        "employeeNumber", NaiveDrift.fold(number),
                        "displayName", NaiveDrift.fold(NaiveDrift.text(node, "displayName")),
                        "userName", name),
                Optional.empty(),
                Optional.empty(),
                false,
                new HashMap<>());
    }
}
