package org.countersign.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// The numbered SQL scripts of one package (`migrations/001.sql` …, resources beside `owner`), which owns
/// the tables.
///
/// @param owner a class of the owning package
/// @param count how many scripts it has
public record Migrations(Class<?> owner, int count) {
    String packageName() {
        String name = owner.getPackageName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /// Statements of script `number` (from 1), separated by lines that hold only `;;`.
    List<String> script(int number) {
        String file = String.format(Locale.ROOT, "migrations/%03d.sql", number);
        try (var in = Objects.requireNonNull(owner.getResourceAsStream(file), file)) {
            var statements = new ArrayList<String>();
            for (String statement : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("(?m)^;;$", -1)) {
                if (!statement.isBlank()) {
                    statements.add(statement.strip());
                }
            }
            return statements;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
