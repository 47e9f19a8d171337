package org.countersign.report;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.text.Formats;

/// Makes sure that no name is lost for lack of a glyph: JasperReports drops what its font does not have,
/// silently (evidence.md 1.4).
///
/// Each code point is drawn by the bundled font of its script; what has none, and what would turn or hide text,
/// becomes visible as its code point: `‹U+202E›` (these marks are in the base font; `⟨` is not). The JDK shapes the
/// letters of scripts that need it (`jasperreports.properties`). Scripts that look like another one through and through
/// (Cherokee, Lisu) are spelled out too.
final class Glyphs {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    /// A bundled font, the first one before all others.
    private enum Face {
        SANS("Review Sans", "NotoSans-Regular", UnicodeScript.LATIN, UnicodeScript.GREEK, UnicodeScript.CYRILLIC),
        ARABIC("Review Arabic", "NotoSansArabic-Regular", UnicodeScript.ARABIC),
        ARMENIAN("Review Armenian", "NotoSansArmenian-Regular", UnicodeScript.ARMENIAN),
        BENGALI("Review Bengali", "NotoSansBengali-Regular", UnicodeScript.BENGALI),
        CANADIAN("Review Canadian", "NotoSansCanadianAboriginal-Regular", UnicodeScript.CANADIAN_ABORIGINAL),
        DEVANAGARI("Review Devanagari", "NotoSansDevanagari-Regular", UnicodeScript.DEVANAGARI),
        ETHIOPIC("Review Ethiopic", "NotoSansEthiopic-Regular", UnicodeScript.ETHIOPIC),
        GEORGIAN("Review Georgian", "NotoSansGeorgian-Regular", UnicodeScript.GEORGIAN),
        GUJARATI("Review Gujarati", "NotoSansGujarati-Regular", UnicodeScript.GUJARATI),
        GURMUKHI("Review Gurmukhi", "NotoSansGurmukhi-Regular", UnicodeScript.GURMUKHI),
        HANGUL("Review Hangul", "ReviewHangul-Regular", UnicodeScript.HANGUL),
        HEBREW("Review Hebrew", "NotoSansHebrew-Regular", UnicodeScript.HEBREW),
        KANNADA("Review Kannada", "NotoSansKannada-Regular", UnicodeScript.KANNADA),
        KHMER("Review Khmer", "NotoSansKhmer-Regular", UnicodeScript.KHMER),
        LAO("Review Lao", "NotoSansLao-Regular", UnicodeScript.LAO),
        MALAYALAM("Review Malayalam", "NotoSansMalayalam-Regular", UnicodeScript.MALAYALAM),
        MYANMAR("Review Myanmar", "NotoSansMyanmar-Regular", UnicodeScript.MYANMAR),
        OL_CHIKI("Review Ol Chiki", "NotoSansOlChiki-Regular", UnicodeScript.OL_CHIKI),
        ORIYA("Review Oriya", "NotoSansOriya-Regular", UnicodeScript.ORIYA),
        SINHALA("Review Sinhala", "NotoSansSinhala-Regular", UnicodeScript.SINHALA),
        TAMIL("Review Tamil", "NotoSansTamil-Regular", UnicodeScript.TAMIL),
        TELUGU("Review Telugu", "NotoSansTelugu-Regular", UnicodeScript.TELUGU),
        THAI("Review Thai", "NotoSansThai-Regular", UnicodeScript.THAI),
        TIFINAGH("Review Tifinagh", "NotoSansTifinagh-Regular", UnicodeScript.TIFINAGH),
        FALLBACK(
                "Review Fallback",
                "DroidSansFallback",
                UnicodeScript.HAN,
                UnicodeScript.HIRAGANA,
                UnicodeScript.KATAKANA,
                UnicodeScript.BOPOMOFO);

        private final String family;
        private final String file;
        private final UnicodeScript[] scripts;

        Face(String family, String file, UnicodeScript... scripts) {
            this.family = family;
            this.file = file;
            this.scripts = scripts;
        }

        /// Whether names of its script are written with joiners.
        boolean shaped() {
            return this != SANS && this != FALLBACK;
        }

        /// Those that may have a character, in the order to ask them: marks and signs belong to no script, and many
        /// fonts have them.
        ///
        /// @param before the font of the character before, which a mark stays with
        static Stream<Face> of(int point, Face before) {
            UnicodeScript script = UnicodeScript.of(point);
            return switch (script) {
                case COMMON -> Arrays.stream(values());
                case INHERITED -> Stream.concat(Stream.of(before), Arrays.stream(values()));
                default ->
                    Arrays.stream(values())
                            .filter(face -> Arrays.asList(face.scripts).contains(script));
            };
        }
    }

    private static final Optional<Face> PLAIN = Optional.of(Face.SANS);

    private final Map<Face, Font> fonts = new EnumMap<>(Face.class);

    /// One is loaded when its script is first met.
    private synchronized Font font(Face face) {
        return fonts.computeIfAbsent(face, Glyphs::load);
    }

    private static Font load(Face face) {
        String file = "assets/fonts/" + face.file + ".ttf";
        try (var in = Objects.requireNonNull(Glyphs.class.getClassLoader().getResourceAsStream(file), file)) {
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException | FontFormatException e) {
            throw new IllegalStateException(file + " comes with the program", e);
        }
    }

    /// Plain text as the template's styled markup, every character visible.
    String markup(String text) {
        var out = new StringBuilder();
        Face open = Face.SANS;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            Optional<Face> face = faceFor(point, open);
            Face wanted = face.orElse(Face.SANS);
            if (wanted != open) {
                out.append(open == Face.SANS ? "" : "</style>");
                out.append(wanted == Face.SANS ? "" : "<style fontName=\"" + wanted.family + "\">");
                open = wanted;
            }
            out.append(face.isPresent() ? escaped(point) : Formats.spelled(point));
        }
        return out.append(open == Face.SANS ? "" : "</style>").toString();
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

    private Optional<Face> faceFor(int point, Face before) {
        // The first font has all of ASCII, and most of a report is.
        if (point >= ' ' && point < 0x7f) {
            return PLAIN;
        }
        boolean joiner = point == ZERO_WIDTH_NON_JOINER || point == ZERO_WIDTH_JOINER;
        if (joiner && before.shaped() && font(before).canDisplay(point)) {
            return Optional.of(before);
        }
        boolean hidden =
                switch (Character.getType(point)) {
                    case Character.CONTROL -> point != '\n';
                    case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> true;
                    default -> false;
                };
        if (hidden) {
            return Optional.empty();
        }
        return point == '\n'
                ? Optional.of(Face.SANS)
                : Face.of(point, before)
                        .filter(face -> font(face).canDisplay(point))
                        .findFirst();
    }
}
