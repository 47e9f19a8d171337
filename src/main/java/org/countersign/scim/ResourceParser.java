package org.countersign.scim;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.scim.FieldNames.FieldName;
import org.countersign.text.CanonicalJson;
import org.jspecify.annotations.Nullable;

/// From the tokens of one JSON object to one neutral resource, in one pass: what every vendor sends is read
/// straight into fields, what is odd or unknown becomes a small tree.
///
/// For one thread.
final class ResourceParser {
    private final ObjectMapper mapper;
    private final Dialect dialect;
    private final FieldNames names = new FieldNames();
    private final ExtraWriter extras = new ExtraWriter(names);
    private final KnownTexts folded = new KnownTexts();
    /// Whose value is being read.
    private FieldName around = names.resource();

    ResourceParser(ObjectMapper mapper, Dialect dialect) {
        this.mapper = mapper;
        this.dialect = dialect;
    }

    /// What one object is.
    sealed interface Resource {
        /// A User.
        record User(UserResource user) implements Resource {}

        /// A Group; `nameless` of its members could not be told.
        record Group(GroupResource group, int nameless) implements Resource {}

        /// Something else.
        record Other() implements Resource {}
    }

    /// Reads the object at whose start the parser stands, to its end.
    ///
    /// Where it throws a [RowException], it has read the object to its end all the same.
    ///
    /// @param suspicious whether texts may hold characters that are no text: a NUL or half a surrogate pair
    Resource read(JsonParser parser, boolean suspicious) throws IOException, RowException {
        extras.begin(suspicious);
        var draft = new Draft(extras);
        FieldName name = names.first(parser, names.resource());
        while (name != FieldNames.END) {
            parser.nextToken();
            field(parser, name, draft);
            name = names.next(parser, name);
        }
        byte[] extra = extras.end();
        if (suspicious) {
            draft.checkTexts();
        }
        if (draft.problem.isPresent()) {
            throw new RowException(draft.problem.get());
        }
        return draft.resource(dialect, extra);
    }

