package org.countersign.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;

/// A look into a file that a person has opened before, without opening it: nothing is migrated, and nothing but its
/// header is checked, so that the answer is a hint and no more.
public final class Glance {
    private Glance() {}

    /// Looks.
    ///
    /// @return empty where the file is no workspace, or cannot answer
    public static <T> Optional<T> at(Path file, Workspace.Work<Optional<T>, RuntimeException> look) {
        try {
            if (!Files.isRegularFile(file) || OpenWorkspace.checkHeader(file)) {
                return Optional.empty();
            }
            try (Connection own = OpenWorkspace.reading(file)) {
                return look.in(new Transaction(own));
            }
        } catch (RefusedException | SurroundingsException | SQLException noAnswer) {
            return Optional.empty();
        }
    }
}
