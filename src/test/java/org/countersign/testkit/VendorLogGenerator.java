package org.countersign.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/// Writes events of the plain logs of [ProvisioningGenerator] as Entra and Okta write them: of some seeds none, of the
/// others most of those that the vendor has words for. What it has none for stays in the table beside them.
final class VendorLogGenerator {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:";

    /// A row of the plain table.
    private record Row(
            String id,
            String time,
            String application,
            String action,
            String result,
            String account,
            String identity,
            String userName,
            String group,
            String reason) {
        static Row of(String line) {
            String[] cells = line.split(",", -1);
            return new Row(
                    cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7], cells[8], cells[9]);
        }

        boolean ofNobody() {
            return (account + identity + userName).isBlank();
        }
    }

    private final Path folder;
    private final Random random;
    private int made;
    private final List<String> logins = new ArrayList<>();
    private final ArrayNode graph = JSON.createArrayNode();
    private final List<ObjectNode> diagnostic = new ArrayList<>();
    private final ArrayNode records = JSON.createArrayNode();
    private final ArrayNode analytics = JSON.createArrayNode();
    private final ArrayNode okta = JSON.createArrayNode();
    private final ArrayNode hook = JSON.createArrayNode();

    private VendorLogGenerator(Path folder, Random random) {
        this.folder = folder;
        this.random = random;
    }

    /// Rewrites the logs of the organisation in `dir`, which is that of the seed.
    static void add(Path dir, long seed) throws IOException {
        Random random = new Random(seed * 0x5851F42D4C957F2DL);
        if (random.nextInt(4) == 0 || !Files.isDirectory(dir.resolve("logs"))) {
            return;
        }
        List<Path> sources;
        try (var list = Files.list(dir.resolve("logs"))) {
            sources = list.sorted().toList();
        }
        for (Path source : sources) {
            new VendorLogGenerator(source, random).rewrite();
        }
    }

    private void rewrite() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("log.csv"));
        List<String> plain = new ArrayList<>(List.of(lines.getFirst()));
        int vendor = random.nextInt(3);
        for (String line : lines.subList(1, lines.size())) {
            boolean asOkta = vendor == 0 || vendor == 1 && random.nextBoolean();
            if (!chance(0.85) || !(asOkta ? okta(Row.of(line)) : entra(Row.of(line)))) {
                plain.add(line);
            }
        }
        Files.writeString(folder.resolve("log.csv"), String.join("\n", plain) + "\n");
        if (plain.size() == 1) {
            Files.delete(folder.resolve("log.csv"));
        }
        writePages();
        if (!diagnostic.isEmpty()) {
            List<String> ofCategories = new ArrayList<>();
            diagnostic.forEach(node -> ofCategories.add(node.toString()));
            ofCategories.add("{\"time\":\"2026-01-01T00:00:00Z\",\"category\":\"AuditLogs\",\"properties\":{}}");
            Files.writeString(folder.resolve("diagnostic.ndjson"), String.join("\n", ofCategories) + "\n");
        }
        write("records.json", records, JSON.createObjectNode().set("records", records));
        write("analytics.json", analytics, analytics);
        write("system-log.json", okta, okta);
        ObjectNode body = JSON.createObjectNode().put("eventType", "com.okta.event_hook");
        body.putObject("data").set("events", hook);
        write("hook.json", hook, body);
    }

    private void write(String name, ArrayNode events, JsonNode whole) throws IOException {
        if (!events.isEmpty()) {
            JSON.writeValue(folder.resolve(name).toFile(), whole);
        }
    }

    private void writePages() throws IOException {
        for (int from = 0, page = 1; from < graph.size(); from += 20, page++) {
            ObjectNode answer = JSON.createObjectNode().put("@odata.context", "https://graph.microsoft.com/v1.0/$x");
            if (from + 20 < graph.size()) {
                answer.put("@odata.nextLink", "https://graph.microsoft.com/v1.0/auditLogs/provisioning?$skip=" + from);
            }
            ArrayNode value = answer.putArray("value");
            for (int i = from; i < Math.min(graph.size(), from + 20); i++) {
                value.add(graph.get(i));
            }
            JSON.writeValue(folder.resolve("graph-" + page + ".json").toFile(), answer);
        }
    }

    // ---- Entra ----

    /// Whether Entra has words for it: none for what waits, and none for a place in a group.
    private boolean entra(Row row) {
        Optional<String> action = entraAction(row);
        Optional<String> status = entraStatus(row.result());
        if (action.isEmpty() || status.isEmpty()) {
            return false;
        }
        switch (random.nextInt(4)) {
            case 0 -> graph.add(entra(row, action.get(), status.get(), false));
            case 1 -> analytics.add(ofAnalytics(entra(row, action.get(), status.get(), true)));
            case 2 -> records.add(ofDiagnostic(entra(row, action.get(), status.get(), true)));
            default -> diagnostic.add(ofDiagnostic(entra(row, action.get(), status.get(), true)));
        }
        return true;
    }

    private Optional<String> entraAction(Row row) {
        String action =
                switch (row.action()) {
                    case "create" -> chance(0.9) ? "create" : "other";
                    case "update", "merge", "delete" -> row.action();
                    case "enable" -> row.ofNobody() ? "" : "update+";
                    case "disable" -> row.ofNobody() ? "" : pick("disable", "stageddelete", "StagedDelete", "update-");
                    case "group-add", "group-remove" -> row.ofNobody() ? "update" : "";
                    default -> "";
                };
        return Optional.of(action).filter(one -> !one.isEmpty());
    }

    private Optional<String> entraStatus(String result) {
        return switch (result) {
            case "success", "skipped" -> Optional.of(result);
            case "failed" -> Optional.of("failure");
            case "unheard-of" -> Optional.of(pick("warning", "unknownFutureValue"));
            default -> Optional.empty();
        };
    }

    private ObjectNode entra(Row row, String action, String status, boolean inside) {
        String word = action.replaceAll("[+-]$", "");
        ObjectNode node = JSON.createObjectNode().put("id", id(row)).put("activityDateTime", row.time());
        node.put("provisioningAction", word).put("jobId", "slack.1").put("cycleId", "c");
        if (inside) {
            node.put("action", word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        ObjectNode how = node.putObject("provisioningStatusInfo")
                .put(inside ? "Status" : "status", chance(0.2) ? loud(status) : status);
        if (status.equals("failure")) {
            how.putObject("errorInformation").put("errorCode", "X").put("reason", row.reason());
        } else {
            how.putNull("errorInformation");
        }
        String id = inside ? "Id" : "id";
        if (!row.application().isEmpty()) {
            ObjectNode application =
                    JSON.createObjectNode().put(id, row.application()).put(inside ? "Name" : "displayName", "An app");
            node.set("servicePrincipal", chance(0.3) ? JSON.createArrayNode().add(application) : application);
        }
        ArrayNode steps = node.putArray("provisioningSteps");
        identities(row, node, steps, inside);
        if (status.equals("skipped")) {
            String why = pick("RedundantExport", "NotEffectivelyEntitled", "AttributeValidationFailed", "Unsupported");
            ObjectNode step = steps.addObject().put("name", "EntrySynchronizationSkip");
            step.put("description", "Why it was skipped").putObject("details").put("SkipReason", why);
            kind(step, inside, "skipped");
        }
        ArrayNode changes = node.putArray("modifiedProperties");
        changes.addObject().put("displayName", "title").put("oldValue", "a").put("newValue", "False");
        if (action.endsWith("+") || action.endsWith("-")) {
            changes.addObject()
                    .put("displayName", "active")
                    .put("oldValue", action.endsWith("+") ? "False" : "True")
                    .put("newValue", action.endsWith("+") ? "True" : "False");
        }
        return node;
    }

    private static ObjectNode kind(ObjectNode step, boolean inside, String status) {
        return inside
                ? step.put("stepType", 3)
                        .put("status", List.of("success", "failure", "skipped").indexOf(status))
                : step.put("provisioningStepType", "processing").put("status", status);
    }

    private void identities(Row row, ObjectNode node, ArrayNode steps, boolean inside) {
        boolean sourceAlone = row.ofNobody() && chance(0.3);
        String id = inside ? "Id" : "id";
        ObjectNode source = node.putObject("sourceIdentity");
        source.put(id, sourceAlone ? row.group() : row.ofNobody() ? "idp-of-it" : row.identity());
        source.put("identityType", row.ofNobody() ? pick("Group", CORE + "Group") : "User");
        ObjectNode details = source.putObject("details");
        ObjectNode target = node.putObject("targetIdentity");
        target.put(id, sourceAlone ? "" : row.ofNobody() ? row.group() : row.account());
        target.put("identityType", row.ofNobody() ? CORE + "Group" : pick("User", CORE + "User"));
        target.putObject("details");
        if (!row.userName().isEmpty()) {
            int told = random.nextInt(3);
            if (told != 0) {
                details.put("UserPrincipalName", told == 1 ? row.userName() : "upn@elsewhere.example");
            }
            if (told != 1) {
                ObjectNode step =
                        steps.addObject().put("name", "EntryExportUpdate").put("description", "d");
                step.putObject("details").put("ReportableIdentifier", row.userName());
                kind(step, inside, "success");
            }
        }
    }

    /// What is outside says that all is well.
    private static ObjectNode ofDiagnostic(ObjectNode event) {
        ObjectNode outside = JSON.createObjectNode()
                .put("time", "2026-12-31T00:00:00Z")
                .put("category", "ProvisioningLogs")
                .put("resultType", "Success")
                .put("identity", "not-the-one");
        return outside.set("properties", event);
    }

    /// A row of a table whose objects are text.
    private static ObjectNode ofAnalytics(ObjectNode event) {
        ObjectNode row = JSON.createObjectNode()
                .put("TimeGenerated", event.path("activityDateTime").asText());
        event.properties().forEach(field -> {
            String name = field.getKey().substring(0, 1).toUpperCase(Locale.ROOT)
                    + field.getKey().substring(1);
            if (!field.getKey().equals("activityDateTime") && !field.getKey().equals("action")) {
                row.put(
                        name,
                        field.getValue().isContainerNode()
                                ? field.getValue().toString()
                                : field.getValue().asText());
            }
        });
        return row;
    }

    // ---- Okta ----

    /// Whether Okta has words for it: none for an account's own id, for a role, and for a deletion of a user.
    private boolean okta(Row row) {
        String type = oktaType(row);
        boolean nameless = !row.account().isEmpty() && (row.identity() + row.userName()).isEmpty();
        if (type.isEmpty() || nameless) {
            return false;
        }
        ObjectNode node = JSON.createObjectNode().put("uuid", id(row)).put("published", row.time());
        node.put("eventType", type).put("displayMessage", "What Okta did").put("severity", "WARN");
        String result =
                switch (row.result()) {
                    case "success" -> "SUCCESS";
                    case "failed" -> "FAILURE";
                    case "skipped" -> "SKIPPED";
                    case "pending" -> "DEFERRED";
                    case "retry" -> "SCHEDULED";
                    default -> "UNKNOWN";
                };
        node.putObject("outcome").put("result", result).put("reason", row.reason());
        node.putObject("actor").put("id", "sys").put("type", "SystemPrincipal");
        ArrayNode targets = node.putArray("target");
        if (!row.userName().isEmpty()) {
            target(targets, "AppUser", "0ua" + made, row.userName());
        }
        if (!row.application().isEmpty()) {
            target(targets, "AppInstance", row.application(), "An app");
        }
        if (!row.identity().isEmpty()) {
            target(targets, "User", row.identity(), login(row));
        }
        if (!row.group().isEmpty()) {
            target(targets, "UserGroup", row.group(), "");
        }
        (chance(0.3) ? hook : okta).add(node);
        if (chance(0.1)) {
            okta.add(node.deepCopy().put("uuid", "other-" + made).put("eventType", "user.session.start"));
        }
        return true;
    }

    /// Of whom a plain event with the same name would be; mostly nobody's.
    private String login(Row row) {
        if (!row.userName().isEmpty() && chance(0.3)) {
            logins.add(row.userName());
        }
        return logins.isEmpty() || chance(0.8) ? "login@elsewhere.example" : logins.get(random.nextInt(logins.size()));
    }

    private String oktaType(Row row) {
        String user = "application.provision.user.";
        String push = "application.provision.group_push.";
        return switch (row.action()) {
            case "create" -> row.ofNobody() ? push + "pushed" : user + "push";
            case "update" ->
                row.ofNobody() ? push + pick("updated", "push_memberships") : user + pick("push_profile", "sync");
            case "enable" -> row.ofNobody() ? "" : user + pick("activate", "reactivate");
            case "disable" -> row.ofNobody() ? "" : user + "deactivate";
            case "delete" -> row.ofNobody() ? push + "removed" : "";
            case "group-add", "group-remove" ->
                row.ofNobody()
                        ? ""
                        : "application.provision.group_membership."
                                + row.action().substring(6);
            case "merge" -> user + "import";
            default -> "";
        };
    }

    private static void target(ArrayNode targets, String type, String id, String called) {
        targets.addObject()
                .put("id", id)
                .put("type", type)
                .put("alternateId", called)
                .put("displayName", called)
                .putNull("detailEntry");
    }

    private String id(Row row) {
        return row.id().isEmpty() ? "made-" + folder.getFileName() + made++ : row.id();
    }

    private String loud(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    @SafeVarargs
    private <T> T pick(T... options) {
        return options[random.nextInt(options.length)];
    }
}
