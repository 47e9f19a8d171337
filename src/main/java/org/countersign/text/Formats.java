package org.countersign.text;

import com.ibm.icu.lang.UCharacter;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// How numbers, instants, ages, digests and names are written, in every language alike; [Spoken] has what screens write
/// in theirs.
public final class Formats {
    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");

    private static final Pattern ADDRESS = Pattern.compile("[!#-'*+/-9=?A-Z^-~.-]+@[A-Za-z0-9.-]+");

    /// A second before midnight at most: 24:00 and leap seconds are another matter.
    private static final Pattern INSTANT =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z");

    /// Characters of scripts that run from right to left, and those that turn or isolate text themselves.
    private static final Pattern TURNS = Pattern.compile(
            "[\\p{IsHebrew}\\p{IsArabic}\\p{IsSyriac}\\p{IsThaana}\\p{IsNko}\\p{IsAdlam}\\p{IsSamaritan}\\p{IsMandaic}"
                    + "\\u0590-\\u08FF\\uFB1D-\\uFDFF\\uFE70-\\uFEFF\\x{10800}-\\x{10FFF}\\x{1E800}-\\x{1EFFF}"
                    + "\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

    /// Zero width non-joiner and joiner.
    private static final Set<Integer> JOINERS = Set.of(0x200C, 0x200D);

    /// What a screen needs: those, line breaks, and the marks that keep a line in order.
    private static final Set<Integer> ORDERLY = Set.of(0x200C, 0x200D, 0x0A, 0x09, 0x200E, 0x2068, 0x2069);

    /// Most texts have none.
    private static final Pattern STRANGE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n\\t]]");

    private Formats() {}

    /// With a thousands separator: `8,412`.
    public static String number(long value) {
        return String.format(Locale.ENGLISH, "%,d", value);
    }

    /// `1 account`, `8,412 accounts`.
    ///
    /// @param thing a word whose plural has an s
    public static String counted(long value, String thing) {
        return number(value) + " " + thing + (value == 1 ? "" : "s");
    }

    /// Evidence and command line: UTC, whole seconds, `2026-11-24T06:12:00Z`.
    public static String instant(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// What [Instant#parse] makes of a text. What [#instant] writes is read without a formatter, which takes longer
    /// than to digest what the instant stands in.
    ///
    /// @throws java.time.DateTimeException where it is none
    public static Instant parsed(String text) {
        if (!INSTANT.matcher(text).matches()) {
            return Instant.parse(text);
        }
        return LocalDateTime.of(
                        digits(text, 0, 4),
                        digits(text, 5, 7),
                        digits(text, 8, 10),
                        digits(text, 11, 13),
                        digits(text, 14, 16),
                        digits(text, 17, 19))
                .toInstant(ZoneOffset.UTC);
    }

    private static int digits(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }

    /// `3 d 4 h`, `4 h`, `12 min`: two units at most.
    public static String age(Duration age) {
        long days = age.toDays();
        int hours = age.toHoursPart();
        if (days > 0) {
            return hours == 0 ? days + " d" : days + " d " + hours + " h";
        }
        return age.toHours() > 0 ? age.toHours() + " h" : age.toMinutes() + " min";
    }

    /// Not more of it than a message can bear.
    public static String brief(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest)) + "…";
    }

    /// A name in any script, [#shown]. One that could turn the line around it is isolated (U+2068 … U+2069); others are
    /// left as they are, as fonts that lack these two show a box for each.
    public static String name(String name) {
        String shown = shown(name);
        return TURNS.matcher(shown).find() ? "\u2068" + shown + "\u2069" : shown;
    }

    /// A line that holds names: it runs from left to right, also where it begins with a name that does not (U+200E).
    public static String line(String text) {
        return TURNS.matcher(text).find() ? "\u200E" + text : text;
    }

    /// A text of a screen with everything spelled out that would turn the reading order or is not seen at all, as
    /// [#visible]; but line breaks, and the marks by which [#name] and [#line] keep a line in order, stay.
    public static String shown(String text) {
        return STRANGE.matcher(text).find() ? spelledOut(text, ORDERLY) : text;
    }

    /// `9f2c 41ab … 77e0`: enough of a digest to compare by eye.
    public static String digest(String hex) {
        return hex.length() < 16
                ? hex
                : hex.substring(0, 4) + " " + hex.substring(4, 8) + " … " + hex.substring(hex.length() - 4);
    }

    /// A SHA-256 in eight groups of eight, to be read aloud and compared.
    public static String groups(String hex) {
        return hex.replaceAll("(.{8})(?=.)", "$1 ");
    }

    /// Trimmed and case-folded, as drift-rules.md compares names: the full default folding of Unicode. By way of upper
    /// case an i without its dot would be an i, and somebody could be taken for another.
    public static String folded(String text) {
        if (isFolded(text)) {
            return text;
        }
        String bare = text.strip();
        return isAscii(bare) ? bare.toLowerCase(Locale.ROOT) : UCharacter.foldCase(bare, true);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }

    /// Addresses, of which there are many, mostly are so already.
    private static boolean isFolded(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f || c >= 'A' && c <= 'Z') {
                return false;
            }
        }
        return true;
    }

    /// Folded and without accents: what lists are searched and sorted by, so that `Adébáyò` is found under `adebayo`.
    /// By way of upper case, so that more is found than compares equal.
    public static String plain(String text) {
        String bare = text.strip();
        return isAscii(bare)
                ? bare.toLowerCase(Locale.ROOT)
                : MARKS.matcher(Normalizer.normalize(
                                bare.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKD))
                        .replaceAll("");
    }

    /// Whether a key can carry it: a mailbox of ASCII (RFC 5280 4.2.1.6).
    public static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /// A code point by its number: `‹U+202E›`.
    public static String spelled(int point) {
        return "‹U+%04X›".formatted(point);
    }

    /// The text with everything that would move a cursor, colour a terminal or turn the reading order spelled
    /// out: names come from apps, and whoever can name an account must not write on an operator's screen.
    /// Joiners stay; names in Persian and Hindi need them.
    public static String visible(String text) {
        return spelledOut(text, JOINERS);
    }

    private static String spelledOut(String text, Set<Integer> left) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            int type = Character.getType(point);
            boolean moves = type == Character.CONTROL
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.FORMAT;
            out.append(moves && !left.contains(point) ? spelled(point) : Character.toString(point));
        });
        return out.toString();
    }
}
