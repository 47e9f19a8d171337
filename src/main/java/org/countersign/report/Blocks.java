package org.countersign.report;

import java.util.ArrayList;
import java.util.List;
import org.countersign.text.English;

/// The document's blocks as they are written, every text made visible.
final class Blocks {
    private final Glyphs glyphs;
    private final List<Block> blocks = new ArrayList<>();

    Blocks(Glyphs glyphs) {
        this.glyphs = glyphs;
    }

    List<Block> list() {
        return List.copyOf(blocks);
    }

    void add(Block.Kind kind, String section, String... cells) {
        var marked = new ArrayList<String>(cells.length);
        for (String cell : cells) {
            marked.add(glyphs.markup(cell));
        }
        blocks.add(new Block(kind, section, marked));
    }

    /// A heading opens its section, so that it never stands alone at the foot of a page.
    void heading(String key, Object... arguments) {
        add(Block.Kind.HEADING, key, English.of(key, arguments));
    }

    /// The first head of a table.
    void head(Block.Kind kind, String section) {
        blocks.add(new Block(kind, true, section, List.of()));
    }

    void text(String key, Object... arguments) {
        add(Block.Kind.TEXT, "", English.of(key, arguments));
    }

    /// A paragraph below the heading of a section, above its table.
    void section(String section, String key, Object... arguments) {
        add(Block.Kind.TEXT, section, English.of(key, arguments));
    }

    void fact(String key, String value) {
        add(Block.Kind.FACT, "", English.of(key), value);
    }
}
