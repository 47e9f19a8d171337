package org.countersign.snapshot;

import java.time.Instant;
import java.util.List;

/// The whole state of one source at one instant.
///
/// @param id internal, over all sources
/// @param number from 1 within its source, in the order of import
/// @param takenAtBasis `given`, `file` for the newest file's modification time, or `pull` for the start of one
/// @param sha256 over the sorted lines `<hex> <size>` of its usable files (cli-and-files.md)
/// @param files as given
public record Snapshot(
        long id,
        String source,
        long number,
        Instant takenAt,
        String takenAtBasis,
        Instant importedAt,
        String dialect,
        long accounts,
        long groups,
        long memberships,
        String sha256,
        Completeness completeness,
        List<SourceFile> files) {
    /// Copies the list.
    public Snapshot {
        files = List.copyOf(files);
    }

    /// One file of it, with the digest of its bytes as given.
    ///
    /// @param usable false where it was left out by `--accept-incomplete`
    /// @param archive a ZIP, whose entries follow; it is recorded and does not count for the snapshot's digest
    public record SourceFile(String name, String sha256, long size, boolean usable, boolean archive) {}
}
