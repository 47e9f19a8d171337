package org.countersign.governance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.countersign.text.CanonicalJson;

/// The records of a governance file by their keys, so that two files can be merged and compared.
final class Records {
    /// Sections and the fields that make a record's key.
    private static final Map<String, List<String>> KEYS = new LinkedHashMap<>();

    static {
        KEYS.put("sources", List.of("id"));
        KEYS.put("groups", List.of("source", "group"));
        KEYS.put("mappings", List.of("id"));
        KEYS.put("accounts", List.of("source", "account"));
        KEYS.put("exceptions", List.of("id"));
        KEYS.put("separationOfDuties", List.of("id"));
    }

    private Records() {}

    /// Every record as `section/key`; `defaults` and `rulesOff` are one record each.
    static Map<String, JsonNode> of(JsonNode body) {
        var records = new LinkedHashMap<String, JsonNode>();
        for (String single : List.of("defaults", "rulesOff")) {
            if (body.has(single)) {
                records.put(single, body.get(single));
            }
        }
        KEYS.forEach(
                (section, keys) -> body.path(section).forEach(record -> records.put(key(section, record), record)));
        return records;
    }

    /// `section/key`.
    static String key(String section, JsonNode record) {
        var key = new StringBuilder(section);
        for (String name : KEYS.getOrDefault(section, List.of())) {
            key.append('/').append(record.path(name).asText());
        }
        return key.toString();
    }

    /// The reverse of [#of(JsonNode)].
    static ObjectNode body(Map<String, JsonNode> records) {
        ObjectNode body = CanonicalJson.object();
        records.forEach((key, record) -> {
            String section = key.contains("/") ? key.substring(0, key.indexOf('/')) : key;
            if (section.equals(key)) {
                body.set(section, record);
            } else {
                ArrayNode list = body.path(section) instanceof ArrayNode existing ? existing : body.putArray(section);
                list.add(record);
            }
        });
        return body;
    }
}
