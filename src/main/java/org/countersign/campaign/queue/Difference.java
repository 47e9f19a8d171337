package org.countersign.campaign.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// One thing that an item says otherwise than when it was last decided with a signature.
///
/// @param field `identity.department`, `group.label`, `grant`, `findings` …
/// @param before as it was; empty where there was nothing
/// @param now as it is; empty where there is nothing
public record Difference(String field, String before, String now) {
    /// Those whose values a person reads as they are.
    private static final List<String> PLAIN = List.of(
            "account.label",
            "account.name",
            "account.kind",
            "account.active",
            "identity.label",
            "identity.title",
            "identity.department",
            "identity.manager",
            "identity.active",
            "group.label",
            "role.label",
            "entitlement.label",
            "policy.purpose",
            "policy.owner",
            "policy.classification",
            "policy.cadence",
            "exception.access",
            "exception.owner",
            "exception.reason",
            "exception.expires",
            "mapping.access",
            "mapping.nesting",
            "mapping.identities",
            "privileged");

    /// What is different, in the order in which a person asks.
    static List<Difference> between(ObjectNode before, ObjectNode now) {
        var found = new ArrayList<Difference>();
        add(found, "grant", path(before.path("grant")), path(now.path("grant")));
        for (String field : PLAIN) {
            add(found, field, text(before, field), text(now, field));
        }
        members(found, before.path("members"), now.path("members"));
        add(found, "findings", rules(before, now), rules(now, before));
        return found;
    }

    private static void add(List<Difference> found, String field, String before, String now) {
        if (!before.equals(now)) {
            found.add(new Difference(field, before, now));
        }
    }

    private static String text(ObjectNode line, String field) {
        return line.at("/" + field.replace('.', '/')).asText("");
    }

    /// `customer-success › eng-oncall`, or the state where no group grants it.
    private static String path(JsonNode grant) {
        var groups = new ArrayList<String>();
        grant.path("via").forEach(group -> groups.add(group.path("label").asText()));
        return groups.isEmpty() ? grant.path("state").asText("") : String.join(" › ", groups);
    }

    /// How many came and went; the ids are in the lines.
    private static void members(List<Difference> found, JsonNode before, JsonNode now) {
        Set<String> were = ids(before);
        Set<String> are = ids(now);
        if (were.equals(are)) {
            return;
        }
        long gone = were.stream().filter(id -> !are.contains(id)).count();
        long come = are.stream().filter(id -> !were.contains(id)).count();
        found.add(new Difference("members.count", Integer.toString(were.size()), Integer.toString(are.size())));
        found.add(new Difference("members.moved", Long.toString(gone), Long.toString(come)));
    }

    private static Set<String> ids(JsonNode members) {
        var ids = new TreeSet<String>();
        members.path("ids").forEach(id -> ids.add(id.asText()));
        return ids;
    }

    /// Rules that found something in one and nothing in the other.
    private static String rules(ObjectNode in, ObjectNode notIn) {
        Set<String> there = rules(in);
        there.removeAll(rules(notIn));
        return there.stream().collect(Collectors.joining(", "));
    }

    private static Set<String> rules(ObjectNode line) {
        var rules = new TreeSet<String>();
        line.path("findings").forEach(finding -> rules.add(finding.path("rule").asText()));
        return rules;
    }
}
