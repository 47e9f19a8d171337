package org.countersign.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipInputStream;

/// Looks for secrets wherever they may have got to: as UTF-8, UTF-16, hex and Base64 (whatever stands before them), in
/// files, in the values of SQLite files, in ZIPs within them, and in what zlib packed, as PDFs do.
///
/// A secret is ASCII; each part of it of [#PIECE] characters counts, so that a cut one is found, too.
public final class SecretSearch {
    private static final int PIECE = 12;
    private static final int DEEPEST = 4;
    private static final int LARGEST = 8 << 20;

    private final Map<String, byte[]> forms = new LinkedHashMap<>();
    private final List<String> found = new ArrayList<>();
    private long files;

    /// @param secrets by what they are called in answers
    public SecretSearch(Map<String, String> secrets) {
        secrets.forEach((name, secret) -> {
            for (int at = 0; at + PIECE <= secret.length(); at += PIECE) {
                put(name + ", characters " + at + " to " + (at + PIECE), secret.substring(at, at + PIECE));
            }
        });
    }

    private void put(String name, String piece) {
        byte[] bytes = piece.getBytes(StandardCharsets.US_ASCII);
        forms.put(name + ", plain", bytes);
        forms.put(name + ", UTF-16", piece.getBytes(StandardCharsets.UTF_16LE));
        String hex = HexFormat.of().formatHex(bytes);
        forms.put(name + ", hex", ascii(hex));
        forms.put(name + ", HEX", ascii(hex.toUpperCase(Locale.ROOT)));
        for (int before = 0; before < 3; before++) {
            // Whole groups of three bytes alone are the same whatever stands around them.
            int start = (3 - before) % 3;
            int length = (bytes.length - start) / 3 * 3;
            byte[] groups = Arrays.copyOfRange(bytes, start, start + length);
            forms.put(name + ", Base64 " + before, Base64.getEncoder().encode(groups));
            forms.put(
                    name + ", Base64 for addresses " + before,
                    Base64.getUrlEncoder().encode(groups));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Where they are, below a folder; empty where they are nowhere.
    public List<String> below(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                files++;
                look(folder.relativize(file).toString(), bytes, 0);
                if (startsWith(bytes, "SQLite format 3\0")) {
                    values(folder.relativize(file).toString(), file);
                }
            }
        }
        return List.copyOf(found);
    }

    /// How many files were looked into.
    public long files() {
        return files;
    }

    private void look(String place, byte[] bytes, int depth) throws IOException {
        forms.forEach((name, form) -> {
            if (contains(bytes, form)) {
                found.add(place + ": " + name);
            }
        });
        if (depth == DEEPEST) {
            return;
        }
        if (startsWith(bytes, "PK\u0003\u0004")) {
            try (var in = new ZipInputStream(new ByteArrayInputStream(bytes))) {
                for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    look(place + "/" + entry.getName(), in.readAllBytes(), depth + 1);
                }
            }
            return;
        }
        for (int i = 0; i + 2 < bytes.length; i++) {
            int head = (bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff;
            // RFC 1950, 2.2: deflate, a window of up to 32 KB, and a check.
            if ((head & 0x0f00) == 0x0800 && head <= 0x78ff && head % 31 == 0) {
                byte[] inflated = inflated(bytes, i);
                if (inflated.length > 0) {
                    look(place + ", packed at " + i, inflated, DEEPEST);
                }
            }
        }
    }

    private static byte[] inflated(byte[] bytes, int from) {
        var inflater = new Inflater();
        try {
            inflater.setInput(bytes, from, bytes.length - from);
            var out = new ByteArrayOutputStream();
            var buffer = new byte[8192];
            for (int n = inflater.inflate(buffer); n > 0 && out.size() < LARGEST; n = inflater.inflate(buffer)) {
                out.write(buffer, 0, n);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            return new byte[0];
        } finally {
            inflater.end();
        }
    }

    /// Long values lie on many pages of the file, in pieces.
    private void values(String place, Path file) throws IOException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            var tables = new ArrayList<String>();
            try (var rows = statement.executeQuery("SELECT name FROM sqlite_schema WHERE type='table'")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                try (var rows = statement.executeQuery("SELECT * FROM \"" + table + '"')) {
                    int columns = rows.getMetaData().getColumnCount();
                    while (rows.next()) {
                        for (int i = 1; i <= columns; i++) {
                            byte[] value = rows.getBytes(i);
                            if (value != null && value.length >= 8) {
                                look(place + ", table " + table, value, 1);
                            }
                        }
                    }
                }
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private static boolean startsWith(byte[] bytes, String magic) {
        byte[] start = magic.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    private static boolean contains(byte[] bytes, byte[] form) {
        for (int i = 0; i + form.length <= bytes.length; i++) {
            int same = 0;
            while (same < form.length && bytes[i + same] == form[same]) {
                same++;
            }
            if (same == form.length) {
                return true;
            }
        }
        return false;
    }
}
