package org.countersign.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.countersign.snapshot.AssignmentStore;
import org.countersign.snapshot.Shown;
import org.countersign.snapshot.Snapshot;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.text.CanonicalJson;
import org.countersign.workspace.Transaction;

/// A snapshot as it is shown whole, to which somebody who only has the JSON of a difference can apply it.
public record WholeSnapshot(
        Map<String, ObjectNode> accounts, Map<String, ObjectNode> groups, Map<String, ObjectNode> assignments) {
    private static final String EXTENSION = "urn:example:more";

    /// As stored.
    public static WholeSnapshot of(Transaction tx, Snapshot snapshot) {
        var accounts = new TreeMap<String, ObjectNode>();
        var groups = new TreeMap<String, ObjectNode>();
        var store = new SnapshotStore(tx);
        store.accounts(snapshot).forEach((id, user) -> accounts.put(id, Shown.account(user)));
        store.groups(snapshot).forEach((id, group) -> groups.put(id, Shown.group(group)));
        var assignments = new TreeMap<String, ObjectNode>();
        new AssignmentStore(tx)
                .of(snapshot).stream().map(Shown::assignment).forEach(one -> assignments.put(key(one), one));
        return new WholeSnapshot(accounts, groups, assignments);
    }

    /// The same principal may have several roles of an application.
    private static String key(JsonNode assignment) {
        return assignment.path("application").asText() + "\n"
                + assignment.path("principal").asText() + "\n"
                + assignment.path("role").asText();
    }

    /// Turns this into the other end of the difference.
    public void apply(JsonNode diff) {
        diff.path("accountsRemoved")
                .forEach(one -> assertThat(accounts.remove(id(one))).isEqualTo(one.path("from")));
        diff.path("statesChanged").forEach(one -> change(accounts.get(id(one)), List.of("state"), one));
        diff.path("attributesChanged")
                .forEach(one ->
                        change(accounts.get(id(one)), path(one.path("attribute").asText()), one));
        diff.path("signInsChanged").forEach(one -> change(accounts.get(id(one)), List.of("lastSignIn"), one));
        for (String grants : List.of("roles", "entitlements")) {
            diff.path(grants + "Removed").forEach(one -> grant(one, grants, true));
            diff.path(grants + "Added").forEach(one -> grant(one, grants, false));
        }
        diff.path("accountsAdded")
                .forEach(one -> accounts.put(id(one), one.path("to").deepCopy()));
        groups(diff);
        assignments(diff);
    }

    private void assignments(JsonNode diff) {
        for (String array : List.of("assignmentsRemoved", "assignmentsChanged")) {
            diff.path(array).forEach(one -> assertThat(assignments.remove(key(one.path("from"))))
                    .isEqualTo(one.path("from")));
        }
        for (String array : List.of("assignmentsChanged", "assignmentsAdded")) {
            diff.path(array).forEach(one -> {
                assertThat(one.path("to").path("application")).isEqualTo(one.path("application"));
                assertThat(assignments.put(key(one.path("to")), one.path("to").deepCopy()))
                        .isNull();
            });
        }
    }

    private void groups(JsonNode diff) {
        groups.values().forEach(group -> group.put("membersTold", group.has("members")));
        diff.path("membershipsRemoved").forEach(one -> member(one, true));
        diff.path("groupsRemoved").forEach(one -> {
            ObjectNode group = groups.remove(id(one));
            assertThat(group.path("members")).isEmpty();
            assertThat(group.<ObjectNode>without("members")).isEqualTo(one.path("from"));
        });
        diff.path("groupsRenamed").forEach(one -> change(groups.get(id(one)), List.of("displayName"), one));
        diff.path("groupAttributesChanged")
                .forEach(one ->
                        change(groups.get(id(one)), path(one.path("attribute").asText()), one));
        diff.path("groupsAdded")
                .forEach(one -> groups.put(id(one), one.path("to").deepCopy()));
        diff.path("membershipsChanged").forEach(one -> {
            member(one, true);
            member(one, false);
        });
        diff.path("membershipsAdded").forEach(one -> member(one, false));
        groups.values().forEach(group -> {
            if (!group.remove("membersTold").asBoolean()) {
                assertThat(group.path("members")).isEmpty();
                group.remove("members");
            } else if (!group.has("members")) {
                group.putArray("members");
            }
        });
    }

    private static String id(JsonNode change) {
        return change.path("id").asText();
    }

    private static List<String> path(String attribute) {
        String rest = attribute;
        var path = new ArrayList<String>();
        if (rest.startsWith("extra." + EXTENSION + ":")) {
            path.addAll(List.of("extra", EXTENSION));
            rest = rest.substring(("extra." + EXTENSION + ":").length());
        } else if (rest.equals("extra." + EXTENSION)) {
            return List.of("extra", EXTENSION);
        }
        path.addAll(List.of(rest.split("\\.")));
        return path;
    }

    private static void change(ObjectNode whole, List<String> path, JsonNode change) {
        ObjectNode parent = whole;
        for (String name : path.subList(0, path.size() - 1)) {
            parent = parent.has(name) ? (ObjectNode) parent.get(name) : parent.putObject(name);
        }
        JsonNode before = parent.remove(path.getLast());
        assertThat(before == null ? CanonicalJson.object().path("from") : before)
                .isEqualTo(change.path("from"));
        if (change.has("to")) {
            parent.set(path.getLast(), change.get("to").deepCopy());
        }
        if (whole.has("extra") && whole.path("extra").isEmpty()) {
            whole.remove("extra");
        }
    }

    private void grant(JsonNode change, String attribute, boolean remove) {
        ObjectNode account = accounts.get(id(change));
        var grants = new ArrayList<JsonNode>();
        account.path(attribute).forEach(grants::add);
        if (remove) {
            assertThat(grants.remove(change.get("from"))).isTrue();
        } else {
            grants.add(change.get("to"));
        }
        put(account, attribute, grants);
    }

    private void member(JsonNode change, boolean remove) {
        ObjectNode group = groups.get(change.path("group").asText());
        var members = new ArrayList<JsonNode>();
        group.path("members").forEach(members::add);
        JsonNode member = CanonicalJson.object()
                .put("value", change.path("member").asText())
                .put("type", change.path(remove ? "from" : "to").asText());
        if (remove) {
            assertThat(members.remove(member)).isTrue();
        } else {
            members.add(member);
        }
        put(group, "members", members);
    }

    private static void put(ObjectNode whole, String name, List<JsonNode> values) {
        values.sort(Comparator.comparing(value -> value.path("value").asText()));
        whole.remove(name);
        if (!values.isEmpty()) {
            ArrayNode array = whole.putArray(name);
            values.forEach(array::add);
        }
    }
}
