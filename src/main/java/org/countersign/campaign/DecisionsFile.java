package org.countersign.campaign;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.text.Csv;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;

/// `decisions.csv` (cli-and-files.md): read by header, unknown columns ignored, empty decisions skipped.
public final class DecisionsFile {
    private static final int FAULTS_SHOWN = 20;

    /// The header that `campaign items` writes.
    public static final List<String> COLUMNS = List.of(
            "item",
            "source",
            "kind",
            "account",
            "label",
            "access",
            "identity",
            "findings",
            "reviewer",
            "decision",
            "reason",
            "until");

    private DecisionsFile() {}

    /// Reads drafts.
    ///
    /// @throws RefusedException with the lines of the first faults, and how many more there are
    public static List<RecordDecision.Draft> read(String name, String text) throws RefusedException {
        List<Csv.Row> records = rows(name, text);
        if (records.isEmpty()) {
            throw new RefusedException(name, "The file is empty.", "");
        }
        Map<String, Integer> columns = new HashMap<>();
        List<String> header = records.getFirst().fields();
        for (int i = 0; i < header.size(); i++) {
            columns.putIfAbsent(header.get(i).strip().toLowerCase(Locale.ROOT), i);
        }
        if (!columns.containsKey("item") || !columns.containsKey("decision")) {
            throw new RefusedException(
                    name + ", line 1",
                    "The header has no column “item” or “decision”.",
                    "See: countersign campaign items");
        }
        var drafts = new ArrayList<RecordDecision.Draft>();
        var faults = new ArrayList<String>();
        for (Csv.Row row : records.subList(1, records.size())) {
            String decision = field(row, columns, "decision");
            if (decision.isBlank()) {
                continue;
            }
            String place = name + ", line " + row.line();
            Optional<Verdict> verdict = Verdict.of(decision);
            Optional<LocalDate> until = Optional.empty();
            String day = field(row, columns, "until").strip();
            try {
                until = day.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(day));
            } catch (DateTimeParseException e) {
                faults.add(place + ": " + quoted(day) + " is not a date like 2026-12-31");
            }
            if (verdict.isEmpty()) {
                faults.add(place + ": " + quoted(decision) + " is none of approve, revoke, approve-until, dont-know");
            } else {
                drafts.add(new RecordDecision.Draft(
                        place,
                        field(row, columns, "item").strip(),
                        verdict.get(),
                        Optional.of(field(row, columns, "reason")).filter(reason -> !reason.isBlank()),
                        until,
                        0));
            }
        }
        if (!faults.isEmpty()) {
            List<String> shown = faults.subList(0, Math.min(FAULTS_SHOWN, faults.size()));
            String more = faults.size() > FAULTS_SHOWN ? "; and " + (faults.size() - FAULTS_SHOWN) + " more" : "";
            throw new RefusedException(String.join("; ", shown) + more, "", "No decision was recorded.");
        }
        return drafts;
    }

    /// What a file says of itself, to a bound.
    private static String quoted(String text) {
        return "“" + Formats.brief(text, 80) + "”";
    }

    private static List<Csv.Row> rows(String name, String text) throws RefusedException {
        try {
            return Csv.read(text);
        } catch (Csv.SyntaxException e) {
            throw new RefusedException(
                    name + ", line " + e.line(), String.valueOf(e.getMessage()), "No decision was recorded.");
        }
    }

    private static String field(Csv.Row row, Map<String, Integer> columns, String name) {
        Integer index = columns.get(name);
        return index == null || index >= row.fields().size()
                ? ""
                : Csv.plain(row.fields().get(index));
    }

    /// The row of an item, which [#read] reads back.
    public static List<String> row(ItemState state) {
        ReviewItem item = state.item();
        Optional<Decision> decision = state.decision();
        return List.of(
                item.id(),
                item.source(),
                item.kind().text(),
                item.account().orElse(""),
                item.label(),
                item.access(),
                item.identity().orElse(""),
                item.findings().stream()
                        .map(finding -> finding.severity().text() + " " + finding.rule())
                        .collect(Collectors.joining("; ")),
                state.reviewer(),
                decision.map(made -> made.verdict().text()).orElse(""),
                decision.flatMap(Decision::reason).orElse(""),
                decision.flatMap(Decision::until).map(LocalDate::toString).orElse(""));
    }
}
