package org.countersign.drift;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.countersign.workspace.Row;
import org.countersign.workspace.Transaction;

/// How many findings of each rule and source there were, run by run, where that changed.
public final class TrendStore {
    private final Transaction tx;

    /// Inside `tx`.
    public TrendStore(Transaction tx) {
        this.tx = tx;
    }

    /// The newest figures of each rule and source.
    Map<Trend.Key, Trend.Figures> figures() {
        var figures = new HashMap<Trend.Key, Trend.Figures>();
        tx.each(TREND + "ORDER BY run", row -> figures.put(new Trend.Key(row.text(1), row.text(2)), figures(row)));
        return figures;
    }

    private static final String TREND = "SELECT rule, source, run, critical, high, medium, low, info, acknowledged,"
            + " suppressed, unknown FROM finding_trend ";

    /// Where the figures of a rule and source changed, oldest first.
    public List<Trend> trend() {
        return tx.list(
                "SELECT t.rule, t.source, t.run, t.critical, t.high, t.medium, t.low, t.info, t.acknowledged,"
                        + " t.suppressed, t.unknown, r.at FROM finding_trend t JOIN drift_run r ON r.number=t.run"
                        + " ORDER BY t.run, t.rule, t.source",
                row -> new Trend(
                        new Trend.Key(row.text(1), row.text(2)),
                        row.number(3),
                        Instant.ofEpochSecond(row.number(12)),
                        figures(row)));
    }

    void trend(long run, Map<Trend.Key, Trend.Figures> changed) {
        try (var batch = tx.batch("INSERT INTO finding_trend VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            changed.forEach((key, now) -> batch.add(
                    key.rule(),
                    key.source(),
                    run,
                    now.critical(),
                    now.high(),
                    now.medium(),
                    now.low(),
                    now.info(),
                    now.acknowledged(),
                    now.suppressed(),
                    now.unknown()));
        }
    }

    private static Trend.Figures figures(Row row) {
        return new Trend.Figures(
                row.number(4),
                row.number(5),
                row.number(6),
                row.number(7),
                row.number(8),
                row.number(9),
                row.number(10),
                row.number(11));
    }
}
