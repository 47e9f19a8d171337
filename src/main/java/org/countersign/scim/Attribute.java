package org.countersign.scim;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.scim.FieldNames.FieldName;
import org.countersign.scim.ResourceParser.Draft;
import org.countersign.scim.ResourceParser.Value;

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

    private static final int NOT_OPEN = -1;

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
        return draft.extra.soFar().path(this == META ? "meta" : name);
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
        ResourceParser.values(parser, each -> reading.foldedText(each).ifPresent(draft.schemas::add));
    }

    /// Receives one sub-attribute; the parser stands on its value.
    private interface SubReader {
        /// @return whether the value was read; else it is kept in the rest
        boolean read(String folded) throws IOException;
    }

    /// The sub-attributes of a complex attribute, what is not read of them kept under `name`. Anything else than an
    /// object is left out.
    private static void complex(ResourceParser reading, JsonParser parser, Draft draft, String name, SubReader reader)
            throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        int mark = NOT_OPEN;
        long seen = 0;
        for (FieldName sub = reading.firstName(parser); sub != FieldNames.END; sub = reading.nextName(parser, sub)) {
            parser.nextToken();
            if ((seen & sub.bit()) != 0) {
                throw new JsonParseException(parser, "Duplicate field '" + sub.text() + "'");
            }
            seen |= sub.bit();
            if (!reader.read(sub.folded())) {
                mark = mark == NOT_OPEN ? draft.extra.open(name) : mark;
                draft.extra.part(mark, sub, parser);
            }
        }
        if (mark != NOT_OPEN) {
            draft.extra.close(mark);
        }
    }

    /// One bit for each sub-attribute that is read; 0 for others.
    static long bit(String folded) {
        return switch (folded) {
            case "resourcetype" -> 1;
            case "lastmodified" -> 2;
            case "location" -> 4;
            case "department" -> 8;
            case "employeenumber" -> 16;
            case "manager" -> 32;
            case "value" -> 64;
            case "managerid" -> 128;
            case "displayname" -> 256;
            default -> 0;
        };
    }

    /// `location` is left out as well: it follows from the id.
    private static void meta(ResourceParser reading, JsonParser parser, Draft draft) throws IOException {
        complex(reading, parser, draft, "meta", sub -> {
            switch (sub) {
                case "resourcetype" -> draft.resourceType = reading.foldedText(parser);
                case "lastmodified" -> draft.lastModified = reading.text(parser);
                case "location" -> parser.skipChildren();
                default -> {
                    return false;
                }
            }
            return true;
        });
    }

    private static void enterprise(ResourceParser reading, JsonParser parser, Draft draft) throws IOException {
        complex(reading, parser, draft, parser.currentName(), sub -> {
            switch (sub) {
                case "department" -> draft.department = reading.text(parser).or(() -> draft.department);
                case "employeenumber" ->
                    draft.employeeNumber = reading.text(parser).or(() -> draft.employeeNumber);
                case "manager" -> draft.manager = manager(reading, parser).or(() -> draft.manager);
                default -> {
                    return false;
                }
            }
            return true;
        });
    }

    /// A text, or a complex value (RFC 7643 4.3; in SCIM 1.1, core schema, section 7, its id is `managerId`).
    private static Optional<Manager> manager(ResourceParser reading, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return reading.text(parser).map(id -> new Manager(id, Optional.empty()));
        }
        Optional<String> id = Optional.empty();
        Optional<String> name = Optional.empty();
        long seen = 0;
        for (FieldName sub = reading.firstName(parser); sub != FieldNames.END; sub = reading.nextName(parser, sub)) {
            parser.nextToken();
            if ((seen & sub.bit()) != 0) {
                throw new JsonParseException(parser, "Duplicate field '" + sub.text() + "'");
            }
            seen |= sub.bit();
            switch (sub.folded()) {
                case "value" -> id = reading.text(parser);
                case "managerid" -> id = id.isPresent() ? id : reading.text(parser);
                case "displayname" -> name = reading.text(parser);
                default -> parser.skipChildren();
            }
        }
        Optional<String> displayName = name;
        return id.map(text -> new Manager(text, displayName));
    }
}
