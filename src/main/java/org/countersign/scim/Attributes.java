package org.countersign.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Looks attributes up the way RFC 7643 2.1 wants it: names are case-insensitive.
final class Attributes {
    private static final DateTimeFormatter WITHOUT_COLON = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss[.SSS]Z");

    private static final Set<String> SIGN_INS =
            Set.of("lastsignin", "lastlogin", "lastsignindatetime", "lastlogintime", "lastsuccessauth");

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
    static Optional<Instant> instant(String text) {
        Optional<Instant> usual = wholeSeconds(text);
        if (usual.isPresent()) {
            return usual;
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException notIso) {
            try {
                return Optional.of(OffsetDateTime.parse(text, WITHOUT_COLON).toInstant());
            } catch (DateTimeParseException notTold) {
                return Optional.empty();
            }
        }
    }

    /// `2011-05-13T04:42:34Z`, as nearly everybody writes it: a million of them take a tenth of the general way.
    private static Optional<Instant> wholeSeconds(String text) {
        if (text.length() != 20
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || text.charAt(19) != 'Z') {
            return Optional.empty();
        }
        int year = two(text, 0) * 100 + two(text, 2);
        int month = two(text, 5);
        int day = two(text, 8);
        int hour = two(text, 11);
        int minute = two(text, 14);
        int second = two(text, 17);
        // What is out of the ordinary, as 31 February and leap seconds, is left to the library.
        if (Math.min(two(text, 0), Math.min(two(text, 2), Math.min(hour, Math.min(minute, second)))) < 0
                || month < 1
                || month > 12
                || day < 1
                || day > 28
                || hour > 23
                || minute > 59
                || second > 59) {
            return Optional.empty();
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Optional.of(Instant.ofEpochSecond(days * 86_400 + hour * 3_600L + minute * 60L + second));
    }

    /// Two digits, or a number far below zero.
    private static int two(String text, int at) {
        int tens = text.charAt(at) - '0';
        int ones = text.charAt(at + 1) - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -10_000 : tens * 10 + ones;
    }

    /// Blank counts as absent.
    static Optional<String> told(String text) {
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    /// `name.formatted`, or what the parts make; GitLab sends the flattened key.
    static Optional<String> formattedName(JsonNode object) {
        Optional<JsonNode> name = get(object, "name").filter(JsonNode::isObject);
        return name.flatMap(parts -> text(parts, "formatted"))
                .or(() -> name.flatMap(parts -> told((text(parts, "givenName").orElse("") + " "
                                + text(parts, "familyName").orElse(""))
                        .strip())))
                .or(() -> text(object, "name.formatted"));
    }

    /// No core attribute tells it; vendors do, beside the others or in an extension, under these names. What tells it
    /// is taken out of `extra`, since it changes daily with nothing else; of several the latest counts.
    static Optional<Instant> takeLastSignIn(ObjectNode extra) {
        Optional<Instant> latest = takeSignIn(extra);
        var emptied = new ArrayList<String>();
        for (Map.Entry<String, JsonNode> field : extra.properties()) {
            if (field.getValue() instanceof ObjectNode extension
                    && fold(field.getKey()).startsWith("urn:")) {
                Optional<Instant> told = takeSignIn(extension);
                if (told.isPresent() && extension.isEmpty()) {
                    emptied.add(field.getKey());
                }
                latest = latest(latest, told);
            }
        }
        extra.remove(emptied);
        return latest;
    }

    private static Optional<Instant> takeSignIn(ObjectNode object) {
        Optional<Instant> latest = Optional.empty();
        var taken = new ArrayList<String>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (SIGN_INS.contains(fold(field.getKey()))) {
                Optional<Instant> told =
                        text(field.getValue()).flatMap(Attributes::instant).filter(at -> at.isAfter(Instant.EPOCH));
                if (told.isPresent()) {
                    taken.add(field.getKey());
                    latest = latest(latest, told);
                }
            }
        }
        object.remove(taken);
        return latest;
    }

    private static Optional<Instant> latest(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    /// Why a text is none, where it is none: a NUL or half a surrogate pair.
    static Optional<String> noText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (c == 0 || (Character.isSurrogate(c) && !pair)) {
                return Optional.of("It has a character that is no text: U+%04X.".formatted((int) c));
            }
            i += pair ? 1 : 0;
        }
        return Optional.empty();
    }

    /// The same for every name and text of a tree.
    static Optional<String> noText(JsonNode node) {
        if (node.isTextual()) {
            return noText(node.textValue());
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            Optional<String> name = noText(field.getKey());
            if (name.isPresent()) {
                return name;
            }
        }
        for (JsonNode child : node) {
            Optional<String> inside = noText(child);
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }
}
