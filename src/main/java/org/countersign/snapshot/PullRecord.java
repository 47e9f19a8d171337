package org.countersign.snapshot;

import java.util.List;

/// What a pull knows of its own wholeness, for the snapshot's completeness record.
public record PullRecord(List<String> gaps, List<String> notes) {
    /// Of what was not pulled.
    static final PullRecord NONE = new PullRecord(List.of(), List.of());

    /// Copies the lists.
    public PullRecord {
        gaps = List.copyOf(gaps);
        notes = List.copyOf(notes);
    }
}
