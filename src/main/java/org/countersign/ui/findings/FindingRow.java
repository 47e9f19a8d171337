package org.countersign.ui.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.countersign.drift.Finding;
import org.countersign.drift.Landscape;
import org.countersign.drift.NotEvaluable;
import org.countersign.drift.Severity;
import org.countersign.drift.SourceState;
import org.countersign.drift.Subject;
import org.countersign.governance.Source;
import org.countersign.text.Strings;

/// A row of the table with what its side sheet says.
///
/// @param severity absent where a rule cannot be answered
/// @param facts name and value
/// @param survives holdings that deactivation leaves alive, with `kept`, `blocked` or `unknown`
public record FindingRow(
        Optional<Severity> severity,
        boolean raised,
        String rule,
        String sentence,
        String subject,
        String source,
        String sourceName,
        String since,
        String status,
        List<Map.Entry<String, String>> facts,
        String todo,
        List<Map.Entry<String, String>> survives) {
    /// Copies the lists.
    public FindingRow {
        facts = List.copyOf(facts);
        survives = List.copyOf(survives);
    }

    static FindingRow of(NotEvaluable entry, Landscape landscape) {
        return new FindingRow(
                Optional.empty(),
                false,
                entry.rule(),
                entry.reason(),
                entry.rule(),
                entry.source(),
                landscape
                        .source(entry.source())
                        .map(known -> known.source().name())
                        .orElse(entry.source()),
                "",
                Strings.of("findings.status.unknown"),
                List.of(Map.entry(Strings.of("findings.fact.rule"), entry.rule())),
                entry.remedy(),
                List.of());
    }

    static FindingRow of(Finding finding, Landscape landscape, boolean fresh) {
        Optional<SourceState> state = landscape.source(finding.source());
        var facts = new ArrayList<Map.Entry<String, String>>();
        facts.add(Map.entry(
                Strings.of("findings.fact.subject"),
                finding.subject().label() + " (" + finding.subject().id() + ")"));
        finding.identity()
                .ifPresent(identity -> facts.add(Map.entry(
                        Strings.of("findings.fact.identity"), identity.label() + " (" + identity.id() + ")")));
        finding.evidence().properties().forEach(entry -> {
            var value = entry.getValue();
            var texts = new ArrayList<String>();
            value.forEach(one -> texts.add(one.asText()));
            facts.add(Map.entry(entry.getKey(), value.isArray() ? String.join(", ", texts) : value.asText()));
        });
        facts.add(Map.entry(Strings.of("findings.fact.rule"), finding.rule()));
        return new FindingRow(
                Optional.of(finding.severity()),
                finding.raised(),
                finding.rule(),
                finding.summary(),
                finding.subject().label(),
                finding.source(),
                state.map(known -> known.source().name()).orElse(finding.source()),
                fresh
                        ? Strings.of("findings.new")
                        : finding.firstSeen()
                                .map(at -> org.countersign.text.Formats.day(at))
                                .orElse(""),
                finding.suppressedBy()
                        .map(id -> Strings.of("findings.status.suppressed", id))
                        .orElse(Strings.of("findings.status.open")),
                facts,
                Strings.of("todo." + finding.rule()),
                survives(finding, state));
    }

    private static List<Map.Entry<String, String>> survives(Finding finding, Optional<SourceState> state) {
        boolean account = finding.subject().type() == Subject.Type.ACCOUNT;
        if (!account || state.isEmpty()) {
            return List.of();
        }
        var left = new ArrayList<Map.Entry<String, String>>();
        for (String holding : Source.HOLDINGS) {
            Source.State does = state.get().source().coverage(holding).state();
            if (does != Source.State.REVOKED) {
                left.add(Map.entry(Strings.of("holding." + holding), does.name().toLowerCase(Locale.ROOT)));
            }
        }
        return left;
    }

    boolean matches(String wanted) {
        return wanted.isEmpty()
                || (sentence + " " + subject + " " + rule + " " + sourceName)
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted);
    }

    /// As tab-separated text, for the clipboard.
    public String line() {
        return String.join("\t", severity.map(Severity::text).orElse("unknown"), rule, sourceName, subject, sentence);
    }
}
