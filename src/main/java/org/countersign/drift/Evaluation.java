package org.countersign.drift;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.countersign.snapshot.Snapshot;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.work.Progress;

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
    private static final ObjectMapper JSON = new ObjectMapper();

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
        return of(landscape, rules, Progress.NONE);
    }

    /// The same, saying before each rule how far it is.
    static Evaluation of(Landscape landscape, List<Rule> rules, Progress progress) {
        int asked = 0;
        var findings = new ArrayList<Finding>();
        var suppressed = new ArrayList<Finding>();
        var notEvaluable = new ArrayList<NotEvaluable>();
        for (Rule rule : rules) {
            progress.report(Strings.step("drift.asking"), asked++, rules.size());
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
        try (var tokens = new TokenBuffer(JSON, false)) {
            tokens.writeStartObject();
            write(tokens);
            tokens.writeEndObject();
            return JSON.readTree(tokens.asParser());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes the fields of the same object one finding after another: there may be as many as accounts.
    public void write(JsonGenerator json) throws IOException {
        json.writeStringField("asOf", Formats.instant(asOf));
        json.writeStringField("verdict", verdict());
        json.writeArrayFieldStart("snapshots");
        for (Snapshot snapshot : snapshots) {
            json.writeTree(CanonicalJson.object()
                    .put("source", snapshot.source())
                    .put("number", snapshot.number())
                    .put("takenAt", Formats.instant(snapshot.takenAt()))
                    .put("sha256", snapshot.sha256())
                    .put("complete", snapshot.completeness().complete()));
        }
        json.writeEndArray();
        write(json, "findings", findings.stream().map(Finding::json));
        write(json, "suppressed", suppressed.stream().map(Finding::json));
        write(json, "notEvaluable", notEvaluable.stream().map(NotEvaluable::json));
        json.writeArrayFieldStart("rulesOff");
        for (String rule : off()) {
            json.writeString(rule);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, String name, Stream<ObjectNode> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (ObjectNode value : (Iterable<ObjectNode>) values::iterator) {
            json.writeTree(value);
        }
        json.writeEndArray();
    }

    /// The ids that are off, sorted.
    public List<String> off() {
        return List.copyOf(new TreeSet<>(rulesOff));
    }
}
