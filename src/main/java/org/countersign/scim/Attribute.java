package org.countersign.scim;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.scim.ResourceParser.Draft;
import org.countersign.scim.ResourceParser.Value;
import org.countersign.text.CanonicalJson;

/// The attributes of User and Group that a review needs (RFC 7643 4.1 to 4.3), and how each is read.
enum Attribute {
    ID((reading, parser, draft) -> draft.id = reading.text(parser), draft -> draft.id),
    EXTERNAL_ID((reading, parser, draft) -> draft.externalId = reading.text(parser), draft -> draft.externalId),
    USER_NAME((reading, parser, draft) -> draft.userName = reading.text(parser), draft -> draft.userName),
    DISPLAY_NAME((reading, parser, draft) -> draft.displayName = reading.text(parser), draft -> draft.displayName),
    USER_TYPE((reading, parser, draft) -> draft.userType = reading.text(parser), draft -> draft.userType),
    TITLE((reading, parser, draft) -> draft.title = reading.text(parser), draft -> draft.title),
    ACTIVE(Attribute::active, draft -> List.of(draft.active, draft.problem)),
    EMAILS(Attribute::emails, draft -> draft.emails),
    ROLES((reading, parser, draft) -> grants(reading, parser, draft.roles), draft -> draft.roles),
    ENTITLEMENTS((reading, parser, draft) -> grants(reading, parser, draft.entitlements), draft -> draft.entitlements),
    GROUPS(Attribute::groups, draft -> draft.groups),
    MEMBERS(Attribute::members, draft -> List.of(draft.members, draft.nameless)),
    SCHEMAS(Attribute::schemas, draft -> draft.schemas),
    META(Attribute::meta, draft -> List.of(draft.resourceType, draft.lastModified)),
    ENTERPRISE(Attribute::enterprise, draft -> List.of(draft.department, draft.employeeNumber, draft.manager)),
    /// Large and useless to a review (evidence.md 5).
    LEFT_OUT((reading, parser, draft) -> parser.skipChildren(), draft -> true),
    OTHER(
            (reading, parser, draft) -> {
                throw new IllegalStateException("kept under its own name");
            },
            draft -> true);

    private static final Map<String, Attribute> BY_NAME = Map.ofEntries(
            Map.entry("id", ID),
            Map.entry("externalid", EXTERNAL_ID),
            Map.entry("username", USER_NAME),
            Map.entry("displayname", DISPLAY_NAME),
            Map.entry("usertype", USER_TYPE),
            Map.entry("title", TITLE),
            Map.entry("active", ACTIVE),
            Map.entry("emails", EMAILS),
            Map.entry("roles", ROLES),
            Map.entry("entitlements", ENTITLEMENTS),
            Map.entry("groups", GROUPS),
            Map.entry("members", MEMBERS),
            Map.entry("schemas", SCHEMAS),
            Map.entry("meta", META),
            Map.entry("urn:ietf:params:scim:schemas:extension:enterprise:2.0:user", ENTERPRISE),
            Map.entry("urn:scim:schemas:extension:enterprise:1.0", ENTERPRISE),
            Map.entry("photos", LEFT_OUT),
            Map.entry("x509certificates", LEFT_OUT));

    private static final Set<String> READ_OF_META = Set.of("resourcetype", "lastmodified", "location");
    private static final Set<String> READ_OF_ENTERPRISE = Set.of("department", "employeenumber", "manager");

    private final Reader reader;
    private final java.util.function.Function<Draft, Object> value;

    Attribute(Reader reader, java.util.function.Function<Draft, Object> value) {
        this.reader = reader;
        this.value = value;
    }

    /// Reads the value at whose first token the parser stands, to its last.
    private interface Reader {
        void read(ResourceParser reading, JsonParser parser, Draft draft) throws IOException;
    }

    static Attribute of(String name) {
        return BY_NAME.getOrDefault(Attributes.fold(name), OTHER);
    }

    /// Whether several names are read as this one.
    boolean isShared() {
        return this == OTHER || this == ENTERPRISE || this == LEFT_OUT;
    }

    /// What was not read of the attribute and is kept.
    JsonNode rest(Draft draft, String name) {
        return draft.extra.path(this == META ? "meta" : name);
    }

    void read(ResourceParser reading, JsonParser parser, Draft draft) throws IOException {
        reader.read(reading, parser, draft);
    }

    /// What was read, to compare with.
    Object value(Draft draft) {
        return value.apply(draft);
    }

