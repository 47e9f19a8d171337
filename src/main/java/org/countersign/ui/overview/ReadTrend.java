package org.countersign.ui.overview;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.countersign.app.Countersign;
import org.countersign.drift.DriftRun;
import org.countersign.drift.Evaluation;
import org.countersign.drift.FindingStore;
import org.countersign.drift.Severity;
import org.countersign.drift.Trend;
import org.countersign.drift.TrendStore;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.ui.overview.Overview.Point;

/// Open findings over the last 30 days: one point a UTC day, the last of each. Of days on which drift was checked it is
/// what was stored then; other days with a snapshot are evaluated as of it; today is now.
final class ReadTrend {
    private static final int DAYS = 30;

    private final Countersign app;

    ReadTrend(Countersign app) {
        this.app = app;
    }

    List<Point> points(Evaluation now) {
        LocalDate today = day(now.asOf());
        Map<LocalDate, Point> points = new TreeMap<>();
        Map<LocalDate, DriftRun> runs = new TreeMap<>();
        Map<LocalDate, Instant> taken = new TreeMap<>();
        app.workspace().read(tx -> {
            var store = new FindingStore(tx);
            for (int ago = DAYS - 1; ago > 0; ago--) {
                LocalDate day = today.minusDays(ago);
                store.run(day.plusDays(1)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()
                                .minusSeconds(1))
                        .filter(run -> day(run.at()).equals(day))
                        .ifPresent(run -> runs.put(day, run));
            }
            stored(new TrendStore(tx).trend(), runs, points);
            new SnapshotStore(tx)
                    .all()
                    .forEach(snapshot -> taken.merge(
                            day(snapshot.takenAt()),
                            snapshot.takenAt().plusSeconds(1),
                            (one, other) -> one.isAfter(other) ? one : other));
            return true;
        });
        taken.forEach((day, at) -> {
            if (day.isBefore(today) && day.isAfter(today.minusDays(DAYS))) {
                points.computeIfAbsent(day, _ -> point(app.checkDrift().asOf(at)));
            }
        });
        points.put(today, point(now));
        return List.copyOf(points.values());
    }

    /// The figures of a rule and source hold until the next entry.
    private static void stored(List<Trend> trend, Map<LocalDate, DriftRun> runs, Map<LocalDate, Point> points) {
        var current = new HashMap<Trend.Key, Trend.Figures>();
        var next = new ArrayList<>(trend);
        runs.forEach((day, run) -> {
            while (!next.isEmpty() && next.getFirst().run() <= run.number()) {
                Trend entry = next.removeFirst();
                current.put(entry.key(), entry.figures());
            }
            var sum = new long[5];
            current.values().forEach(figures -> {
                sum[0] += figures.critical();
                sum[1] += figures.high();
                sum[2] += figures.medium();
                sum[3] += figures.low() + figures.info();
                sum[4] += figures.unknown();
            });
            points.put(day, new Point(run.at(), sum[0], sum[1], sum[2], sum[3], sum[4]));
        });
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }

    /// What is good to know counts as low: the chart has four colours, and its sum is that of the list.
    private static Point point(Evaluation evaluation) {
        var counts = new long[Severity.values().length];
        evaluation.findings().forEach(finding -> counts[finding.severity().ordinal()]++);
        return new Point(
                evaluation.asOf(),
                counts[0],
                counts[1],
                counts[2],
                counts[3] + counts[4],
                evaluation.notEvaluable().size());
    }
}
