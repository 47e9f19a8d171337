package org.countersign.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.countersign.text.CanonicalJson;

/// From one JSON object to one neutral resource.
final class ResourceMapping {
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final Set<String> USER_NAMES = Set.of(
            "id",
            "externalid",
            "username",
            "displayname",
            "active",
            "usertype",
            "title",
            "emails",
            "roles",
            "entitlements",
            "groups");
    private static final Set<String> GROUP_NAMES = Set.of("id", "externalid", "displayname", "members");
    /// Large and useless to a review (evidence.md 5).
    private static final Set<String> DROPPED = Set.of("photos", "x509certificates");

    private final Dialect dialect;

    ResourceMapping(Dialect dialect) {
        this.dialect = dialect;
    }

    /// The row cannot be used; the reason is one sentence.
    static final class RowException extends Exception {
        private static final long serialVersionUID = 1L;

        RowException(String reason) {
            super(reason);
        }
    }

    /// What kind of resource an object is.
    enum Type {
        USER,
        GROUP,
        OTHER
    }

    /// By `meta.resourceType`, else by `schemas`, else by SCIM's own attribute names.
    static Type typeOf(ObjectNode object) {
        String told = Attributes.get(object, "meta")
                .flatMap(meta -> Attributes.text(meta, "resourceType"))
                .map(Attributes::fold)
                .orElse("");
        if (told.equals("user") || told.equals("group")) {
            return told.equals("user") ? Type.USER : Type.GROUP;
        }
        boolean core = false;
        for (JsonNode schema : Attributes.values(object, "schemas")) {
            String urn = Attributes.fold(schema.asText());
            if (urn.equals("urn:ietf:params:scim:schemas:core:2.0:group")) {
                return Type.GROUP;
            }
            if (urn.equals("urn:ietf:params:scim:schemas:core:2.0:user")) {
                return Type.USER;
            }
            core |= urn.startsWith("urn:ietf:params:scim:schemas:core:2.0:");
        }
        if (core || !told.isEmpty()) {
            return Type.OTHER;
        }
        // Without schemas only RFC 7643's own spelling counts: `username` is Keycloak's and GitLab's, whose other
        // attributes (enabled, state) mean what SCIM's do not.
        if (object.hasNonNull("userName")) {
            return Type.USER;
        }
        boolean group =
                object.hasNonNull("displayName") && object.path("members").isArray();
        return group ? Type.GROUP : Type.OTHER;
    }

    UserResource user(ObjectNode user) throws RowException {
        String id = id(user);
        checkNames(user);
        JsonNode enterprise = Attributes.get(user, ENTERPRISE).orElse(CanonicalJson.object());
        List<Email> emails = emails(user);
        List<Grant> roles = grants(user, "roles");
        return new UserResource(
                id,
                Attributes.text(user, "externalId"),
                Attributes.text(user, "userName"),
                Attributes.text(user, "displayName").or(() -> formattedName(user)),
                activity(user),
                dialect.kindOf(user, emails, roles),
                Attributes.text(user, "userType"),
                Attributes.text(user, "title"),
                Attributes.text(enterprise, "department"),
                Attributes.text(enterprise, "employeeNumber"),
                Attributes.get(enterprise, "manager").flatMap(ResourceMapping::manager),
                emails,
                roles,
                grants(user, "entitlements"),
                Attributes.values(user, "groups").stream()
                        .flatMap(value -> Attributes.valueOf(value).stream())
                        .toList(),
                lastModified(user),
                lastSignIn(user),
                rest(user, USER_NAMES));
    }

    GroupResource group(ObjectNode group) throws RowException {
        String id = id(group);
        checkNames(group);
        Optional<List<Member>> members = Attributes.get(group, "members").map(value -> members(group));
        if (dialect.neverTellsMembers() && members.filter(List::isEmpty).isPresent()) {
            members = Optional.empty();
        }
        return new GroupResource(
                id,
                Attributes.text(group, "externalId"),
                Attributes.text(group, "displayName"),
                members,
                lastModified(group),
                rest(group, GROUP_NAMES));
    }

    private static String id(ObjectNode object) throws RowException {
        return Attributes.text(object, "id")
                .orElseThrow(() -> new RowException("The resource has no id (RFC 7643 3.1)."));
    }

    private static Activity activity(ObjectNode user) throws RowException {
        Optional<JsonNode> active = Attributes.get(user, "active");
        if (active.isEmpty()) {
            return Activity.NOT_TOLD;
        }
        String text = Attributes.fold(active.get().asText());
        if (active.get().isBoolean() || active.get().isTextual()) {
            if (text.equals("true")) {
                return Activity.ACTIVE;
            }
            if (text.equals("false")) {
                return Activity.INACTIVE;
            }
        }
        throw new RowException("active is " + active.get() + ", neither true nor false.");
    }

    private static Optional<String> formattedName(ObjectNode user) {
        Optional<JsonNode> name = Attributes.get(user, "name").filter(JsonNode::isObject);
        return name.flatMap(parts -> Attributes.text(parts, "formatted"))
                .or(() -> name.flatMap(parts -> {
                    String joined = (Attributes.text(parts, "givenName").orElse("") + " "
                                    + Attributes.text(parts, "familyName").orElse(""))
                            .strip();
                    return joined.isEmpty() ? Optional.empty() : Optional.of(joined);
                }))
                .or(() -> Attributes.text(user, "name.formatted"));
    }

