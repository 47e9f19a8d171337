package org.countersign.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;

/// What the objects of all logs have in common: names in any case, and objects that some collectors write as text.
final class EventFields {
    private static final int LONGEST_ID = 512;
    private static final int LONGEST_REASON = 2_000;

    /// What programs write for no time at all (the years 1, 1601 and 1970) lies before, and SCIM is of 2011.
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private EventFields() {}

    /// An object, also where it is written as text, or is the first of a list; empty where there is none.
    static ObjectNode object(JsonNode of, String name) throws RowException {
        return list(of, name).stream().findFirst().orElseGet(CanonicalJson::object);
    }

    /// Objects, also where their list is written as text.
    static List<ObjectNode> list(JsonNode of, String name) throws RowException {
        Optional<JsonNode> found = Attributes.get(of, name);
        if (found.isEmpty()) {
            return List.of();
        }
        JsonNode value = found.get().isTextual() ? parsed(name, found.get().asText()) : found.get();
        var objects = new ArrayList<ObjectNode>();
        if (value instanceof ObjectNode object) {
            objects.add(object);
        } else if (value instanceof ArrayNode array) {
            array.forEach(each -> {
                if (each instanceof ObjectNode object) {
                    objects.add(object);
                }
            });
        }
        return objects;
    }

    private static JsonNode parsed(String name, String text) throws RowException {
        String json = text.strip();
        if (!json.startsWith("{") && !json.startsWith("[")) {
            return CanonicalJson.object();
        }
        try {
            return ScimReader.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new RowException("The JSON inside of " + name + " cannot be read.");
        }
    }

    /// An id or a name.
    static Optional<String> id(JsonNode of, String name) throws RowException {
        Optional<String> text = Attributes.text(of, name).map(String::strip);
        if (text.isPresent()) {
            checked(name, text.get());
        }
        return text;
    }

    static String checked(String name, String text) throws RowException {
        if (text.length() > LONGEST_ID) {
            throw new RowException("What stands under " + name + " is too long for an id or a name.");
        }
        Optional<String> noText = Attributes.noText(text);
        if (noText.isPresent()) {
            throw new RowException(noText.get());
        }
        return text;
    }

    /// What a log says of a cause, no longer than a person reads.
    static Optional<String> reason(Optional<String> text) {
        return text.filter(told -> Attributes.noText(told).isEmpty())
                .map(told -> Formats.brief(told.strip(), LONGEST_REASON));
    }

    static Instant instant(Optional<String> text) throws RowException {
        Instant at = text.flatMap(Attributes::instant)
                .orElseThrow(() -> new RowException(
                        text.isEmpty()
                                ? "The event does not say when it was."
                                : "The event's time is not like 2026-11-24T06:12:00Z: "
                                        + Formats.brief(text.get(), 40)));
        if (at.isBefore(FIRST) || at.isAfter(LAST)) {
            throw new RowException("No log has an event of this time: " + Formats.brief(text.orElse(""), 40));
        }
        return at;
    }
}
