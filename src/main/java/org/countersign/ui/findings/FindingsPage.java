package org.countersign.ui.findings;

import java.util.List;
import java.util.Map;
import org.countersign.drift.Evaluation;
import org.countersign.drift.Landscape;
import org.countersign.ui.findings.FindingFilter.Segment;

/// Everything that the screen can show, before filters.
///
/// @param landscape what facts are looked up in
/// @param rows of each segment, in the order of the table
/// @param sources names by id, of those that have a row
/// @param keepable whether a check now may be stored; not in a sample, which is looked at from an instant of its own
record FindingsPage(
        Evaluation evaluation,
        Landscape landscape,
        Map<Segment, List<FindingRow>> rows,
        List<String> rules,
        Map<String, String> sources,
        boolean keepable) {
    List<FindingRow> of(Segment segment) {
        return rows.getOrDefault(segment, List.of());
    }
}
