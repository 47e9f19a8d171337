package org.countersign.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.testkit.NaiveProvisioning.Event;

/// Reads logs as Entra and Okta write them, by the dialect notes (section 4) and provisioning-logs.md, for
/// [NaiveProvisioning].
final class NaiveVendorLogs {
    private static final ObjectMapper JSON = new ObjectMapper();
    /// What Okta's types of events do to a user.
    private static final Map<String, String> USER = Map.of(
            "push", "create",
            "push_profile", "update",
            "sync", "update",
            "password", "update",
            "activate", "enable",
            "reactivate", "enable",
            "deactivate", "disable");
    /// What they do to a group as a whole.
    private static final Map<String, String> PUSH = Map.of(
            "pushed", "create",
            "updated", "update",
            "push_memberships", "update",
            "removed", "delete");

    private NaiveVendorLogs() {}

    /// The events of the folder's JSON; what is not understood is none.
    static List<Event> read(Path folder) throws IOException {
        List<Event> events = new ArrayList<>();
        for (Path file : NaiveProvisioning.files(folder, "*.json")) {
            read(JSON.readTree(file.toFile()), events);
        }
        for (Path file : NaiveProvisioning.files(folder, "*.ndjson")) {
            for (String line : Files.readAllLines(file)) {
                read(JSON.readTree(line), events);
            }
        }
        return events;
    }

    /// "page by page"; "one JSON object a line, or in `records`"; "or an event hook's body" (provisioning-logs.md)
    private static void read(JsonNode node, List<Event> events) {
        for (JsonNode list : List.of(
                node,
                node.path("value"),
                node.path("records"),
                node.path("data").path("events"))) {
            if (list.isArray()) {
                list.forEach(one -> read(one, events));
                return;
            }
        }
        if (node.has("eventType")) {
            okta(node).ifPresent(events::add);
        } else if (!node.has("category")) {
            entra(node).ifPresent(events::add);
        } else if (node.path("category").asText().equals("ProvisioningLogs")) {
            // "**Inside is believed**" (ADR 21)
            entra(node.path("properties")).ifPresent(events::add);
        }
    }

    // ---- Entra ----

    /// "status: success, failure, skipped"; "action: create, update, delete, stageddelete, disable, other" (4.1)
    private static Optional<Event> entra(JsonNode node) {
        Optional<String> result =
                switch (NaiveDrift.fold(NaiveDrift.text(part(node, "provisioningStatusInfo"), "status"))) {
                    case "success" -> Optional.of("success");
                    case "failure" -> Optional.of("failed");
                    case "skipped" -> Optional.of("skipped");
                    default -> Optional.empty();
                };
        Optional<String> action =
                switch (NaiveDrift.fold(NaiveDrift.text(node, "provisioningAction"))) {
                    // "An update that sets `active` to false is a disabling." (ADR 21)
                    case "update" -> Optional.of(endsActive(node) ? "disable" : "update");
                    case "create", "delete", "disable", "other" ->
                        Optional.of(NaiveDrift.fold(NaiveDrift.text(node, "provisioningAction")));
                    // "soft-deleted → update (disable)" (2.2)
                    case "stageddelete" -> Optional.of("disable");
                    default -> Optional.empty();
                };
        if (result.isEmpty() || action.isEmpty()) {
            return Optional.empty();
        }
        JsonNode source = part(node, "sourceIdentity");
        JsonNode target = part(node, "targetIdentity");
        JsonNode application = part(node, "servicePrincipal");
        // "`servicePrincipal{id,displayName}` (object or array)"
        application = application.isArray() ? application.path(0) : application;
        String time = NaiveDrift.text(node, "activityDateTime") + NaiveDrift.text(node, "TimeGenerated");
        boolean group = (NaiveDrift.text(source, "identityType") + " " + NaiveDrift.text(target, "identityType"))
                .endsWith("Group");
        // Reading: a group is named by its id at the app, else by that at the IdP.
        String ofGroup =
                NaiveDrift.text(target, "id").isBlank() ? NaiveDrift.text(source, "id") : NaiveDrift.text(target, "id");
        String reportable = ofSteps(node, "ReportableIdentifier");
        String named = NaiveDrift.text(NaiveDrift.attribute(source, "details"), "UserPrincipalName");
        return Optional.of(new Event(
                NaiveDrift.text(node, "id"),
                Instant.parse(time),
                NaiveDrift.text(application, "id"),
                action.get(),
                result.get(),
                group ? "" : NaiveDrift.text(target, "id"),
                group ? "" : NaiveDrift.text(source, "id"),
                // "`details.ReportableIdentifier` is the join key" (4.1)
                group ? "" : reportable.isEmpty() ? named : reportable,
                group ? ofGroup : "",
                ofSteps(node, "SkipReason").equals("NotEffectivelyEntitled")));
    }

    private static boolean endsActive(JsonNode node) {
        boolean ends = false;
        for (JsonNode change : part(node, "modifiedProperties")) {
            ends |= NaiveDrift.fold(NaiveDrift.text(change, "displayName")).equals("active")
                    && NaiveDrift.fold(NaiveDrift.text(change, "newValue")).equals("false");
        }
        return ends;
    }

    private static String ofSteps(JsonNode node, String name) {
        String told = "";
        for (JsonNode step : part(node, "provisioningSteps")) {
            String here = NaiveDrift.text(NaiveDrift.attribute(step, "details"), name);
            told = here.isEmpty() ? told : here;
        }
        return told;
    }

    /// "from Log Analytics as JSON, whose objects are text" (provisioning-logs.md)
    private static JsonNode part(JsonNode node, String name) {
        JsonNode part = NaiveDrift.attribute(node, name);
        try {
            return part.isTextual() ? JSON.readTree(part.asText()) : part;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    // ---- Okta ----

    /// "Results other than SUCCESS, FAILURE, SKIPPED, DEFERRED and SCHEDULED are counted, not read."
    private static Optional<Event> okta(JsonNode node) {
        String type = NaiveDrift.text(node, "eventType");
        String last = type.substring(type.lastIndexOf('.') + 1);
        boolean push = type.startsWith("application.provision.group_push.");
        String action = type.startsWith("application.provision.user.")
                ? USER.getOrDefault(last, "")
                : push
                        ? PUSH.getOrDefault(last, "")
                        : type.startsWith("application.provision.group_membership.") ? "group-" + last : "";
        String result =
                switch (node.path("outcome").path("result").asText()) {
                    case "SUCCESS" -> "success";
                    case "FAILURE" -> "failed";
                    case "SKIPPED" -> "skipped";
                    case "DEFERRED", "SCHEDULED" -> "pending";
                    default -> "";
                };
        String name = target(node, "AppUser", "alternateId");
        return action.isEmpty() || result.isEmpty()
                ? Optional.empty()
                : Optional.of(new Event(
                        NaiveDrift.text(node, "uuid"),
                        Instant.parse(NaiveDrift.text(node, "published")),
                        target(node, "AppInstance", "id"),
                        action,
                        result,
                        // "`AppUser` has Okta's id of the assignment, not the account's id at the app"
                        "",
                        push ? "" : target(node, "User", "id"),
                        // Reading: an event that names no user of the app names the login of Okta's.
                        push ? "" : name.isEmpty() ? target(node, "User", "alternateId") : name,
                        target(node, "UserGroup", "id"),
                        false));
    }

    private static String target(JsonNode node, String type, String name) {
        for (JsonNode target : node.path("target")) {
            if (target.path("type").asText().equals(type)) {
                return target.path(name).asText();
            }
        }
        return "";
    }
}
