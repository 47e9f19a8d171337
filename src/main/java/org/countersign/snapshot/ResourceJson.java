package org.countersign.snapshot;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.countersign.scim.AccountKind;
import org.countersign.scim.Activity;
import org.countersign.scim.Email;
import org.countersign.scim.Extra;
import org.countersign.scim.Grant;
import org.countersign.scim.GroupResource;
import org.countersign.scim.Manager;
import org.countersign.scim.Member;
import org.countersign.scim.UserResource;

/// How neutral resources are stored: one JSON text a resource, [#same] for the same content.
final class ResourceJson {
    /// Numbers of extensions are kept digit for digit.
    static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);

    /// Nearly every account is active, and a person's: what is usual is not written.
    static final Activity USUAL_ACTIVITY = Activity.ACTIVE;

    static final AccountKind USUAL_KIND = AccountKind.PERSON;

    private ResourceJson() {}

    /// One resource alone, without its last sign-in, which [SignInStore] keeps; for many, a [BodyWriter] is faster.
    static byte[] bytes(UserResource user) {
        return new BodyWriter().bytes(user);
    }

    /// One resource alone, without its members, which have a table of their own.
    static byte[] bytes(GroupResource group) {
        return new BodyWriter().bytes(group);
    }

    /// Whether two stored forms say the same. A vendor that shuffles attributes has changed nothing: its texts are as
    /// long as before, and differ in their order alone.
    static boolean same(byte[] one, byte[] other) {
        return one.length == other.length
                && (Arrays.equals(one, other) || read(one).equals(read(other)));
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
                optional(node, "active").map(Activity::valueOf).orElse(USUAL_ACTIVITY),
                optional(node, "kind").map(AccountKind::valueOf).orElse(USUAL_KIND),
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
                instant(node, "lastModified"),
                Optional.empty(),
                Extra.of((ObjectNode) node.path("extra")));
    }

    static GroupResource group(byte[] body, Optional<List<Member>> members) {
        JsonNode node = read(body);
        return new GroupResource(
                node.path("id").asText(),
                optional(node, "externalId"),
                optional(node, "displayName"),
                members,
                instant(node, "lastModified"),
                Extra.of((ObjectNode) node.path("extra")));
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

    private static Optional<Instant> instant(JsonNode node, String name) {
        JsonNode told = node.path(name);
        return told.isNumber()
                ? Optional.of(Instant.ofEpochSecond(told.longValue()))
                : optional(node, name).map(Instant::parse);
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
