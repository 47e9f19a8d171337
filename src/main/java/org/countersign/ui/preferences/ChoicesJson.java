package org.countersign.ui.preferences;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Choices as the file has them. What is not understood there reads as its default and stays as it is written, so that
/// an older program does not undo what a newer one wrote.
final class ChoicesJson {
    private ChoicesJson() {}

    static Choices read(JsonNode file) {
        Choices none = Choices.DEFAULT;
        return new Choices(
                one(file.path("theme"), none.look()),
                one(file.path("language"), none.language()),
                Choices.sized(file.path("textSize").asInt(none.textSize())),
                file.path("roomy").asBoolean(none.roomy()),
                file.path("motion").asBoolean(none.motion()),
                one(file.path("singleKeys"), none.singleKeys()),
                keys(file.path("keys")),
                texts(file.path("recent")),
                length(file.path("window").path("width"), none.width()),
                length(file.path("window").path("height"), none.height()),
                file.path("timestamps").asText(none.timestamps()));
    }

    private static <E extends Enum<E>> E one(JsonNode node, E otherwise) {
        for (E value : otherwise.getDeclaringClass().getEnumConstants()) {
            if (word(value).equals(node.asText())) {
                return value;
            }
        }
        return otherwise;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static int length(JsonNode node, int otherwise) {
        int length = node.asInt(otherwise);
        return length < 100 || length > 100_000 ? otherwise : length;
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(one -> {
            if (one.isTextual()) {
                texts.add(one.asText());
            }
        });
        return texts;
    }

    private static Map<String, List<String>> keys(JsonNode node) {
        var keys = new LinkedHashMap<String, List<String>>();
        node.properties().forEach(one -> keys.put(one.getKey(), texts(one.getValue())));
        return keys;
    }

    /// Puts into `file` what differs from what it says.
    static void write(Choices before, Choices now, ObjectNode file) {
        text(file, "theme", word(before.look()), word(now.look()));
        text(file, "language", word(before.language()), word(now.language()));
        if (before.textSize() != now.textSize()) {
            file.put("textSize", now.textSize());
        }
        if (before.roomy() != now.roomy()) {
            file.put("roomy", now.roomy());
        }
        if (before.motion() != now.motion()) {
            file.put("motion", now.motion());
        }
        text(file, "singleKeys", word(before.singleKeys()), word(now.singleKeys()));
        if (!before.keys().equals(now.keys())) {
            var keys = file.putObject("keys");
            now.keys().forEach((name, chords) -> {
                var list = keys.putArray(name);
                chords.forEach(list::add);
            });
        }
        text(file, "timestamps", before.timestamps(), now.timestamps());
        if (!before.recent().equals(now.recent())) {
            var list = file.putArray("recent");
            now.recent().forEach(list::add);
        }
        if (before.width() != now.width() || before.height() != now.height()) {
            ObjectNode window = file.withObjectProperty("window");
            window.put("width", now.width());
            window.put("height", now.height());
        }
    }

    private static void text(ObjectNode file, String name, String before, String now) {
        if (!Objects.equals(before, now)) {
            file.put(name, now);
        }
    }
}