    private static void active(ResourceParser reading, JsonParser parser, Draft draft) throws IOException {
        switch (parser.currentToken()) {
            case VALUE_TRUE -> draft.active = Activity.ACTIVE;
            case VALUE_FALSE -> draft.active = Activity.INACTIVE;
            case VALUE_NULL -> draft.active = Activity.NOT_TOLD;
            default -> {
                JsonNode node = reading.tree(parser);
                String text = node.isTextual() ? Attributes.fold(node.textValue()) : "";
                if (text.equals("true")) {
                    draft.active = Activity.ACTIVE;
                } else if (text.equals("false")) {
                    draft.active = Activity.INACTIVE;
                } else {
                    draft.refuse("active is " + node + ", neither true nor false.");
                }
            }
        }
    }

    private static void emails(ResourceParser reading, JsonParser parser, Draft draft) throws IOException {
        ResourceParser.values(parser, each -> {
            Value email = reading.value(each);
            email.value.ifPresent(address -> draft.emails.add(new Email(address, email.type, email.primary)));
        });
    }

    private static void grants(ResourceParser reading, JsonParser parser, List<Grant> grants) throws IOException {
        ResourceParser.values(parser, each -> {
            Value grant = reading.value(each);
            grant.valueOrDisplay().ifPresent(text -> grants.add(new Grant(text, grant.display, grant.type)));
        });
    }

    private static void groups(ResourceParser reading, JsonParser parser, Draft draft) throws IOException {
        ResourceParser.values(parser, each -> reading.value(each).value.ifPresent(draft.groups::add));
    }

    private static void members(ResourceParser reading, JsonParser parser, Draft draft) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        var members = new ArrayList<Member>();
        ResourceParser.values(parser, each -> {
            Value member = reading.value(each);
            Optional<String> named = member.value.isPresent() ? member.value : idOfReference(member);
            if (named.isPresent()) {
                members.add(new Member(named.get(), typeOf(member), member.display));
            } else {
                draft.nameless++;
            }
        });
        draft.members = Optional.of(members);
    }

    /// A member without `value` is named by the last part of its URI (RFC 7643 2.3.7 and 4.2).
    private static Optional<String> idOfReference(Value member) {
        return member.reference
                .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
                .filter(id -> !id.isBlank());
    }

    private static Member.Type typeOf(Value member) {
        if (member.type.isPresent()) {
            String type = member.type.get();
            return type.equalsIgnoreCase("user")
                    ? Member.Type.USER
                    : type.equalsIgnoreCase("group") ? Member.Type.GROUP : Member.Type.NOT_TOLD;
        }
        String reference = member.reference.orElse("");
        return reference.contains("/Users/")
                ? Member.Type.USER
                : reference.contains("/Groups/") ? Member.Type.GROUP : Member.Type.NOT_TOLD;
    }

    private static void schemas(ResourceParser reading, JsonParser parser, Draft draft) throws IOException {
        ResourceParser.values(
                parser, each -> reading.text(each).map(Attributes::fold).ifPresent(draft.schemas::add));
    }

    /// `location` is left out as well: it follows from the id.
    private static void meta(ResourceParser reading, JsonParser parser, Draft draft) throws IOException {
        JsonNode meta = reading.tree(parser);
        draft.resourceType = Attributes.text(meta, "resourceType").map(Attributes::fold);
        draft.lastModified = Attributes.text(meta, "lastModified");
        keepRest(draft, "meta", meta, READ_OF_META);
    }

    private static void enterprise(ResourceParser reading, JsonParser parser, Draft draft) throws IOException {
        String name = parser.currentName();
        JsonNode enterprise = reading.tree(parser);
        draft.department = Attributes.text(enterprise, "department").or(() -> draft.department);
        draft.employeeNumber = Attributes.text(enterprise, "employeeNumber").or(() -> draft.employeeNumber);
        draft.manager = Attributes.get(enterprise, "manager")
                .flatMap(Attribute::manager)
                .or(() -> draft.manager);
        keepRest(draft, name, enterprise, READ_OF_ENTERPRISE);
    }

    /// A text, or a complex value (RFC 7643 4.3).
    private static Optional<Manager> manager(JsonNode manager) {
        Optional<String> id = Attributes.valueOf(manager);
        return (id.isPresent() ? id : Attributes.text(manager, "managerId")) // SCIM 1.1 core schema, section 7
                .map(value -> new Manager(
                        value, manager.isObject() ? Attributes.text(manager, "displayName") : Optional.empty()));
    }

    private static void keepRest(Draft draft, String name, JsonNode node, Set<String> read) {
        ObjectNode rest = CanonicalJson.object();
        node.properties().forEach(field -> {
            if (!read.contains(Attributes.fold(field.getKey()))) {
                rest.set(field.getKey(), field.getValue());
            }
        });
        if (!rest.isEmpty()) {
            draft.extra.set(name, rest);
        }
    }
}
