package org.countersign.drift;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// How many findings a rule had of a source from a run on, until the next entry of the same rule and source.
public record Trend(Key key, long run, Instant at, Figures figures) {
    /// A rule and a source.
    public record Key(String rule, String source) {}

    /// What a run counted.
    ///
    /// @param critical and the other severities: findings that nothing suppresses, acknowledged or not
    /// @param acknowledged how many of those are acknowledged
    /// @param unknown how many reasons there were that it could not be answered
    public record Figures(
            long critical,
            long high,
            long medium,
            long low,
            long info,
            long acknowledged,
            long suppressed,
            long unknown) {
        /// Nothing.
        static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0);

        private Figures and(Severity severity, boolean known) {
            return new Figures(
                    critical + one(severity, Severity.CRITICAL),
                    high + one(severity, Severity.HIGH),
                    medium + one(severity, Severity.MEDIUM),
                    low + one(severity, Severity.LOW),
                    info + one(severity, Severity.INFO),
                    acknowledged + (known ? 1 : 0),
                    suppressed,
                    unknown);
        }

        private Figures and(long allowed, long unanswered) {
            return new Figures(
                    critical, high, medium, low, info, acknowledged, suppressed + allowed, unknown + unanswered);
        }

        private static int one(Severity severity, Severity column) {
            return severity == column ? 1 : 0;
        }
    }

    /// Counts an evaluation.
    static Map<Key, Figures> of(Evaluation evaluation) {
        var figures = new HashMap<Key, Figures>();
        evaluation
                .findings()
                .forEach(one ->
                        add(figures, one.rule(), one.source(), sum -> sum.and(one.severity(), one.acknowledged())));
        evaluation.suppressed().forEach(one -> add(figures, one.rule(), one.source(), sum -> sum.and(1, 0)));
        evaluation.notEvaluable().forEach(one -> add(figures, one.rule(), one.source(), sum -> sum.and(0, 1)));
        return figures;
    }

    private static void add(Map<Key, Figures> figures, String rule, String source, UnaryOperator<Figures> more) {
        figures.merge(new Key(rule, source), more.apply(Figures.NONE), (sum, _) -> more.apply(sum));
    }

    /// What is another figure than before; nothing left is a figure, too.
    static Map<Key, Figures> changed(Map<Key, Figures> before, Map<Key, Figures> now) {
        var changed = new HashMap<Key, Figures>();
        now.forEach((key, figures) -> {
            if (!figures.equals(before.get(key))) {
                changed.put(key, figures);
            }
        });
        before.forEach((key, figures) -> {
            if (!now.containsKey(key) && !figures.equals(Figures.NONE)) {
                changed.put(key, Figures.NONE);
            }
        });
        return changed;
    }
}
