package org.countersign.ui.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;

/// What an event holds, line by line, under the names that the ledger itself has for it: whoever compares it with a
/// bundle finds the same words. Nothing of it is left out but the rest of long lists, which are counted; the whole is
/// copied.
final class LedgerPayload {
    /// As many of a list are shown.
    private static final int SHOWN = 8;

    private LedgerPayload() {}

    /// A line.
    ///
    /// @param depth of what stands within something
    /// @param value as it is read; empty for what only has parts
    record Line(int depth, String name, String value) {}

    static List<Line> of(JsonNode data) {
        var lines = new ArrayList<Line>();
        add(lines, 0, data);
        return lines;
    }

    private static void add(List<Line> lines, int depth, JsonNode node) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            add(lines, depth, field.getKey(), field.getValue());
        }
    }

    private static void add(List<Line> lines, int depth, String name, JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> {
                lines.add(new Line(depth, name, ""));
                add(lines, depth + 1, value);
            }
            case ARRAY -> {
                lines.add(new Line(depth, name, Strings.count("ledger.payload.list", value.size())));
                for (int i = 0; i < Math.min(SHOWN, value.size()); i++) {
                    add(lines, depth + 1, Integer.toString(i + 1), value.get(i));
                }
                if (value.size() > SHOWN) {
                    lines.add(new Line(
                            depth + 1, "…", Strings.count("ledger.payload.more", (long) value.size() - SHOWN)));
                }
            }
            case NUMBER ->
                lines.add(new Line(
                        depth, name, value.isIntegralNumber() ? Spoken.number(value.asLong()) : value.asText()));
            case BOOLEAN ->
                lines.add(new Line(
                        depth, name, Strings.of(value.asBoolean() ? "ledger.payload.yes" : "ledger.payload.no")));
            default -> lines.add(new Line(depth, name, Formats.visible(value.asText())));
        }
    }
}
