package org.countersign.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// The bundled organisation: `assets/sample/` on the class path, so that it is found wherever the program
/// lies.
final class SampleOrganisation {
    private static final String ROOT = "assets/sample/";

    private SampleOrganisation() {}

    /// The names of its files, as `index.txt` lists them.
    static List<String> files() {
        return text("index.txt").lines().filter(line -> !line.isBlank()).toList();
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    static byte[] bytes(String name) {
        try (InputStream in = Objects.requireNonNull(
                SampleOrganisation.class.getClassLoader().getResourceAsStream(ROOT + name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The name on a reviewer's certificate, from `people.txt`; the address where it has none.
    static String nameOf(String address) {
        return text("people.txt")
                .lines()
                .filter(line -> line.startsWith(address + " "))
                .map(line -> line.substring(address.length() + 1))
                .findFirst()
                .orElse(address);
    }
}
