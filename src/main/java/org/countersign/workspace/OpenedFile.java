package org.countersign.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import org.countersign.work.SurroundingsException;

/// The file that was opened, told apart from whatever has its name later.
///
/// SQLite goes on writing to a file that was deleted, moved or replaced: all of it would be lost, or land in a file
/// without its log ("How To Corrupt An SQLite Database File", section 2.4). It looks for that itself only with a
/// rollback journal (`SQLITE_READONLY_DBMOVED`).
final class OpenedFile {
    private final Path file;
    private final Optional<Object> key;

    private OpenedFile(Path file, Optional<Object> key) {
        this.file = file;
        this.key = key;
    }

    /// The file that is there now.
    static OpenedFile now(Path file) {
        return new OpenedFile(file, key(file));
    }

    /// Empty where the system knows none (Windows, where an open file cannot be taken away), or there is no file.
    private static Optional<Object> key(Path file) {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Whether it is still what its name means.
    Optional<Trouble> trouble() {
        try {
            Object now = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return key.isPresent() && now != null && !key.get().equals(now)
                    ? Optional.of(Trouble.REPLACED)
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.of(Trouble.GONE);
        } catch (IOException e) {
            // A disk that does not answer is no proof that the file is gone; SQLite says what it is.
            return Optional.empty();
        }
    }

    /// Whether it could be written, as far as its permissions and those of its folder say.
    boolean writable() {
        return Files.isWritable(file)
                && Files.isWritable(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    }

    /// @throws SurroundingsException where it is no longer what its name means
    void check() {
        trouble().ifPresent(now -> {
            throw new SurroundingsException(
                    now == Trouble.GONE
                            ? file + " is gone: the workspace was deleted or moved while it was open. Nothing was"
                                    + " changed. Put it back, or save what is open under another name."
                            : file + " is another file now: the workspace was replaced while it was open. Nothing was"
                                    + " changed. Open it again, or save what is open under another name.");
        });
    }
}
