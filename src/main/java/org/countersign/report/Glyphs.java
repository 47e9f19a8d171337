package org.countersign.report;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.text.Bidi;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Makes sure that no name is lost for lack of a glyph: JasperReports drops what its font does not have, silently
/// (evidence.md 1.4).
///
/// Each code point is drawn by the first bundled font that has it; what none has, what would turn or hide text, and what
/// needs shaping that the PDF writer does not do, becomes a visible `⟨U+XXXX⟩`.
final class Glyphs {
    /// Scripts whose letters stand one after another; Hebrew is put into visual order here.
    private static final Set<UnicodeScript> DRAWN = Set.of(
            UnicodeScript.LATIN,
            UnicodeScript.GREEK,
            UnicodeScript.CYRILLIC,
            UnicodeScript.COMMON,
            UnicodeScript.INHERITED,
            UnicodeScript.HEBREW,
            UnicodeScript.THAI,
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.HANGUL);

    private static final String BASE = "Review Sans";
    private final Map<String, Font> fonts = new LinkedHashMap<>();

    Glyphs() {
        fonts.put(BASE, load("NotoSans-Regular.ttf"));
        fonts.put("Review Hebrew", load("NotoSansHebrew-Regular.ttf"));
        fonts.put("Review Thai", load("NotoSansThai-Regular.ttf"));
        fonts.put("Review Fallback", load("DroidSansFallbackFull.ttf"));
    }

    private static Font load(String file) {
        try (var in = Objects.requireNonNull(
                Glyphs.class.getClassLoader().getResourceAsStream("assets/fonts/" + file), file)) {
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException | FontFormatException e) {
            throw new IllegalStateException(file + " comes with the program", e);
        }
    }

    /// Plain text as the template's styled markup, every character visible.
    String markup(String text) {
        String visual = visual(text);
        var out = new StringBuilder();
        String open = BASE;
        for (int i = 0; i < visual.length(); ) {
            int point = visual.codePointAt(i);
            i += Character.charCount(point);
            Optional<String> font = fontFor(point);
            String wanted = font.orElse(BASE);
            if (!wanted.equals(open)) {
                out.append(open.equals(BASE) ? "" : "</style>");
                out.append(wanted.equals(BASE) ? "" : "<style fontName=\"" + wanted + "\">");
                open = wanted;
            }
            out.append(font.isPresent() ? escaped(point) : "⟨U+%04X⟩".formatted(point));
        }
        return out.append(open.equals(BASE) ? "" : "</style>").toString();
    }

    private static String escaped(int point) {
        return switch (point) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '\n' -> "\n";
            default -> Character.toString(point);
        };
    }

    private Optional<String> fontFor(int point) {
        boolean hidden =
                switch (Character.getType(point)) {
                    case Character.CONTROL -> point != '\n';
                    case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> true;
                    default -> false;
                };
        if (hidden || !DRAWN.contains(UnicodeScript.of(point))) {
            return Optional.empty();
        }
        return fonts.entrySet().stream()
                .filter(entry -> entry.getValue().canDisplay(point) || point == '\n')
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /// Hebrew words in the order in which they are drawn from left to right; everything else as it is.
    private static String visual(String text) {
        if (text.chars().noneMatch(c -> UnicodeScript.of(c) == UnicodeScript.HEBREW)) {
            return text;
        }
        var bidi = new Bidi(text, Bidi.DIRECTION_LEFT_TO_RIGHT);
        var levels = new byte[bidi.getRunCount()];
        var runs = new Object[bidi.getRunCount()];
        for (int i = 0; i < runs.length; i++) {
            levels[i] = (byte) bidi.getRunLevel(i);
            String run = text.substring(bidi.getRunStart(i), bidi.getRunLimit(i));
            runs[i] = levels[i] % 2 == 0 ? run : new StringBuilder(run).reverse().toString();
        }
        Bidi.reorderVisually(levels, 0, runs, 0, runs.length);
        var out = new StringBuilder();
        for (Object run : runs) {
            out.append(run);
        }
        return out.toString();
    }
}