    private void field(JsonParser parser, FieldName name, Draft draft) throws IOException {
        Attribute attribute = name.attribute();
        Optional<String> before = draft.spell(attribute, name.folded(), name.text());
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            draft.given |= 1L << attribute.ordinal();
        }
        around = name;
        if (before.isPresent()) {
            again(parser, name.text(), attribute, before.get(), draft);
        } else if (attribute == Attribute.OTHER) {
            draft.extra.attribute(name, parser);
        } else {
            attribute.read(this, parser, draft);
        }
    }

    /// Goes to the first name of a complex value.
    FieldName firstName(JsonParser parser) throws IOException {
        return inside(names.first(parser, around));
    }

    /// Goes to the next.
    FieldName nextName(JsonParser parser, FieldName before) throws IOException {
        return inside(names.next(parser, before));
    }

    private FieldName inside(FieldName name) {
        if (name != FieldNames.END) {
            around = name;
        }
        return name;
    }

    /// Two keys that fold to one name: equal is harmless, different cannot be read (evidence.md 5).
    private void again(JsonParser parser, String name, Attribute attribute, String before, Draft draft)
            throws IOException {
        if (before.equals(name)) {
            throw new JsonParseException(parser, "Duplicate field '" + name + "'");
        }
        boolean same;
        if (attribute == Attribute.OTHER) {
            same = tree(parser).equals(draft.extra.soFar().get(before));
        } else {
            var second = new Draft(new ExtraWriter(names));
            attribute.read(this, parser, second);
            same = attribute.value(second).equals(attribute.value(draft))
                    && attribute.rest(second, name).equals(attribute.rest(draft, before));
        }
        if (!same) {
            draft.refuse("It has " + name + " twice, in different cases and with different values.");
        }
    }

    /// A text or number as text, blank and null as absent; anything else is absent too.
    Optional<String> text(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Attributes.told(parser.getText());
            default -> {
                parser.skipChildren();
                yield Optional.empty();
            }
        };
    }

    /// The same in lower case.
    Optional<String> foldedText(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            Optional<String> known = folded.find(parser);
            return known.isPresent() ? known : Attributes.told(folded.add(parser.getText()));
        }
        return text(parser).map(Attributes::fold);
    }

    /// Any value as a small tree. The depth is bounded by the parser's own limit.
    JsonNode tree(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = CanonicalJson.object();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    if (object.replace(name, tree(parser)) != null) {
                        throw new JsonParseException(parser, "Duplicate field '" + name + "'");
                    }
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = mapper.createArrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(tree(parser));
                }
                yield array;
            }
            case VALUE_STRING -> TextNode.valueOf(parser.getText());
            default -> mapper.readTree(parser);
        };
    }

    /// Reads one value of a multi-valued attribute.
    interface ValueReader {
        /// The parser stands on the value's first token and is to be left on its last.
        void read(JsonParser parser) throws IOException;
    }

    /// The values of a multi-valued attribute: an array, or one value where a vendor sends it bare.
    static void values(JsonParser parser, ValueReader reader) throws IOException {
        switch (parser.currentToken()) {
            case START_ARRAY -> {
                for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                    reader.read(parser);
                }
            }
            case VALUE_NULL -> {}
            default -> reader.read(parser);
        }
    }

    /// The sub-attributes of one value that somebody looks at.
    static final class Value {
        Optional<String> value = Optional.empty();
        Optional<String> display = Optional.empty();
        Optional<String> type = Optional.empty();
        Optional<String> reference = Optional.empty();
        boolean primary;

        Optional<String> valueOrDisplay() {
            return value.isPresent() ? value : display;
        }
    }

    /// A complex value, or the bare text itself; other shapes read as empty.
    Value value(JsonParser parser) throws IOException {
        var read = new Value();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            read.value = text(parser);
            return read;
        }
        int seen = 0;
        for (FieldName name = names.first(parser, around); name != FieldNames.END; name = names.next(parser, name)) {
            parser.nextToken();
            SubAttribute sub = name.sub();
            if ((seen & sub.bit()) != 0) {
                throw new JsonParseException(parser, "Duplicate field '" + name.text() + "'");
            }
            seen |= sub.bit();
            switch (sub) {
                case VALUE -> read.value = text(parser);
                case DISPLAY -> read.display = text(parser);
                case TYPE -> read.type = text(parser);
                case REFERENCE -> read.reference = text(parser);
                case PRIMARY -> read.primary = isTrue(parser);
                case OTHER -> parser.skipChildren();
            }
        }
        return read;
    }

    private boolean isTrue(JsonParser parser) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_TRUE
                || text(parser).filter("true"::equalsIgnoreCase).isPresent();
    }

    /// What has been read of one object so far.
    static final class Draft {
        private final @Nullable String[] known = new String[Attribute.values().length];
        private long given;
        private final Map<String, String> others = new HashMap<>();
        final ExtraWriter extra;
        Optional<String> problem = Optional.empty();
        Optional<String> id = Optional.empty();
        Optional<String> externalId = Optional.empty();
        Optional<String> userName = Optional.empty();
        Optional<String> displayName = Optional.empty();
        Optional<String> userType = Optional.empty();
        Optional<String> title = Optional.empty();
        Activity active = Activity.NOT_TOLD;
        final List<Email> emails = new ArrayList<>();
        final List<Grant> roles = new ArrayList<>();
        final List<Grant> entitlements = new ArrayList<>();
        final List<String> groups = new ArrayList<>();
        Optional<List<Member>> members = Optional.empty();
        int nameless;
        final List<String> schemas = new ArrayList<>();
        Optional<String> resourceType = Optional.empty();
        Optional<String> lastModified = Optional.empty();
        Optional<String> department = Optional.empty();
        Optional<String> employeeNumber = Optional.empty();
        Optional<Manager> manager = Optional.empty();

        Draft(ExtraWriter extra) {
            this.extra = extra;
        }

        void refuse(String reason) {
            if (problem.isEmpty()) {
                problem = Optional.of(reason);
            }
        }

        /// Whether the attribute is there, in RFC 7643's own spelling.
        boolean has(Attribute attribute, String name) {
            return has(attribute) && name.equals(known[attribute.ordinal()]);
        }

        /// Whether the attribute is there and not null.
        boolean has(Attribute attribute) {
            return (given & 1L << attribute.ordinal()) != 0;
        }

        /// Notes that a name has come; answers how it was spelled when it came before.
        Optional<String> spell(Attribute attribute, String key, String name) {
            if (attribute.isShared()) {
                return Optional.ofNullable(others.put(key, name));
            }
            Optional<String> before = Optional.ofNullable(known[attribute.ordinal()]);
            if (before.isEmpty()) {
                known[attribute.ordinal()] = name;
            }
            return before;
        }

        Resource resource(Dialect dialect, byte[] written) throws RowException {
            return switch (ResourceTypes.of(this)) {
                case USER -> new Resource.User(user(dialect, written));
                case GROUP -> new Resource.Group(group(dialect, written), nameless);
                case OTHER -> new Resource.Other();
            };
        }

        private String idOrRefusal() throws RowException {
            return id.orElseThrow(() -> new RowException("The resource has no id (RFC 7643 3.1)."));
        }

        private UserResource user(Dialect dialect, byte[] written) throws RowException {
            Optional<ObjectNode> looked = extra.mayTellSignIn() || displayName.isEmpty()
                    ? Optional.of(Extra.read(written))
                    : Optional.empty();
            Optional<String> name = displayName.or(() -> looked.flatMap(Attributes::formattedName));
            Optional<Instant> lastSignIn = looked.flatMap(Attributes::takeLastSignIn);
            var user = new UserResource(
                    idOrRefusal(),
                    externalId,
                    userName,
                    name,
                    active,
                    AccountKind.PERSON,
                    userType,
                    title,
                    department,
                    employeeNumber,
                    manager,
                    emails,
                    roles,
                    entitlements,
                    groups,
                    lastModified.flatMap(Attributes::instant),
                    lastSignIn,
                    lastSignIn.isPresent() ? Extra.of(looked.orElseThrow()) : Extra.written(written));
            return dialect.told(user);
        }

        private GroupResource group(Dialect dialect, byte[] written) throws RowException {
            Optional<List<Member>> told = members.filter(list -> !list.isEmpty() || !dialect.neverTellsMembers());
            return new GroupResource(
                    idOrRefusal(),
                    externalId,
                    displayName,
                    told,
                    lastModified.flatMap(Attributes::instant),
                    Extra.written(written));
        }

        /// Refuses a NUL and lone surrogates, which have no exact form in a database, a digest or a PDF
        /// (evidence.md 5).
        void checkTexts() {
            var texts = new ArrayList<Optional<String>>(
                    List.of(id, externalId, userName, displayName, userType, title, department, employeeNumber));
            emails.forEach(email -> texts.add(Optional.of(email.value())));
            for (List<Grant> grants : List.of(roles, entitlements)) {
                grants.forEach(grant -> texts.addAll(List.of(Optional.of(grant.value()), grant.display())));
            }
            groups.forEach(group -> texts.add(Optional.of(group)));
            members.ifPresent(list -> list.forEach(member -> texts.add(Optional.of(member.value()))));
            manager.ifPresent(boss -> texts.addAll(List.of(Optional.of(boss.value()), boss.displayName())));
            others.values().forEach(name -> texts.add(Optional.of(name)));
            texts.forEach(text -> text.flatMap(Attributes::noText).ifPresent(this::refuse));
            extra.noText().ifPresent(this::refuse);
        }
    }
}
