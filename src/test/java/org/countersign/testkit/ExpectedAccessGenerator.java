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
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.countersign.testkit.NaiveDrift.Group;
import org.countersign.testkit.NaiveDrift.Snapshot;

/// Adds to an organisation of [ProvisioningGenerator] who is assigned to applications besides Okta's app users: groups
/// that Okta has assigned, and `appRoleAssignedTo` of Graph, whose IdP is one that is not read as Okta.
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
            } else if (!okta && chance(0.7)) {
                graph(idp);
            }
        }
        JSON.writeValue(dir.resolve("governance.json").toFile(), files.getFirst());
        JSON.writeValue(dir.resolve("governance-first.json").toFile(), files.getLast());
    }

    // ---- Okta ----

    private void assignGroups(String idp) throws IOException {
        for (int n = 1; n <= all.histories.get(idp).size(); n++) {
            Snapshot snapshot = all.histories.get(idp).get(n - 1);
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
        setting(idp, source -> source.put("vendor", "graph"));
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
