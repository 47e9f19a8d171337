package org.countersign.report;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.countersign.text.Formats;

/// Makes sure that no name is lost for lack of a glyph: JasperReports drops what its font does not have,
/// silently (evidence.md 1.4).
///
/// Each code point is drawn by the first bundled font that has it; what none has, what would turn or hide
/// text, and what needs shaping that the PDF writer does not do, becomes visible as its code point:
/// `‹U+202E›` (these marks are in the base font; `⟨` is not).
final class Glyphs {
    /// Scripts that the PDF writer lays out: it orders right-to-left text and joins Arabic letters, but
    /// shapes no Indic ones.
    private static final Set<UnicodeScript> DRAWN = Set.of(
            UnicodeScript.LATIN,
            UnicodeScript.GREEK,
            UnicodeScript.CYRILLIC,
            UnicodeScript.COMMON,
            UnicodeScript.INHERITED,
            UnicodeScript.HEBREW,
            UnicodeScript.ARABIC,
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
        fonts.put("Review Arabic", load("NotoSansArabic-Regular.ttf"));
        fonts.put("Review Thai", load("NotoSansThai-Regular.ttf"));
        fonts.put("Review Korean", load("NanumGothic.ttf"));
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
        var out = new StringBuilder();
        String open = BASE;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            Optional<String> font = fontFor(point);
            String wanted = font.orElse(BASE);
            if (!wanted.equals(open)) {
                out.append(open.equals(BASE) ? "" : "</style>");
                out.append(wanted.equals(BASE) ? "" : "<style fontName=\"" + wanted + "\">");
                open = wanted;
            }
            out.append(font.isPresent() ? escaped(point) : Formats.spelled(point));
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
}
