package org.countersign.governance;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// YAML as nodes that know their place. Hostile until read: nesting is bounded before anything recurses, an
/// alias stands for one text only, and is placed where it is used.
final class YamlText {
    private static final int DEEPEST = 32;
    private static final String REMEDY = "Nothing was imported; mend the file.";

    private final String name;
    private final String text;
    private final LoadSettings settings;

    private YamlText(String name, String text) {
        this.name = name;
        this.text = text;
        this.settings = LoadSettings.builder()
                .setLabel(name)
                .setSchema(new CoreSchema()) // `~` is null, as people write it
                .setAllowDuplicateKeys(true) // reported by Shape, with its place
                .setCodePointLimit(64 << 20)
                .build();
    }

    /// The document's root; absent where there is none.
    ///
    /// @throws RefusedException with line and column
    static Optional<Node> read(String name, String text) throws RefusedException {
        return new YamlText(name, text).root();
    }

    /// As messages name it, counted from 1.
    static String place(Optional<Mark> at) {
        return at.map(mark -> place(mark.getLine(), mark.getColumn())).orElse("somewhere");
    }

    private static String place(int line, int column) {
        return "line " + (line + 1) + ", column " + (column + 1);
    }

    private Optional<Node> root() throws RefusedException {
        checkCharacters();
        try {
            Deque<Optional<Mark>> aliases = check();
            Optional<Node> root = new Compose(settings).composeString(text);
            root.ifPresent(node -> placeAliases(node, Collections.newSetFromMap(new IdentityHashMap<>()), aliases));
            return root;
        } catch (MarkedYamlEngineException e) {
            throw refused(
                    place(e.getProblemMark()), "This is not YAML: " + brief(String.valueOf(e.getProblem())) + ".");
        } catch (YamlEngineException e) {
            int directive = Math.max(0, text.indexOf("%YAML"));
            throw refused(placeOf(directive), "This is not YAML 1.2: " + brief(String.valueOf(e.getMessage())) + ".");
        }
    }

    private static String brief(String told) {
        return Formats.brief(told, 200);
    }

    private RefusedException refused(String place, String reason) {
        return new RefusedException(name + ", " + place, reason, REMEDY);
    }

    private void checkCharacters() throws RefusedException {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int point = text.codePointAt(i);
            if (!StreamReader.isPrintable(point)) {
                throw refused(placeOf(i), "The character U+%04X is not allowed in YAML.".formatted(point));
            }
        }
    }

    private String placeOf(int index) {
        int start = text.lastIndexOf('\n', index - 1) + 1;
        int line = (int)
                text.substring(0, start).chars().filter(one -> one == '\n').count();
        return place(line, text.codePointCount(start, index));
    }

    /// @return where aliases are used, in the order of the file
    private Deque<Optional<Mark>> check() throws RefusedException {
        var blocks = new HashSet<Anchor>();
        var aliases = new ArrayDeque<Optional<Mark>>();
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            switch (event) {
                case CollectionStartEvent start -> {
                    start.getAnchor().ifPresent(blocks::add);
                    if (++depth > DEEPEST) {
                        throw refused(place(event.getStartMark()), "This is nested too deeply.");
                    }
                }
                case CollectionEndEvent _ -> depth--;
                case AliasEvent alias -> {
                    if (blocks.contains(alias.getAlias())) {
                        throw refused(
                                place(event.getStartMark()),
                                "The alias *" + brief(alias.getAlias().getValue())
                                        + " stands for a block or list, which is not read.");
                    }
                    aliases.add(event.getStartMark());
                }
                default -> {}
            }
        }
        return aliases;
    }

    /// A composed alias is the node of its anchor: give each use a node of its own, at its own place.
    private static void placeAliases(Node node, Set<Node> seen, Deque<Optional<Mark>> aliases) {
        switch (node) {
            case MappingNode mapping -> {
                var tuples = new ArrayList<NodeTuple>();
                for (NodeTuple tuple : mapping.getValue()) {
                    Node key = placed(tuple.getKeyNode(), seen, aliases);
                    tuples.add(new NodeTuple(key, placed(tuple.getValueNode(), seen, aliases)));
                }
                mapping.setValue(tuples);
            }
            case SequenceNode sequence -> {
                List<Node> children = sequence.getValue();
                children.replaceAll(child -> placed(child, seen, aliases));
            }
            default -> {}
        }
    }

    private static Node placed(Node node, Set<Node> seen, Deque<Optional<Mark>> aliases) {
        if (!seen.add(node) && node instanceof ScalarNode scalar && !aliases.isEmpty()) {
            Optional<Mark> at = aliases.poll();
            return new ScalarNode(scalar.getTag(), true, scalar.getValue(), scalar.getScalarStyle(), at, at);
        }
        placeAliases(node, seen, aliases);
        return node;
    }
}
