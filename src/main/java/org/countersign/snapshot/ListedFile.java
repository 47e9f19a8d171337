package org.countersign.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.countersign.work.PassingInput;

/// A file as it was when it was listed. Whoever reads it later reads the same, or is told: a file that is still
/// being written, or was replaced since, is no export.
///
/// @param key what the system tells this file from another of its name by, where it does
record ListedFile(Path file, boolean regular, long size, FileTime modified, Optional<Object> key) {
    /// It is not what it was.
    static final class ChangedException extends IOException {
        private static final long serialVersionUID = 1L;

        ChangedException() {
            super("it was changed while it was being read");
        }
    }

    /// As it is now; of a link, where it leads.
    static ListedFile of(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new ListedFile(
                file,
                attributes.isRegularFile(),
                attributes.size(),
                attributes.lastModifiedTime(),
                Optional.ofNullable(attributes.fileKey()));
    }

    /// Compares it with what it is now.
    ///
    /// @throws IOException where it is another, or is gone
    void check() throws IOException {
        if (!of(file).equals(this)) {
            throw new ChangedException();
        }
    }

    /// Its bytes, to an end that is the one it had.
    InputStream open() throws IOException {
        check();
        return watched(Files.newInputStream(file), size);
    }

    /// Bytes that come from it, compared at their end.
    InputStream watched(InputStream in) {
        return watched(in, -1);
    }

    private InputStream watched(InputStream in, long expected) {
        return new PassingInput(in) {
            private long count;

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = in.read(buffer, offset, length);
                count += Math.max(read, 0);
                if (read < 0) {
                    check();
                }
                if (expected >= 0 && (count > expected || (read < 0 && count < expected))) {
                    throw new ChangedException();
                }
                return read;
            }
        };
    }
}
