package org.countersign.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.countersign.text.Formats;

/// One object of a vendor's own API. What a dialect takes is gone from it, so that the rest can be kept as
/// sent.
///
/// Names are exact: unlike SCIM's, a vendor's own are case-sensitive.
public final class Fields {
    /// Large and useless to a review, or links to follow.
    private static final Set<String> LEFT_OUT = Set.of(
            "photos",
            "thumbnailPhotoUrl",
            "thumbnailPhotoEtag",
            "etag",
            "_links",
            "_embedded",
            "password",
            "token_secret");

    /// Seconds that no clock shows: the year 10000.
    private static final double FAR = 253_402_300_800.0;

    private final ObjectNode object;

    Fields(ObjectNode object) {
        this.object = object;
    }

    /// Whether all of them are there and not null.
    boolean has(String... names) {
        for (String name : names) {
            if (!object.hasNonNull(name)) {
                return false;
            }
        }
        return true;
    }

    /// Whether one of them is there, be it null.
    boolean tellsOneOf(String... names) {
        for (String name : names) {
            if (object.has(name)) {
                return true;
            }
        }
        return false;
    }

    /// Whether all of them are there, be they null: a thing is known by its names, and what it lacks refuses its row.
    boolean tells(String... names) {
        return Stream.of(names).allMatch(object::has);
    }

    /// Whether it has nothing but these.
    boolean hasOnly(Set<String> names) {
        return object.propertyStream().allMatch(field -> names.contains(field.getKey()));
    }

    boolean isObject(String name) {
        return object.path(name).isObject();
    }

    boolean isArray(String name) {
        return object.path(name).isArray();
    }

    /// A text or number, and it stays. Blank counts as absent.
    Optional<String> look(String... path) {
        return Attributes.text(at(path));
    }

    boolean says(String name, String... values) {
        return look(name).filter(Set.of(values)::contains).isPresent();
    }

    boolean marked(String name) {
        return object.path(name).asBoolean();
    }

    private JsonNode at(String... path) {
        JsonNode node = object;
        for (String name : path) {
            node = node.path(name);
        }
        return node;
    }

    /// A text or number. Blank counts as absent, and so does everything else.
    Optional<String> text(String... path) {
        return Attributes.text(take(path));
    }

    /// As [#text], of what a thing cannot be without.
    ///
    /// @throws RowException where it is absent, blank or of another kind
    String need(String... path) throws RowException {
        return text(path)
                .orElseThrow(() -> new RowException("There is no text or number in " + String.join(".", path)
                        + ", which tells what the row is about."));
    }

    /// `true`, `false`, or these as texts in any case; empty where it is not told.
    ///
    /// @throws RowException where it says something else, which nobody should take for either
    Optional<Boolean> flag(String... path) throws RowException {
        JsonNode node = take(path);
        String text = Attributes.fold(node.asText("")).strip();
        if (text.equals("true") || text.equals("false")) {
            return Optional.of(text.equals("true"));
        }
        if (node.isMissingNode() || node.isNull() || (node.isTextual() && text.isEmpty())) {
            return Optional.empty();
        }
        throw new RowException(said(node, path) + ", neither true nor false.");
    }

    /// A state in the vendor's words, and it stays; empty where it is not told.
    ///
    /// @throws RowException where it is no text
    Optional<String> state(String name) throws RowException {
        JsonNode node = at(name);
        if (!node.isTextual() && !node.isMissingNode() && !node.isNull()) {
            throw new RowException(said(node, name) + ", which is no text.");
        }
        return look(name);
    }

    private static String said(JsonNode node, String... path) {
        return String.join(".", path) + " is " + Formats.brief(node.toString(), 40);
    }

    boolean isTrue(String... path) throws RowException {
        return flag(path).orElse(false);
    }

    /// RFC 3339 or seconds since 1970; the epoch itself means never, and a time beyond every calendar is not told.
    Optional<Instant> instant(String... path) {
        JsonNode node = take(path);
        Optional<Instant> told = node.isNumber() && Math.abs(node.doubleValue()) < FAR
                ? Optional.of(Instant.ofEpochSecond(node.longValue()))
                : Attributes.text(node).flatMap(Attributes::instant);
        return told.filter(instant -> instant.isAfter(Instant.EPOCH));
    }

    /// The values of an array; empty where there is none.
    List<JsonNode> list(String name) {
        var values = new ArrayList<JsonNode>();
        JsonNode node = take(name);
        if (node.isArray()) {
            node.forEach(values::add);
        }
        return values;
    }

    private JsonNode take(String... path) {
        JsonNode parent = object;
        for (int i = 0; i < path.length - 1; i++) {
            parent = parent.path(path[i]);
        }
        String last = path[path.length - 1];
        JsonNode node = parent.path(last);
        if (parent instanceof ObjectNode holder) {
            holder.remove(last);
        }
        return node;
    }

    /// What nobody took, of a resource.
    Extra extra() {
        return Extra.of(rest());
    }

    /// What nobody took.
    ObjectNode rest() {
        object.remove(LEFT_OUT);
        var empty = object.propertyStream()
                .filter(field -> field.getValue().isNull()
                        || (field.getValue().isContainerNode()
                                && field.getValue().isEmpty()))
                .map(java.util.Map.Entry::getKey)
                .toList();
        object.remove(empty);
        return object;
    }
}
