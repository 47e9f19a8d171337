package org.countersign.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.countersign.testkit.NaiveDrift.Group;
import org.countersign.testkit.NaiveDrift.Snapshot;
import org.countersign.testkit.NaiveDrift.User;

/// Adds to an organisation of [ProvisioningGenerator] who is assigned to applications besides Okta's app users: groups
/// that Okta has assigned, and `appRoleAssignedTo` of Graph, whose IdP is one that is not read as Okta, with people of
/// its own and groups that perhaps never tell their members. Some rows of a snapshot are refused.
final class ExpectedAccessGenerator {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] ROLES = {"00000000-0000-0000-0000-000000000000", "9a-writer", "7b-reader"};

    private final Path dir;
    private final Random random;
    private final NaiveDrift all;
    private final List<ObjectNode> files = new ArrayList<>();

    private ExpectedAccessGenerator(Path dir, long seed) throws IOException {
        this.dir = dir;
        random = new Random(seed * 0x14057B7EF767814FL);
        all = NaiveDrift.of(dir);
        for (String name : List.of("governance.json", "governance-first.json")) {
            files.add((ObjectNode) JSON.readTree(dir.resolve(name).toFile()));
        }
    }

    /// Adds to the organisation in `dir`, which is that of the seed.
    static void add(Path dir, long seed) throws IOException {
        new ExpectedAccessGenerator(dir, seed).add();
    }

    private void add() throws IOException {
        for (String idp : all.ofKind("idp")) {
            if (all.current(idp).isEmpty()) {
                continue;
            }
            boolean okta = NaiveDrift.value(all.sources.get(idp), "vendor").equals("okta");
            if (okta && chance(0.7)) {
                assignGroups(idp);
                recordFormer(idp);
            } else if (!okta && chance(0.7)) {
                graph(idp);
            }
        }
        for (String source : all.sources.keySet()) {
            if (!all.histories.get(source).isEmpty() && chance(0.06)) {
                refuse(source);
            }
        }
        JSON.writeValue(dir.resolve("governance.json").toFile(), files.getFirst());
        JSON.writeValue(dir.resolve("governance-first.json").toFile(), files.getLast());
    }

    /// "any other value refuses the row": of somebody of whom no person said anything.
    private void refuse(String source) throws IOException {
        List<Snapshot> history = all.histories.get(source);
        int number = chance(0.7) ? history.size() : 1 + random.nextInt(history.size());
        String links = Files.readString(dir.resolve("links.json"));
        List<String> ids = new ArrayList<>(history.get(number - 1).users().keySet());
        ids.removeIf(id -> links.contains(id));
        String refused = ids.isEmpty() ? "" : pick(ids);
        String active = pick(List.of("maybe", "yes", "1", "inactive"));
        change(source, number, resource -> {
            if (NaiveDrift.text(resource, "id").equals(refused)) {
                resource.propertyStream().map(Map.Entry::getKey).toList().stream()
                        .filter("active"::equalsIgnoreCase)
                        .forEach(resource::remove);
                resource.put("active", active);
            }
        });
    }

    /// Changes resources of a snapshot where they lie.
    private void change(String source, int number, Consumer<ObjectNode> change) throws IOException {
        for (Path file : NaiveProvisioning.files(dir.resolve("snapshots/" + source + "/" + number), "*.json")) {
            JsonNode page = JSON.readTree(file.toFile());
            JsonNode resources = page.isArray() ? page : NaiveDrift.attribute(page, "Resources");
            resources.forEach(resource -> change.accept((ObjectNode) resource));
            JSON.writeValue(file.toFile(), page);
        }
    }

    // ---- Okta ----

    private void assignGroups(String idp) throws IOException {
        for (int n = 1; n <= all.histories.get(idp).size(); n++) {
            Snapshot snapshot = all.histories.get(idp).get(n - 1);
            restate(dir.resolve("snapshots/" + idp + "/" + n + "/okta/people.json"));
            for (Path application : NaiveProvisioning.files(dir.resolve("snapshots/" + idp + "/" + n + "/apps"), "*")) {
                ArrayNode list = JSON.createArrayNode();
                for (String group : chance(0.3) ? List.<String>of() : someGroups(snapshot)) {
                    ObjectNode node = list.addObject().put("id", group).put("priority", 0);
                    node.putObject("profile");
                    date(idp).ifPresent(date -> node.put("lastUpdated", date));
                    node.putObject("_links")
                            .putObject("group")
                            .put("href", "https://x.okta.com/api/v1/groups/" + group);
                }
                if (chance(0.8)) {
                    JSON.writeValue(application.resolve("groups.json").toFile(), list);
                }
            }
        }
    }

    /// An account that is nobody's was once recorded as one of somebody who had another recorded later, and has left.
    private void recordFormer(String idp) throws IOException {
        List<Snapshot> history = all.histories.get(idp);
        List<String> gone = new ArrayList<>(history.getFirst().users().keySet());
        gone.removeIf(id -> history.size() < 3
                || !history.get(1).users().containsKey(id)
                || history.getLast().users().containsKey(id));
        for (String app : all.ofKind("app")) {
            List<User> orphans = all.accounts(app).stream()
                    .filter(account -> all.link(app, account).isEmpty())
                    .toList();
            if (all.authoritativeIdp(app).equals(idp) && !gone.isEmpty() && !orphans.isEmpty() && chance(0.7)) {
                String person = pick(gone);
                record(idp, 1, app, person, pick(orphans).id());
                record(idp, 2, app, person, "gone-" + person);
            }
        }
    }

    private void record(String idp, int number, String app, String person, String account) throws IOException {
        Path file = dir.resolve("snapshots/" + idp + "/" + number + "/apps/0oa" + app + "/users.json");
        if (Files.exists(file)) {
            ArrayNode list = JSON.createArrayNode();
            JSON.readTree(file.toFile())
                    .valueStream()
                    .filter(node -> !NaiveDrift.text(node, "id").equals(person))
                    .forEach(list::add);
            ObjectNode node = list.addObject().put("id", person).put("externalId", account);
            node.put("scope", "USER").put("status", "ACTIVE").put("syncState", "SYNCHRONIZED");
            node.putObject("profile");
            JSON.writeValue(file.toFile(), list);
        }
    }

    /// Some people have another state of those that Okta knows.
    private void restate(Path people) throws IOException {
        if (Files.exists(people)) {
            JsonNode list = JSON.readTree(people.toFile());
            for (JsonNode person : list) {
                if (chance(0.4)) {
                    List<String> states = List.of("ACTIVE", "PASSWORD_EXPIRED", "RECOVERY", "DEPROVISIONED");
                    ((ObjectNode) person).put("status", pick(states));
                }
            }
            JSON.writeValue(people.toFile(), list);
        }
    }

    private List<String> someGroups(Snapshot snapshot) {
        List<String> ids = new ArrayList<>();
        for (Group group : snapshot.groups().values()) {
            if (!group.id().startsWith("app:") && chance(0.12)) {
                ids.add(group.id());
            }
        }
        if (chance(0.08)) {
            ids.add("g-elsewhere");
        }
        return ids;
    }

    /// Around the last instant that is long enough ago for one of the IdP's apps.
    private Optional<String> date(String idp) {
        List<Instant> since = new ArrayList<>();
        for (String app : all.ofKind("app")) {
            if (all.authoritativeIdp(app).equals(idp) && all.current(app).isPresent()) {
                Duration sla = Duration.parse(
                        all.sources.get(app).path("provisioningSla").asText("PT24H"));
                since.add(all.current(app).get().takenAt().minus(sla));
            }
        }
        return since.isEmpty() || chance(0.3)
                ? Optional.empty()
                : Optional.of(pick(since)
                        .plusSeconds(pick(List.of(-8_640_000, -8_640_000, -1, 0, 1, 7_200)))
                        .toString());
    }

    // ---- Graph ----

    private void graph(String idp) throws IOException {
        String vendor = pick(List.of("graph", "entra"));
        setting(idp, source -> source.put("vendor", vendor));
        boolean silent = chance(0.2);
        int some = random.nextInt();
        for (int n = 1; n <= all.histories.get(idp).size(); n++) {
            change(idp, n, resource -> {
                // Both copies of a group on pages that overlap say the same.
                boolean all = silent || Objects.hash(NaiveDrift.text(resource, "id"), some) % 10 == 0;
                if (all && NaiveDrift.attribute(resource, "members") instanceof ArrayNode members) {
                    members.removeAll();
                }
            });
        }
        if (all.current(idp).orElseThrow().tellsActive()
                && all.current(idp).get().complete()) {
            people(idp);
        }
        assign(idp, "sp-other");
        for (String app : all.ofKind("app")) {
            if (all.authoritativeIdp(app).equals(idp)) {
                String application = "0oa" + app;
                if (chance(0.93)) {
                    assign(idp, application);
                }
                stand(app, application);
            }
        }
    }

    /// People as Graph lists them; some accounts that are nobody's are theirs.
    private void people(String idp) throws IOException {
        List<User> orphans = new ArrayList<>();
        for (String app : all.ofKind("app")) {
            if (all.authoritativeIdp(app).equals(idp)) {
                all.accounts(app).stream()
                        .filter(account -> all.link(app, account).isEmpty())
                        .forEach(orphans::add);
            }
        }
        ObjectNode page = JSON.createObjectNode().put("@odata.context", "https://graph.microsoft.com/v1.0/$users");
        ArrayNode list = page.putArray("value");
        for (int i = 0; i < 8; i++) {
            String name = "graph" + i + "@" + idp + ".example";
            User orphan = orphans.isEmpty() || chance(0.3) ? null : pick(orphans);
            boolean mailed = orphan != null && !orphan.emails().isEmpty();
            ObjectNode person = list.addObject().put("id", "gr-" + idp + i).put("displayName", "Graph " + i);
            person.put("userPrincipalName", orphan != null && chance(0.5) ? orphan.userName() : name);
            person.put("mail", mailed && chance(0.5) ? orphan.emails().getFirst() : "mail-" + name);
            ArrayNode others = person.putArray("otherMails");
            if (mailed && chance(0.5)) {
                others.add(orphan.emails().getLast());
            }
            if (orphan != null && chance(0.5)) {
                person.put("employeeId", orphan.employeeNumber());
            }
            person.put("jobTitle", pick(List.of("Engineer", "Buyer"))).put("department", "Sales");
            if (chance(0.85)) {
                person.put("accountEnabled", chance(0.6));
            }
        }
        for (int n = 1; n <= all.histories.get(idp).size(); n++) {
            Path folder = Files.createDirectories(dir.resolve("snapshots/" + idp + "/" + n + "/graph"));
            JSON.writeValue(folder.resolve("people.json").toFile(), page);
        }
    }

    /// By `idpApplications`, by mappings from the application's group or one of its roles, or by both.
    private void stand(String app, String application) {
        boolean listed = chance(0.6);
        if (listed) {
            setting(app, source -> source.putArray("idpApplications").add(application));
        }
        List<Group> groups = List.copyOf(all.groups(app));
        for (int i = 0; i < (listed ? random.nextInt(3) : 1 + random.nextInt(2)); i++) {
            String from = "app:" + application + pick(List.of("", "/" + ROLES[1], "/" + ROLES[2]));
            String kind = groups.isEmpty() ? "role" : pick(List.of("role", "entitlement", "appGroup", "appGroup"));
            String target = kind.equals("appGroup") ? pick(groups).id() : pick(List.of("admin", "owner", "ent-7"));
            String nesting = pick(List.of("", "expand", "expand", "direct"));
            String id = "map-" + application + "-" + i;
            for (ObjectNode file : files) {
                ObjectNode mapping =
                        ((ArrayNode) file.withArray("/mappings")).addObject().put("id", id);
                mapping.put("idpGroup", from).put("app", app).put(kind, target);
                if (!nesting.isEmpty()) {
                    mapping.put("nesting", nesting);
                }
            }
        }
    }

    private void assign(String idp, String application) throws IOException {
        List<Snapshot> history = all.histories.get(idp);
        for (int n = 1; n <= history.size(); n++) {
            Snapshot snapshot = history.get(n - 1);
            ArrayNode rows = JSON.createArrayNode();
            for (String id : snapshot.users().keySet()) {
                if (chance(0.35)) {
                    // Some identities are services: an id has one kind.
                    boolean service = (application + id).hashCode() % 20 == 0;
                    row(rows, idp, application, id, service ? "ServicePrincipal" : "User");
                }
            }
            for (int i = 0; i < 8; i++) {
                if (chance(0.4)) {
                    row(rows, idp, application, "gr-" + idp + i, "User");
                }
            }
            someGroups(snapshot).forEach(id -> row(rows, idp, application, id, "Group"));
            row(rows, idp, application, "u-deleted", "User");
            row(rows, idp, application, "a-service", "ServicePrincipal");
            write(dir.resolve("snapshots/" + idp + "/" + n + "/apps/" + application), rows, chance(0.08));
        }
    }

    private void row(ArrayNode rows, String idp, String application, String id, String type) {
        // Nobody has one role twice.
        int role = random.nextInt(ROLES.length);
        for (int i = 0; i < (chance(0.1) ? 2 : 1); i++) {
            ObjectNode row = rows.addObject().put("id", "as-" + rows.size());
            row.put("appRoleId", ROLES[(role + i) % ROLES.length]);
            row.put("principalId", id).put("principalType", type);
            row.put("principalDisplayName", "Somebody").put("resourceId", application);
            row.put("resourceDisplayName", "An app");
            date(idp).ifPresent(date -> row.put("createdDateTime", date));
            if (chance(0.5)) {
                row.putNull("deletedDateTime");
            } else if (chance(0.1)) {
                row.put("deletedDateTime", "2026-01-01T00:00:00Z");
            }
        }
    }

    /// One page or two; perhaps another follows that is not there.
    private void write(Path folder, ArrayNode rows, boolean goesOn) throws IOException {
        Files.createDirectories(folder);
        ObjectNode page = JSON.createObjectNode().put("@odata.context", "https://graph.microsoft.com/v1.0/$x");
        if (goesOn) {
            page.put("@odata.nextLink", "https://graph.microsoft.com/v1.0/servicePrincipals/x?$skiptoken=1");
        }
        page.set("value", rows);
        JSON.writeValue(folder.resolve("appRoleAssignedTo.json").toFile(), page);
    }

    private void setting(String source, Consumer<ObjectNode> change) {
        for (ObjectNode file : files) {
            for (JsonNode node : file.path("sources")) {
                if (node.path("id").asText().equals(source)) {
                    change.accept((ObjectNode) node);
                }
            }
        }
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
