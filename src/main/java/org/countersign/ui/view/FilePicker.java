package org.countersign.ui.view;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Asks for a file: the system's dialog in production, a path in tests.
public interface FilePicker {
    /// Asks; empty where nobody chose.
    ///
    /// @param title of the dialog
    /// @param endings such as `*.p12`
    Optional<Path> open(String title, String... endings);

    /// Asks for several; none where nobody chose.
    default List<Path> openAll(String title, String... endings) {
        return open(title, endings).stream().toList();
    }

    /// Asks for a folder; empty where nobody chose.
    default Optional<Path> folder(String title) {
        return open(title);
    }

    /// Asks where to write a file; empty where nobody chose.
    ///
    /// @param name that is offered
    default Optional<Path> save(String title, String name) {
        return open(title, name);
    }

    /// Opens a message in the mail program.
    ///
    /// @param message RFC 6068, `mailto:`
    /// @return whether there is a mail program to open it in
    default boolean mail(URI message) {
        return false;
    }
}
