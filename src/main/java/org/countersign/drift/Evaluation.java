package org.countersign.drift;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.snapshot.Snapshot;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;

/// What all rules say as of one instant.
///
/// @param findings that are not suppressed, in [Finding#ORDER]
/// @param suppressed findings with the exception that suppresses each
public record Evaluation(
        Instant asOf,
        List<Snapshot> snapshots,
        List<Finding> findings,
        List<Finding> suppressed,
        List<NotEvaluable> notEvaluable,
        Set<String> rulesOff) {
    /// Copies the collections.
    public Evaluation {
        snapshots = List.copyOf(snapshots);
        findings = List.copyOf(findings);
        suppressed = List.copyOf(suppressed);
        notEvaluable = List.copyOf(notEvaluable);
        rulesOff = Set.copyOf(rulesOff);
    }

    /// Evaluates every rule that is not switched off.
    public static Evaluation of(Landscape landscape, List<Rule> rules) {
        var findings = new ArrayList<Finding>();
        var suppressed = new ArrayList<Finding>();
        var notEvaluable = new ArrayList<NotEvaluable>();
        for (Rule rule : rules) {
            if (landscape.governance().rulesOff().contains(rule.id())) {
                continue;
            }
            var report = new Report(rule.id(), rule.severity());
            rule.evaluate(landscape, report);
            report.findings()
                    .forEach(finding -> (finding.suppressedBy().isPresent() ? suppressed : findings).add(finding));
            notEvaluable.addAll(report.notEvaluable());
        }
        findings.sort(Finding.ORDER);
        suppressed.sort(Finding.ORDER);
        notEvaluable.sort(NotEvaluable.ORDER);
        return new Evaluation(
                landscape.asOf(),
                landscape.sources().stream()
                        .flatMap(state -> state.snapshot().stream())
                        .toList(),
                findings,
                suppressed,
                notEvaluable,
                landscape.governance().rulesOff());
    }

    /// `ok`, `findings` or `not-evaluable`.
    public String verdict() {
        if (!findings.isEmpty()) {
            return "findings";
        }
        return notEvaluable.isEmpty() ? "ok" : "not-evaluable";
    }

    /// Findings and suppressed ones of an account.
    public List<Finding> of(String source, String account) {
        return findings.stream()
                .filter(finding -> finding.source().equals(source)
                        && finding.account().filter(account::equals).isPresent())
                .toList();
    }

    /// The object that `countersign drift --format json` prints.
    public ObjectNode json() {
        ObjectNode node =
                CanonicalJson.object().put("asOf", Formats.instant(asOf)).put("verdict", verdict());
        var taken = node.putArray("snapshots");
        for (Snapshot snapshot : snapshots) {
            taken.addObject()
                    .put("source", snapshot.source())
                    .put("number", snapshot.number())
                    .put("takenAt", Formats.instant(snapshot.takenAt()))
                    .put("sha256", snapshot.sha256())
                    .put("complete", snapshot.completeness().complete());
        }
        var open = node.putArray("findings");
        findings.forEach(finding -> open.add(finding.json()));
        var allowed = node.putArray("suppressed");
        suppressed.forEach(finding -> allowed.add(finding.json()));
        var unknown = node.putArray("notEvaluable");
        notEvaluable.forEach(entry -> unknown.add(entry.json()));
        var off = node.putArray("rulesOff");
        off().forEach(off::add);
        return node;
    }

    /// The ids that are off, sorted.
    public List<String> off() {
        return List.copyOf(new TreeSet<>(rulesOff));
    }
}
