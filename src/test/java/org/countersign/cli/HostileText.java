package org.countersign.cli;

import static org.countersign.cli.Hostile.EXPORT;
import static org.countersign.cli.Hostile.UTF_8;
import static org.countersign.cli.Hostile.WHOLE;
import static org.countersign.cli.Hostile.bytes;
import static org.countersign.cli.Hostile.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.countersign.testkit.House;

/// Files that are not the text they seem to be.
final class HostileText {
    private static final String GOOD = "[" + House.active("1", "ada") + "]";
    private static final String AS_UTF_8 = "Save it as UTF-8 (in PowerShell: -Encoding utf8).";

    private HostileText() {}

    static List<Hostile> all() throws IOException {
        return Stream.of(nothing(), encodings(), malformed(), texts(), other())
                .flatMap(List::stream)
                .toList();
    }

    private static Hostile text(String name, byte[] bytes, String place, String reason, String remedy) {
        return file("text: " + name, "users.json", bytes, "users.json" + place, reason, remedy);
    }

    private static List<Hostile> nothing() {
        return List.of(
                text("an empty file", new byte[0], ": ", "The file is empty.", EXPORT),
                text("white space", bytes("  \n\t "), ": ", "The file holds nothing but white space.", EXPORT),
                text("a byte order mark alone", bytes("\uFEFF"), ": ", "nothing but white space", EXPORT),
                text("a line of zeros", new byte[512], ": ", "The file is UTF-16 or UTF-32.", AS_UTF_8));
    }

    private static List<Hostile> encodings() {
        String wide = "The file is UTF-16 or UTF-32.";
        return List.of(
                text("UTF-16LE with a mark", encoded("\uFEFF", "UTF-16LE"), ": ", wide, AS_UTF_8),
                text("UTF-16LE without", encoded("", "UTF-16LE"), ": ", wide, AS_UTF_8),
                text("UTF-16BE with a mark", encoded("\uFEFF", "UTF-16BE"), ": ", wide, AS_UTF_8),
                text("UTF-16BE without", encoded("", "UTF-16BE"), ": ", wide, AS_UTF_8),
                text("UTF-32LE with a mark", encoded("\uFEFF", "UTF-32LE"), ": ", wide, AS_UTF_8),
                text("UTF-32LE without", encoded("", "UTF-32LE"), ": ", wide, AS_UTF_8),
                text("UTF-32BE with a mark", encoded("\uFEFF", "UTF-32BE"), ": ", wide, AS_UTF_8),
                text("UTF-32BE without", encoded("", "UTF-32BE"), ": ", wide, AS_UTF_8),
                text("UTF-7", bytes("+AFsAew-\"id\""), ", line 1, column ", "The JSON cannot be read", EXPORT),
                text("EBCDIC", encoded("", "IBM037"), ", after line ", "is not valid UTF-8", UTF_8),
                named("Latin-1", new String(new byte[] {(byte) 0xe9}, StandardCharsets.ISO_8859_1), "ISO-8859-1"),
                named("Windows-1252", "\u20ac", "windows-1252"),
                named("Shift-JIS", "\u8868", "Shift_JIS"),
                named("GB18030", "\u4e2d", "GB18030"));
    }

    private static byte[] encoded(String mark, String charset) {
        return (mark + GOOD).getBytes(Charset.forName(charset));
    }

    private static Hostile named(String name, String person, String charset) {
        byte[] bytes = ("[" + House.active("1", "ada" + person) + "]").getBytes(Charset.forName(charset));
        return text("a name in " + name, bytes, ", after line 1: ", "The file is not valid UTF-8", UTF_8);
    }

    private static List<Hostile> malformed() {
        return Stream.of(
                        new String[] {"an overlong NUL", "c080"},
                        new String[] {"an overlong slash in two", "c0af"},
                        new String[] {"an overlong slash in three", "e080af"},
                        new String[] {"an overlong slash in four", "f08080af"},
                        new String[] {"half a surrogate pair", "eda080"},
                        new String[] {"a surrogate pair, as CESU-8 has it", "eda0bdedb880"},
                        new String[] {"a code point beyond Unicode", "f4908080"},
                        new String[] {"five bytes", "f888808080"},
                        new String[] {"six bytes", "fc8480808080"},
                        new String[] {"a byte that is in no text", "ff"},
                        new String[] {"a lone continuation", "80"},
                        new String[] {"a character that is cut off", "e282"},
                        new String[] {"a NUL", "00"})
                .map(each -> text(
                        each[0],
                        around("[{\"id\":\"1\",\"userName\":\"a", HexFormat.of().parseHex(each[1]), "\"}]"),
                        ", after line 1: ",
                        "The file is not valid UTF-8, or has a NUL in it.",
                        UTF_8))
                .toList();
    }

