package org.countersign.drift.list;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.drift.Trend;
import org.countersign.drift.list.FindingQuery.Segment;

/// What the rules say now, where no run stored it.
///
/// @param rows in the order of reports; rules that cannot be answered first
/// @param unknown what could not be answered
public record Evaluated(List<ListedFinding> rows, Set<Trend.Key> unknown) {
    /// Copies the collections.
    public Evaluated {
        rows = List.copyOf(rows);
        unknown = Set.copyOf(unknown);
    }

    /// What holds, by fingerprint.
    Set<String> holds() {
        return rows.stream()
                .filter(row -> row.segment() == Segment.OPEN || row.segment() == Segment.SUPPRESSED)
                .map(ListedFinding::fingerprint)
                .collect(Collectors.toSet());
    }
}
