package org.countersign.ui.findings;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.countersign.drift.Subject;
import org.countersign.drift.list.FindingFacts;
import org.countersign.drift.list.Stand;
import org.countersign.governance.Source;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;

/// What the side sheet says of one row.
///
/// @param facts name and value
/// @param survives holdings that deactivation leaves alive, with `kept`, `blocked` or `unknown`
/// @param links what it leads to
/// @param history what happened to it, newest first
public record FindingDetails(
        List<Map.Entry<String, String>> facts,
        String todo,
        List<Map.Entry<String, String>> survives,
        List<FindingLink> links,
        List<FindingHistory> history) {
    /// Copies the lists.
    public FindingDetails {
        facts = List.copyOf(facts);
        survives = List.copyOf(survives);
        links = List.copyOf(links);
        history = List.copyOf(history);
    }

    static FindingDetails of(FindingRow row, FindingFacts told, FindingNames names, ZoneId zone) {
        var facts = new ArrayList<Map.Entry<String, String>>();
        if (!row.fingerprint().isEmpty()) {
            facts.add(fact("findings.fact.subject", row.subject(), row.subjectId()));
        }
        told.identity().ifPresent(ref -> facts.add(fact("findings.fact.identity", ref.label(), ref.id())));
        told.evidence().properties().forEach(entry -> evidence(entry, zone, facts));
        facts.add(Map.entry(Strings.of("findings.fact.rule"), row.rule()));
        return new FindingDetails(
                facts,
                todo(row),
                survives(row, told),
                FindingLink.of(row, told, names),
                told.history().stream()
                        .map(change -> FindingHistory.of(change, names))
                        .toList());
    }

    private static Map.Entry<String, String> fact(String key, String label, String id) {
        return Map.entry(
                Strings.of(key), label.equals(id) ? Formats.name(label) : Formats.name(label) + " (" + id + ")");
    }

    /// Names that somebody gave are isolated; what is empty says nothing. That it is privileged is said as the reason
    /// for the severity.
    private static void evidence(
            Map.Entry<String, JsonNode> entry, ZoneId zone, List<Map.Entry<String, String>> facts) {
        if (entry.getKey().equals("privileged")) {
            return;
        }
        var texts = new ArrayList<String>();
        if (entry.getValue().isArray()) {
            entry.getValue().forEach(one -> texts.add(value(one, zone)));
        } else {
            texts.add(value(entry.getValue(), zone));
        }
        String key = "findings.evidence." + entry.getKey();
        String name = Strings.bundle().containsKey(key) ? Strings.of(key) : entry.getKey();
        texts.removeIf(String::isBlank);
        if (!texts.isEmpty()) {
            facts.add(Map.entry(name, String.join(", ", texts)));
        }
    }

    private static String value(JsonNode value, ZoneId zone) {
        String text = value.isObject() ? value.toString() : value.asText();
        try {
            if (text.matches("\\d{4}-\\d\\d-\\d\\dT.*Z")) {
                return Spoken.at(Instant.parse(text), zone);
            }
            if (text.matches("PT?[0-9].*")) {
                return Spoken.age(Duration.parse(text));
            }
        } catch (DateTimeException _) {
            return text;
        }
        return Formats.name(text);
    }

    private static String todo(FindingRow row) {
        if (row.finding().stand() == Stand.UNKNOWN) {
            return row.finding().why();
        }
        return Strings.of(
                switch (row.status().kind()) {
                    case GONE -> "findings.todo.gone";
                    case UNKNOWN -> "findings.todo.unchecked";
                    case OPEN, ACKNOWLEDGED, SUPPRESSED -> "todo." + row.rule();
                });
    }

    private static List<Map.Entry<String, String>> survives(FindingRow row, FindingFacts told) {
        var left = new ArrayList<Map.Entry<String, String>>();
        if (row.status().kind() == FindingStatus.Kind.GONE
                || row.finding().stand() == Stand.UNKNOWN
                || row.finding().subject().type() != Subject.Type.ACCOUNT) {
            return left;
        }
        told.source()
                .ifPresent(known -> Source.HOLDINGS.forEach(holding -> {
                    Source.State does = known.coverage(holding).state();
                    if (does != Source.State.REVOKED) {
                        left.add(Map.entry(
                                Strings.of("holding." + holding), does.name().toLowerCase(Locale.ROOT)));
                    }
                }));
        return left;
    }
}