    private static byte[] around(String before, byte[] bytes, String after) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(bytes(before));
        all.writeBytes(bytes);
        all.writeBytes(bytes(after));
        return all.toByteArray();
    }

    private static List<Hostile> texts() {
        String noText = "The only row cannot be used: It has a character that is no text: U+";
        return List.of(
                text("NULs behind the end", bytes(GOOD + "\0\0"), ", after line 1: ", "or has a NUL in it", UTF_8),
                text(
                        "a last character that is cut off",
                        around("[{\"id\":\"1\",\"userName\":\"", HexFormat.of().parseHex("f09f98"), ""),
                        ", after line 1: ",
                        "The file is not valid UTF-8",
                        UTF_8),
                text(
                        "an escaped NUL",
                        escaped("\\u0000"),
                        ", line 1, column 2: ",
                        noText + "0000",
                        EXPORT.replace(".", "")),
                text(
                        "half a pair, escaped",
                        escaped("\\ud800"),
                        ", line 1, column 2: ",
                        noText + "D800",
                        "Export it again"),
                text("the other half", escaped("\\udc00"), ", line 1, column 2: ", noText + "DC00", "Export it again"),
                text(
                        "a pair the wrong way",
                        escaped("\\ude00\\ud83d"),
                        ", line 1, column 2: ",
                        noText,
                        "Export it again"),
                text(
                        "an escaped NUL in an id",
                        bytes("[{\"id\":\"1\\u0000\",\"userName\":\"ada\"}]"),
                        ", line 1, column 2: ",
                        noText,
                        "Export it again"),
                text(
                        "an escaped NUL in an extension",
                        bytes("[{\"id\":\"1\",\"userName\":\"ada\",\"urn:x:User\":{\"deep\":[\"\\u0000\"]}}]"),
                        ", line 1, column 2: ",
                        noText,
                        "Export it again"),
                text(
                        "rows that are no text, all of them",
                        bytes("[{\"id\":\"1\",\"userName\":\"\\ud800\"},{\"id\":\"2\",\"userName\":\"\\udc00\"}]"),
                        ", line 1, column 2: ",
                        "None of the 2 rows can be used. This is the first: It has a character that is no text",
                        "Nothing was imported."));
    }

    private static byte[] escaped(String name) {
        return bytes("[{\"id\":\"1\",\"userName\":\"a" + name + "\"}]");
    }

    private static List<Hostile> other() throws IOException {
        String html = "This is HTML or XML, not JSON: a sign-in page saved instead of the answer looks like this.";
        String token = "Export it again with a valid token.";
        String compressed = "The file is compressed.";
        String unpack = "Unpack it first.";
        return List.of(
                text(
                        "a sign-in page",
                        bytes("<!DOCTYPE html><html>Sign in</html>"),
                        ", line 1, column 1: ",
                        html,
                        token),
                text("a sign-in page, indented", bytes("\n\n  <html></html>"), ", line 3, column 3: ", html, token),
                text("XML", bytes("<?xml version=\"1.0\"?><Users/>"), ", line 1, column 1: ", html, token),
                text("XML with entities that grow", bytes(laughs()), ", line 1, column 1: ", html, token),
                text(
                        "XML that asks for a file",
                        bytes("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Users>&e;</Users>"),
                        ", line 1, column 1: ",
                        html,
                        token),
                text("gzip", gzip(), ": ", compressed, unpack),
                text("7-Zip", HexFormat.of().parseHex("377abcaf271c0004"), ": ", compressed, unpack),
                text("xz", HexFormat.of().parseHex("fd377a585a000004"), ": ", compressed, unpack),
                text("Zstandard", HexFormat.of().parseHex("28b52ffd0458"), ": ", compressed, unpack),
                text("bzip2", bytes("BZh91AY&SY"), ": ", compressed, unpack),
                text("RAR", bytes("Rar!\u001a\u0007"), ": ", compressed, unpack),
                text("PDF", bytes("%PDF-1.7\n"), ", line 1, column 1: ", "The JSON cannot be read", EXPORT),
                text(
                        "a database",
                        bytes("SQLite format 3\0"),
                        ", line 1, column 1: ",
                        "The JSON cannot be read",
                        EXPORT),
                text("YAML", bytes("Resources:\n  - id: 1\n"), ", line 1, column ", "The JSON cannot be read", EXPORT),
                text(
                        "a table that calls itself JSON",
                        bytes("id,userName\n1,ada\n"),
                        ", line 1, column ",
                        "The JSON cannot be read",
                        EXPORT),
                text("a page that is cut off", bytes(GOOD.substring(0, 40)), ", line 1, column ", "is cut off", WHOLE));
    }

    private static String laughs() {
        var text = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 20; i++) {
            text.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return text + "]><Users>&a19;</Users>";
    }

    private static byte[] gzip() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes(GOOD));
        }
        return packed.toByteArray();
    }
}
