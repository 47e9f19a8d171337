package org.countersign.scim;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Looks attributes up the way RFC 7643 2.1 wants it: names are case-insensitive.
final class Attributes {
    private static final DateTimeFormatter WITHOUT_COLON = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS]Z");

    private Attributes() {}

    static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// The value of `name` in any case; absent and JSON null are the same.
    static Optional<JsonNode> get(JsonNode object, String name) {
        @Nullable JsonNode exact = object.get(name);
        if (exact != null) {
            return exact.isNull() ? Optional.empty() : Optional.of(exact);
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                return field.getValue().isNull() ? Optional.empty() : Optional.of(field.getValue());
            }
        }
        return Optional.empty();
    }

    /// A text or number as text; empty text counts as absent (Slack sends `externalId: ""`).
    static Optional<String> text(JsonNode object, String name) {
        return get(object, name).flatMap(Attributes::text);
    }

    static Optional<String> text(JsonNode value) {
        return value.isTextual() || value.isNumber()
                ? Optional.of(value.asText()).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    /// The values of a multi-valued attribute: an array, or one value where a vendor sends it bare.
    static List<JsonNode> values(JsonNode object, String name) {
        Optional<JsonNode> value = get(object, name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!value.get().isArray()) {
            return List.of(value.get());
        }
        var values = new ArrayList<JsonNode>(value.get().size());
        value.get().forEach(values::add);
        return values;
    }

    /// `value` of a complex value, or the bare text itself.
    static Optional<String> valueOf(JsonNode node) {
        return node.isObject() ? text(node, "value") : text(node);
    }

    /// RFC 3339, with Z, an offset, or an offset without a colon; anything else counts as not told.
    static Optional<Instant> instant(JsonNode object, String name) {
        return text(object, name).flatMap(text -> {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeParseException notIso) {
                try {
                    return Optional.of(OffsetDateTime.parse(text, WITHOUT_COLON).toInstant());
                } catch (DateTimeParseException notTold) {
                    return Optional.<Instant>empty();
                }
            }
        });
    }
}
