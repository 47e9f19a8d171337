package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The semantics of restic's `forget`.
class RetentionTest {
    private static final Completeness COMPLETE = new Completeness(
            1,
            0,
            1,
            0,
            0,
            0,
            new Completeness.Count(0, Optional.empty(), Optional.empty()),
            new Completeness.Count(0, Optional.empty(), Optional.empty()),
            true,
            true,
            true,
            List.of(),
            List.of(),
            Map.of(),
            "");

    /// Newest first.
    private static List<Snapshot> taken(String... instants) {
        var taken = new ArrayList<Snapshot>();
        for (int i = 0; i < instants.length; i++) {
            Instant at = Instant.parse(instants[i]);
            taken.add(new Snapshot(100 - i, "s", 100 - i, at, "given", at, "scim", 0, 0, 0, "", COMPLETE, List.of()));
        }
        return taken;
    }

    private static Stream<String> kept(Retention retention, String... instants) {
        return retention.kept(taken(instants)).keySet().stream()
                .map(one -> one.takenAt().toString())
                .sorted();
    }

    private static Retention rule(int last, String within, int daily, int weekly, int monthly, int yearly) {
        return new Retention(
                last,
                within.isEmpty() ? Optional.empty() : Optional.of(Period.parse(within)),
                daily,
                weekly,
                monthly,
                yearly);
    }

    @Test
    void theNewestOfEachDayThatHasOne() {
        assertThat(kept(
                        rule(0, "", 2, 0, 0, 0),
                        "2026-11-24T06:00:00Z",
                        "2026-11-20T23:59:59Z",
                        "2026-11-20T00:00:00Z",
                        "2026-11-19T23:59:59Z"))
                .containsExactly("2026-11-20T23:59:59Z", "2026-11-24T06:00:00Z");
    }

    @Test
    void weeksBeginOnMondayAndYearsEndInDecember() {
        assertThat(kept(
                        rule(0, "", 0, 2, 0, 0),
                        "2026-11-24T06:00:00Z",
                        "2026-11-23T06:00:00Z",
                        "2026-11-22T06:00:00Z",
                        "2026-11-16T06:00:00Z"))
                .containsExactly("2026-11-22T06:00:00Z", "2026-11-24T06:00:00Z");
        assertThat(kept(
                        rule(0, "", 0, 0, 2, 3),
                        "2026-01-02T06:00:00Z",
                        "2025-12-31T06:00:00Z",
                        "2025-12-01T06:00:00Z",
                        "2024-05-01T06:00:00Z",
                        "2023-05-01T06:00:00Z"))
                .containsExactly("2024-05-01T06:00:00Z", "2025-12-31T06:00:00Z", "2026-01-02T06:00:00Z");
    }

    @Test
    void withinCountsFromTheNewestSnapshotAndWhateverAnyPartKeepsIsKept() {
        assertThat(kept(
                        rule(2, "P10D", 0, 0, 0, 0),
                        "2020-11-24T06:00:00Z",
                        "2020-11-14T06:00:00Z",
                        "2020-11-14T05:59:59Z"))
                .containsExactly("2020-11-14T06:00:00Z", "2020-11-24T06:00:00Z");
        assertThat(kept(rule(3, "P1D", 0, 0, 0, 0), "2020-11-24T06:00:00Z", "2020-11-14T06:00:00Z"))
                .hasSize(2);
        assertThat(rule(0, "", 0, 0, 0, 0).none()).isTrue();
    }
}
