package org.countersign.drift;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.governance.Governance;
import org.countersign.governance.Source;

/// An evaluation in Prometheus' text format 0.0.4, for a textfile collector. Every metric is a gauge; times and ages
/// are in seconds, as Prometheus' naming rules ask.
public final class DriftMetrics {
    private final StringBuilder text = new StringBuilder();

    private DriftMetrics() {}

    /// All metrics.
    ///
    /// @param lastRun when findings were last stored
    public static String text(Evaluation evaluation, Governance governance, Optional<Instant> lastRun) {
        var metrics = new DriftMetrics();
        metrics.findings(evaluation);
        metrics.unknown(evaluation);
        metrics.sources(evaluation, governance);
        metrics.times(evaluation, lastRun);
        return metrics.text.toString();
    }

    private void findings(Evaluation evaluation) {
        head("countersign_findings", "Findings of drift rules by status: open, back, acknowledged, suppressed.");
        counted(
                "countersign_findings",
                Stream.concat(evaluation.findings().stream(), evaluation.suppressed().stream())
                        .map(one -> labels(
                                "rule", one.rule(),
                                "severity", one.severity().text(),
                                "source", one.source(),
                                "status", one.status().text())));
    }

    private void unknown(Evaluation evaluation) {
        head("countersign_not_evaluable", "Reasons why a drift rule could not be answered for a source.");
        counted(
                "countersign_not_evaluable",
                evaluation.notEvaluable().stream()
                        .map(one -> labels(
                                "rule", one.rule(), "severity", one.severity().text(), "source", one.source())));
    }

    private void sources(Evaluation evaluation, Governance governance) {
        Instant asOf = evaluation.asOf();
        head("countersign_snapshot_age_seconds", "Age of the current snapshot of a source.");
        var ages = new TreeMap<String, Long>();
        evaluation
                .snapshots()
                .forEach(one -> ages.put(
                        labels("source", one.source()),
                        Duration.between(one.takenAt(), asOf).toSeconds()));
        ages.forEach((labels, age) -> sample("countersign_snapshot_age_seconds", labels, age));
        head("countersign_snapshot_present", "Whether a source has a snapshot at all.");
        for (Source source : sorted(governance)) {
            boolean there =
                    evaluation.snapshots().stream().anyMatch(one -> one.source().equals(source.id()));
            sample("countersign_snapshot_present", labels("source", source.id()), there ? 1 : 0);
        }
        head(
                "countersign_scim_token_left_seconds",
                "Time left until the end of the last UTC day of a source's SCIM token; negative once it has ended.");
        for (Source source : sorted(governance)) {
            source.token()
                    .flatMap(Source.Token::expires)
                    .map(last -> last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant())
                    .ifPresent(end -> sample(
                            "countersign_scim_token_left_seconds",
                            labels("source", source.id()),
                            Duration.between(asOf, end).toSeconds()));
        }
    }

    private void times(Evaluation evaluation, Optional<Instant> lastRun) {
        head("countersign_rules_off", "Drift rules that the governance file switches off.");
        evaluation.off().forEach(rule -> sample("countersign_rules_off", labels("rule", rule), 1));
        head("countersign_as_of_timestamp_seconds", "The instant that these metrics tell of.");
        sample("countersign_as_of_timestamp_seconds", "", evaluation.asOf().getEpochSecond());
        head("countersign_last_run_timestamp_seconds", "When drift last ran and stored the states of findings.");
        lastRun.ifPresent(at -> sample("countersign_last_run_timestamp_seconds", "", at.getEpochSecond()));
    }

    private static List<Source> sorted(Governance governance) {
        return governance.sources().stream()
                .sorted(java.util.Comparator.comparing(Source::id))
                .toList();
    }

    private void counted(String name, Stream<String> labels) {
        Map<String, Long> counts =
                labels.collect(Collectors.groupingBy(one -> one, TreeMap::new, Collectors.counting()));
        counts.forEach((one, count) -> sample(name, one, count));
    }

    private void head(String name, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
    }

    private void sample(String name, String labels, long value) {
        text.append(name).append(labels).append(' ').append(value).append('\n');
    }

    /// `{name="value",…}`, with backslash, quote and line feed escaped.
    static String labels(String... pairs) {
        var labels = new StringBuilder();
        for (int i = 0; i < pairs.length; i += 2) {
            String value =
                    pairs[i + 1].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
            labels.append(i == 0 ? "{" : ",")
                    .append(pairs[i])
                    .append("=\"")
                    .append(value)
                    .append('"');
        }
        return labels.append('}').toString();
    }
}