    private static Optional<Manager> manager(JsonNode manager) {
        return Attributes.valueOf(manager)
                .map(value -> new Manager(
                        value, manager.isObject() ? Attributes.text(manager, "displayName") : Optional.empty()));
    }

    private static List<Email> emails(ObjectNode user) {
        var emails = new ArrayList<Email>();
        for (JsonNode value : Attributes.values(user, "emails")) {
            Attributes.valueOf(value)
                    .ifPresent(address -> emails.add(new Email(
                            address,
                            value.isObject() ? Attributes.text(value, "type") : Optional.empty(),
                            value.isObject()
                                    && Attributes.get(value, "primary")
                                            .filter(primary -> primary.asText().equalsIgnoreCase("true"))
                                            .isPresent())));
        }
        return emails;
    }

    private static List<Grant> grants(ObjectNode user, String name) {
        var grants = new ArrayList<Grant>();
        for (JsonNode value : Attributes.values(user, name)) {
            Optional<String> display = value.isObject() ? Attributes.text(value, "display") : Optional.empty();
            Attributes.valueOf(value)
                    .or(() -> display)
                    .ifPresent(text -> grants.add(new Grant(
                            text, display, value.isObject() ? Attributes.text(value, "type") : Optional.empty())));
        }
        return grants;
    }

    private static List<Member> members(ObjectNode group) {
        var members = new ArrayList<Member>();
        for (JsonNode value : Attributes.values(group, "members")) {
            Attributes.valueOf(value)
                    .or(() -> idOfReference(value))
                    .ifPresent(id -> members.add(new Member(
                            id,
                            value.isObject() ? memberType(value) : Member.Type.NOT_TOLD,
                            value.isObject() ? Attributes.text(value, "display") : Optional.empty())));
        }
        return members;
    }

    /// A member without `value` is named by the last part of its URI (RFC 7643 2.3.7 and 4.2).
    private static Optional<String> idOfReference(JsonNode member) {
        String ref = reference(member);
        return Optional.of(ref.substring(ref.lastIndexOf('/') + 1)).filter(id -> !id.isBlank());
    }

    private static String reference(JsonNode member) {
        return member.isObject()
                ? Attributes.text(member, "$ref")
                        .or(() -> Attributes.text(member, "$+ref")) // as GitHub's own examples spell it
                        .orElse("")
                : "";
    }

    private static Member.Type memberType(JsonNode member) {
        String type = Attributes.text(member, "type").map(Attributes::fold).orElse("");
        String ref = reference(member);
        if (type.equals("user") || (type.isEmpty() && ref.contains("/Users/"))) {
            return Member.Type.USER;
        }
        return type.equals("group") || (type.isEmpty() && ref.contains("/Groups/"))
                ? Member.Type.GROUP
                : Member.Type.NOT_TOLD;
    }

    private static Optional<Instant> lastModified(ObjectNode object) {
        return Attributes.get(object, "meta").flatMap(meta -> Attributes.instant(meta, "lastModified"));
    }

    /// No core attribute tells it; extensions do, under these names.
    private static Optional<Instant> lastSignIn(ObjectNode user) {
        for (String name :
                List.of("lastSignIn", "lastLogin", "lastSignInDateTime", "lastLoginTime", "lastSuccessAuth")) {
            Optional<Instant> top = Attributes.instant(user, name);
            if (top.isPresent()) {
                return top;
            }
            for (Map.Entry<String, JsonNode> field : user.properties()) {
                if (field.getValue().isObject() && field.getKey().startsWith("urn:")) {
                    Optional<Instant> inside = Attributes.instant(field.getValue(), name);
                    if (inside.isPresent()) {
                        return inside;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /// Refuses a NUL and lone surrogates, which have no exact form in a database, a digest or a PDF
    /// (evidence.md 5).
    static void checkTexts(JsonNode node) throws RowException {
        if (node.isTextual()) {
            checkText(node.textValue());
        } else if (node.isContainerNode()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                checkText(field.getKey());
            }
            for (JsonNode child : node) {
                checkTexts(child);
            }
        }
    }

    private static void checkText(String text) throws RowException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == 0 || (Character.isSurrogate(c) && !pair)) {
                throw new RowException("It has a character that is no text: U+%04X.".formatted((int) c));
            }
            i += pair ? 1 : 0;
        }
    }

    /// Two keys that fold to one name: equal is harmless, different cannot be read (evidence.md 5).
    private static void checkNames(ObjectNode object) throws RowException {
        var seen = new TreeMap<String, JsonNode>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            JsonNode before = seen.putIfAbsent(Attributes.fold(field.getKey()), field.getValue());
            if (before != null && !before.equals(field.getValue())) {
                throw new RowException(
                        "It has " + field.getKey() + " twice, in different cases and with different values.");
            }
        }
    }

    private static ObjectNode rest(ObjectNode object, Set<String> used) {
        ObjectNode rest = CanonicalJson.object();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = Attributes.fold(field.getKey());
            if (!used.contains(name) && !DROPPED.contains(name)) {
                rest.set(field.getKey(), field.getValue());
            }
        }
        return rest;
    }
}
