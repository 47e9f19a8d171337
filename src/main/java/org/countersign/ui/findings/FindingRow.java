package org.countersign.ui.findings;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.countersign.drift.Finding;
import org.countersign.drift.Severity;
import org.countersign.text.Csv;
import org.countersign.text.Strings;

/// A finding as a row of the table.
///
/// @param fingerprint empty where it is a rule that cannot be answered
/// @param severity absent where a rule cannot be answered
/// @param subjectId tells subjects of one source apart
/// @param since `new`, an age, or that nobody knows
/// @param finding what the rules say now or said yesterday; absent where only a run's word is left
/// @param remedy what to do where the rule does not say it
/// @param columns as `drift --format csv` prints it
public record FindingRow(
        String fingerprint,
        Optional<Severity> severity,
        boolean raised,
        String rule,
        String sentence,
        String subject,
        String subjectId,
        String source,
        String sourceName,
        String since,
        FindingStatus status,
        Optional<Finding> finding,
        Optional<String> remedy,
        List<FindingLink> links,
        List<String> columns)
        implements FindingLine {
    /// By severity, rule, source, subject; what is not a finding last.
    static final Comparator<FindingRow> ORDER = Comparator.comparing(
                    (FindingRow row) -> row.severity().map(Severity::ordinal).orElse(Severity.values().length))
            .thenComparing(FindingRow::rule)
            .thenComparing(FindingRow::source)
            .thenComparing(FindingRow::subjectId)
            .thenComparing(FindingRow::fingerprint);

    /// Copies the lists.
    public FindingRow {
        links = List.copyOf(links);
        columns = List.copyOf(columns);
    }

    @Override
    public String key() {
        return fingerprint.isEmpty() ? rule + " " + source + " " + sentence : fingerprint;
    }

    /// Whether it stands for the first time today.
    public boolean fresh() {
        return since.equals(Strings.of("findings.new"));
    }

    boolean matches(String wanted) {
        return wanted.isEmpty()
                || (sentence + " " + subject + " " + subjectId + " " + rule + " " + sourceName + " " + status.text())
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted);
    }

    boolean about(FindingLink link) {
        return links.stream().anyMatch(link::same);
    }

    /// The columns of the table as tab-separated text, for the clipboard: a tab or a line end in a name stays in its
    /// cell, and a name that a spreadsheet would compute does not begin it.
    public String line() {
        return String.join(
                "\t",
                List.of(
                        severity.map(Severity::text).orElse("unknown"),
                        rule,
                        Csv.cell(sentence),
                        Csv.cell(subject),
                        Csv.cell(sourceName),
                        since,
                        status.text()));
    }
}
