package org.countersign.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.scim.AccountKind;
import org.countersign.scim.Activity;
import org.countersign.scim.Email;
import org.countersign.scim.Grant;
import org.countersign.scim.GroupResource;
import org.countersign.scim.Manager;
import org.countersign.scim.Member;
import org.countersign.scim.UserResource;

/// How neutral resources are stored: one JSON text a resource, equal for equal content.
final class ResourceJson {
    /// Numbers of extensions are kept digit for digit.
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private ResourceJson() {}

    static byte[] bytes(UserResource user) {
        return bytes(json -> {
            json.writeStringField("id", user.id());
            put(json, "externalId", user.externalId());
            put(json, "userName", user.userName());
            put(json, "displayName", user.displayName());
            json.writeStringField("active", user.active().name());
            json.writeStringField("kind", user.kind().name());
            put(json, "userType", user.userType());
            put(json, "title", user.title());
            put(json, "department", user.department());
            put(json, "employeeNumber", user.employeeNumber());
            if (user.manager().isPresent()) {
                json.writeObjectFieldStart("manager");
                json.writeStringField("value", user.manager().get().value());
                put(json, "displayName", user.manager().get().displayName());
                json.writeEndObject();
            }
            if (!user.emails().isEmpty()) {
                json.writeArrayFieldStart("emails");
                for (Email email : user.emails()) {
                    json.writeStartObject();
                    json.writeStringField("value", email.value());
                    put(json, "type", email.type());
                    json.writeBooleanField("primary", email.primary());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            grants(json, "roles", user.roles());
            grants(json, "entitlements", user.entitlements());
            if (!user.groups().isEmpty()) {
                json.writeArrayFieldStart("groups");
                for (String group : user.groups()) {
                    json.writeString(group);
                }
                json.writeEndArray();
            }
            put(json, "lastModified", user.lastModified().map(Instant::toString));
            put(json, "lastSignIn", user.lastSignIn().map(Instant::toString));
            json.writeFieldName("extra");
            sorted(json, user.extra());
        });
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
        return bytes(json -> {
            json.writeStringField("id", group.id());
            put(json, "externalId", group.externalId());
            put(json, "displayName", group.displayName());
            put(json, "lastModified", group.lastModified().map(Instant::toString));
            json.writeFieldName("extra");
            sorted(json, group.extra());
        });
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

    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] bytes(Fields fields) {
        var out = new ByteArrayOutputStream(1_024);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void put(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    private static void grants(JsonGenerator json, String name, List<Grant> grants) throws IOException {
        if (grants.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(name);
        for (Grant grant : grants) {
            json.writeStartObject();
            json.writeStringField("value", grant.value());
            put(json, "display", grant.display());
            put(json, "type", grant.type());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /// In one order, so that a vendor that shuffles attributes has changed nothing.
    private static void sorted(JsonGenerator json, JsonNode node) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> {
                List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(node.properties());
                fields.sort(Map.Entry.comparingByKey());
                json.writeStartObject();
                for (Map.Entry<String, JsonNode> field : fields) {
                    json.writeFieldName(field.getKey());
                    sorted(json, field.getValue());
                }
                json.writeEndObject();
            }
            case ARRAY -> {
                json.writeStartArray();
                for (JsonNode value : node) {
                    sorted(json, value);
                }
                json.writeEndArray();
            }
            case STRING -> json.writeString(node.textValue());
            case BOOLEAN -> json.writeBoolean(node.booleanValue());
            case NULL -> json.writeNull();
            default -> json.writeTree(node);
        }
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
