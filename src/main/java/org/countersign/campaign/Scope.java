package org.countersign.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;

/// What a campaign looks at: AND between keys, OR within one; nothing said = all apps and the mapped IdP
/// groups.
public record Scope(Map<String, List<String>> keys) {
    private static final List<String> KNOWN =
            List.of("source", "group", "classification", "privileged", "kind", "finding", "changed");

    private static final Map<String, List<String>> CLOSED = Map.of(
            "privileged", List.of("true", "false"),
            "changed", List.of("true", "false"),
            "kind", Arrays.stream(Kind.values()).map(Kind::text).toList(),
            "classification", List.of("public", "internal", "confidential", "restricted"));

    /// Copies the map.
    public Scope {
        keys = Map.copyOf(keys);
    }

    /// Everything.
    public static final Scope ALL = new Scope(Map.of());

    /// From `key=v[,v]` texts.
    ///
    /// @throws RefusedException on a key that scopes do not have
    public static Scope parse(List<String> texts) throws RefusedException {
        var keys = new LinkedHashMap<String, List<String>>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            String key = equals < 0 ? text : text.substring(0, equals);
            if (equals < 0 || !KNOWN.contains(key)) {
                throw new RefusedException(
                        "--scope " + text,
                        "A scope is key=value, the key one of " + String.join(", ", KNOWN) + ".",
                        "");
            }
            List<String> values = List.of(text.substring(equals + 1).split(",", -1));
            List<String> allowed = CLOSED.getOrDefault(key, values);
            if (!allowed.containsAll(values)) {
                throw new RefusedException(
                        "--scope " + text, key + " is one of " + String.join(", ", allowed) + ".", "");
            }
            keys.computeIfAbsent(key, _ -> new ArrayList<>()).addAll(values);
        }
        return new Scope(keys);
    }

    /// Goes on only where each source and group that is named is one that could be asked about: a population is
    /// frozen and signed over, so a slip of the pen must not make it smaller.
    ///
    /// @throws RefusedException naming the first value that nothing has
    void require(Collection<ReviewItem> all) throws RefusedException {
        for (String key : List.of("source", "group")) {
            for (String value : keys.getOrDefault(key, List.of())) {
                if (all.stream().noneMatch(item -> matches(key, value, item))) {
                    throw new RefusedException(
                            "--scope " + key + "=" + value,
                            "There is nothing to review in a " + key + " of this name.",
                            "");
                }
            }
        }
    }

    /// Whether an item that could be asked is asked.
    boolean includes(ReviewItem item) {
        for (var entry : keys.entrySet()) {
            if (entry.getValue().stream().noneMatch(value -> matches(entry.getKey(), value, item))) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(String key, String value, ReviewItem item) {
        return switch (key) {
            case "source" -> item.source().equals(value);
            case "kind" -> item.kind().text().equals(value);
            case "privileged" -> item.privileged() == Boolean.parseBoolean(value);
            case "changed" -> item.changed() == Boolean.parseBoolean(value);
            case "classification" -> item.line().path("classification").asText().equals(value);
            case "finding" ->
                item.findings().stream()
                        .anyMatch(finding -> finding.rule().equals(value)
                                || finding.severity().text().equals(value));
            case "group" -> {
                var group = item.line().path("group");
                yield group.path("id").asText().equals(value)
                        || Formats.folded(group.path("label").asText()).equals(Formats.folded(value));
            }
            default -> false;
        };
    }

    ObjectNode json() {
        ObjectNode node = CanonicalJson.object();
        keys.forEach((key, values) -> values.forEach(node.putArray(key)::add));
        return node;
    }
}
