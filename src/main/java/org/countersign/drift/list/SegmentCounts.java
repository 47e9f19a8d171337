package org.countersign.drift.list;

import java.util.EnumMap;
import java.util.Map;
import org.countersign.drift.list.FindingQuery.Segment;

/// How many rows each segment has, counted as they come: no question has to count them again.
final class SegmentCounts {
    private final Map<Segment, Integer> counts = new EnumMap<>(Segment.class);

    SegmentCounts() {
        for (Segment segment : Segment.values()) {
            counts.put(segment, 0);
        }
    }

    void add(ListedFinding one) {
        counts.merge(one.segment(), 1, Integer::sum);
        if (one.fresh()) {
            counts.merge(Segment.NEW, 1, Integer::sum);
        }
    }

    /// @param compared whether it is known what is new
    Map<Segment, Integer> counts(boolean compared) {
        var known = new EnumMap<Segment, Integer>(counts);
        if (!compared) {
            known.remove(Segment.NEW);
        }
        return known;
    }
}
