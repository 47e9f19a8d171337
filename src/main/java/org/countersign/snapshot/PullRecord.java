package org.countersign.snapshot;

import java.util.List;
import org.countersign.scim.Dialect;

/// What a pull knows of its own wholeness, for the snapshot's completeness record.
///
/// @param emptyIsEmpty whether every group was asked for its members, so that one without any has none
public record PullRecord(List<String> gaps, List<String> notes, boolean emptyIsEmpty) {
    /// Of what was not pulled.
    static final PullRecord NONE = new PullRecord(List.of(), List.of(), false);

    /// Copies the lists.
    public PullRecord {
        gaps = List.copyOf(gaps);
        notes = List.copyOf(notes);
    }

    /// The vendor, whose lists may mean less than what was asked for.
    Dialect of(Dialect vendor) {
        return emptyIsEmpty ? vendor.askedForMembers() : vendor;
    }
}
