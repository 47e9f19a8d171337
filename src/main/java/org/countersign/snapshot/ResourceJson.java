package org.countersign.snapshot;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.countersign.scim.AccountKind;
import org.countersign.scim.Activity;
import org.countersign.scim.Email;
import org.countersign.scim.Grant;
import org.countersign.scim.GroupResource;
import org.countersign.scim.Manager;
import org.countersign.scim.Member;
import org.countersign.scim.UserResource;
import org.countersign.text.CanonicalJson;

/// How neutral resources are stored: one JSON text a resource, equal for equal content.
final class ResourceJson {
    /// Numbers of extensions are kept digit for digit.
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private ResourceJson() {}

    static byte[] bytes(UserResource user) {
        ObjectNode node = CanonicalJson.object().put("id", user.id());
        put(node, "externalId", user.externalId());
        put(node, "userName", user.userName());
        put(node, "displayName", user.displayName());
        node.put("active", user.active().name());
        node.put("kind", user.kind().name());
        put(node, "userType", user.userType());
        put(node, "title", user.title());
        put(node, "department", user.department());
        put(node, "employeeNumber", user.employeeNumber());
        user.manager().ifPresent(manager -> {
            ObjectNode value = node.putObject("manager").put("value", manager.value());
            put(value, "displayName", manager.displayName());
        });
        user.emails().forEach(email -> {
            ObjectNode value = node.withArray("emails").addObject().put("value", email.value());
            put(value, "type", email.type());
            value.put("primary", email.primary());
        });
        grants(node, "roles", user.roles());
        grants(node, "entitlements", user.entitlements());
        user.groups().forEach(group -> node.withArray("groups").add(group));
        put(node, "lastModified", user.lastModified().map(Instant::toString));
        put(node, "lastSignIn", user.lastSignIn().map(Instant::toString));
        node.set("extra", sorted(user.extra()));
        return bytes(node);
    }

    static UserResource user(byte[] body) {
        JsonNode node = read(body);
        var emails = new ArrayList<Email>();
        node.path("emails")
                .forEach(email -> emails.add(new Email(
                        email.path("value").asText(),
                        optional(email, "type"),
                        email.path("primary").asBoolean())));
        var groups = new ArrayList<String>();
        node.path("groups").forEach(group -> groups.add(group.asText()));
        return new UserResource(
                node.path("id").asText(),
                optional(node, "externalId"),
                optional(node, "userName"),
                optional(node, "displayName"),
                Activity.valueOf(node.path("active").asText()),
                AccountKind.valueOf(node.path("kind").asText()),
                optional(node, "userType"),
                optional(node, "title"),
                optional(node, "department"),
                optional(node, "employeeNumber"),
                node.has("manager")
                        ? Optional.of(new Manager(
                                node.path("manager").path("value").asText(),
                                optional(node.path("manager"), "displayName")))
                        : Optional.empty(),
                emails,
                grants(node, "roles"),
                grants(node, "entitlements"),
                groups,
                optional(node, "lastModified").map(Instant::parse),
                optional(node, "lastSignIn").map(Instant::parse),
                (ObjectNode) node.path("extra"));
    }

    /// Without its members, which have a table of their own.
    static byte[] bytes(GroupResource group) {
        ObjectNode node = CanonicalJson.object().put("id", group.id());
        put(node, "externalId", group.externalId());
        put(node, "displayName", group.displayName());
        put(node, "lastModified", group.lastModified().map(Instant::toString));
        node.set("extra", sorted(group.extra()));
        return bytes(node);
    }

    static GroupResource group(byte[] body, Optional<List<Member>> members) {
        JsonNode node = read(body);
        return new GroupResource(
                node.path("id").asText(),
                optional(node, "externalId"),
                optional(node, "displayName"),
                members,
                optional(node, "lastModified").map(Instant::parse),
                (ObjectNode) node.path("extra"));
    }

    private static void put(ObjectNode node, String name, Optional<String> value) {
        value.ifPresent(text -> node.put(name, text));
    }

    private static void grants(ObjectNode node, String name, List<Grant> grants) {
        grants.forEach(grant -> {
            ObjectNode value = node.withArray(name).addObject().put("value", grant.value());
            put(value, "display", grant.display());
            put(value, "type", grant.type());
        });
    }

    private static List<Grant> grants(JsonNode node, String name) {
        var grants = new ArrayList<Grant>();
        node.path(name)
                .forEach(grant -> grants.add(
                        new Grant(grant.path("value").asText(), optional(grant, "display"), optional(grant, "type"))));
        return grants;
    }

    private static Optional<String> optional(JsonNode node, String name) {
        return node.has(name) ? Optional.of(node.get(name).asText()) : Optional.empty();
    }

    /// In one order, so that a vendor that shuffles attributes has changed nothing.
    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            ObjectNode sorted = CanonicalJson.object();
            var names = new TreeSet<String>();
            node.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> sorted.set(name, sorted(node.get(name))));
            return sorted;
        }
        if (node.isArray()) {
            ArrayNode sorted = JSON.createArrayNode();
            node.forEach(value -> sorted.add(sorted(value)));
            return sorted;
        }
        return node;
    }

    private static byte[] bytes(ObjectNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
