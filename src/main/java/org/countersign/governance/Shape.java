package org.countersign.governance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.countersign.text.Formats;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// What a place of the governance file may hold; reading reports every fault with its line and column.
sealed interface Shape {
    /// Reports faults and gives JSON of the same shape; absent where it is null or faulty.
    Optional<JsonNode> read(Node node, Faults faults);

    /// Collects faults.
    interface Faults {
        void at(Node node, String reason);
    }

    /// A text that `check` accepts: it answers what is wrong.
    record Text(Function<String, Optional<String>> check) implements Shape {
        @Override
        public Optional<JsonNode> read(Node node, Faults faults) {
            if (!(node instanceof ScalarNode scalar)) {
                faults.at(node, "a text is expected here");
                return Optional.empty();
            }
            if (scalar.getTag().equals(Tag.NULL) || scalar.getValue().isBlank()) {
                return Optional.empty();
            }
            Optional<String> fault = check.apply(scalar.getValue());
            fault.ifPresent(reason -> faults.at(node, reason));
            return fault.isPresent()
                    ? Optional.empty()
                    : Optional.of(JsonNodeFactory.instance.textNode(scalar.getValue()));
        }
    }

    /// A list, or one value where a list of one is meant; `key` finds duplicates.
    record Listed(Shape element, Function<JsonNode, String> key) implements Shape {
        @Override
        public Optional<JsonNode> read(Node node, Faults faults) {
            if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL)) {
                return Optional.empty();
            }
            if (!(node instanceof SequenceNode sequence)) {
                faults.at(node, "a list is expected here");
                return Optional.empty();
            }
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            var seen = new HashMap<String, Node>();
            for (Node child : sequence.getValue()) {
                element.read(child, faults).ifPresent(value -> {
                    String id = key.apply(value);
                    if (!id.isEmpty() && seen.putIfAbsent(id, child) != null) {
                        faults.at(child, id + " is here twice");
                    }
                    array.add(value);
                });
            }
            return Optional.of(array);
        }
    }

    /// Named fields; anything else is refused.
    record Fields(Map<String, Shape> shapes, List<String> required) implements Shape {
        @Override
        public Optional<JsonNode> read(Node node, Faults faults) {
            if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL)) {
                return Optional.empty();
            }
            if (!(node instanceof MappingNode mapping)) {
                faults.at(node, "a block of keys is expected here: " + String.join(", ", shapes.keySet()));
                return Optional.empty();
            }
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (NodeTuple tuple : mapping.getValue()) {
                String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
                Shape shape = shapes.get(name);
                if (shape == null) {
                    faults.at(
                            tuple.getKeyNode(),
                            quoted(name) + " is not a key here; known are " + String.join(", ", shapes.keySet()));
                } else if (object.has(name)) {
                    faults.at(tuple.getKeyNode(), quoted(name) + " is here twice");
                } else {
                    shape.read(tuple.getValueNode(), faults).ifPresent(value -> object.set(name, value));
                }
            }
            for (String name : required) {
                if (!object.has(name) && mapping.getValue().stream().noneMatch(t -> isKey(t, name))) {
                    faults.at(node, quoted(name) + " is missing");
                } else if (!object.has(name)
                        && mapping.getValue().stream()
                                .anyMatch(t -> isKey(t, name)
                                        && t.getValueNode() instanceof ScalarNode s
                                        && s.getValue().isBlank())) {
                    faults.at(node, quoted(name) + " is empty");
                }
            }
            return Optional.of(object);
        }

        private static boolean isKey(NodeTuple tuple, String name) {
            return tuple.getKeyNode() instanceof ScalarNode scalar
                    && scalar.getValue().equals(name);
        }
    }

    /// A short form and a long form of the same thing.
    record Either(Shape scalar, Shape block) implements Shape {
        @Override
        public Optional<JsonNode> read(Node node, Faults faults) {
            return (node instanceof ScalarNode ? scalar : block).read(node, faults);
        }
    }

    /// What a file says of itself, to a bound.
    static String quoted(String text) {
        return "“" + Formats.brief(text, 80) + "”";
    }

    /// Any text.
    static Shape text() {
        return new Text(_ -> Optional.empty());
    }

    /// A text of a pattern, which `means` puts in words.
    static Shape matching(String pattern, String means) {
        var compiled = Pattern.compile(pattern);
        return new Text(text ->
                compiled.matcher(text).matches() ? Optional.empty() : Optional.of(quoted(text) + " is not " + means));
    }

    /// One of a few words.
    static Shape oneOf(String... words) {
        List<String> all = Arrays.asList(words);
        return new Text(text -> all.contains(text)
                ? Optional.empty()
                : Optional.of(quoted(text) + " is none of " + String.join(", ", all)));
    }

    /// An address to ask. What is wrong is not repeated: a password may stand in it.
    static Shape url() {
        return new Text(text -> isAddress(text)
                ? Optional.empty()
                : Optional.of("this is not an address like https://app.example.com/scim/v2, without user, ? and #"));
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            return text.matches("https?://.*")
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getPort() != 0
                    && uri.getPort() <= 0xffff;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /// A UTC day.
    static Shape date() {
        return new Text(text -> text.matches("[12]\\d{3}-\\d\\d-\\d\\d") && parses(text, LocalDate::parse)
                ? Optional.empty()
                : Optional.of(quoted(text) + " is not a date like 2026-12-31"));
    }

    /// ISO days or hours, positive, and a hundred years at most: more is a slip that no sum of instants survives.
    static Shape duration() {
        return new Text(text -> parses(text, t -> {
                    Duration duration = Duration.parse(t);
                    if (!t.matches("P\\d+D|PT\\d+H") || !duration.isPositive() || duration.toDays() > 36_525) {
                        throw new DateTimeParseException("out of bounds", t, 0);
                    }
                    return t;
                })
                ? Optional.empty()
                : Optional.of(quoted(text) + " is not a duration like P90D or PT24H"));
    }

    private static boolean parses(String text, Function<String, ?> parser) {
        try {
            return parser.apply(text) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    /// A list without identity.
    static Shape list(Shape element) {
        return new Listed(element, _ -> "");
    }

    /// A list whose elements have the id that `keys` make together.
    static Shape listById(Shape element, String... keys) {
        return new Listed(element, value -> {
            var id = new StringBuilder();
            for (String key : keys) {
                id.append(id.isEmpty() ? "" : "/").append(value.path(key).asText(""));
            }
            return id.toString();
        });
    }

    /// Fields from name, shape pairs; a name with `!` is required.
    static Shape fields(Object... pairs) {
        var shapes = new LinkedHashMap<String, Shape>();
        var required = new java.util.ArrayList<String>();
        for (int i = 0; i < pairs.length; i += 2) {
            String name = (String) pairs[i];
            String bare = name.replace("!", "");
            shapes.put(bare, (Shape) pairs[i + 1]);
            if (!bare.equals(name)) {
                required.add(bare);
            }
        }
        return new Fields(shapes, List.copyOf(required));
    }
}
