package org.countersign.scim.pull;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// What a pull brought, until it is closed: then the files are gone.
///
/// @param files in order, each one answer as it came
/// @param startedAt before the first list was asked for: nothing in it is older
/// @param gaps what is known to be missing, in words
/// @param notes worth saying
/// @param emptyIsEmpty whether every group was asked for its members, so that one without any has none
public record Pulled(
        List<Path> files, Instant startedAt, List<String> gaps, List<String> notes, boolean emptyIsEmpty, Spool spool)
        implements AutoCloseable {
    /// Copies the lists.
    public Pulled {
        files = List.copyOf(files);
        gaps = List.copyOf(gaps);
        notes = List.copyOf(notes);
    }

    @Override
    public void close() {
        spool.close();
    }
}
