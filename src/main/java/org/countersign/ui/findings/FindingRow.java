package org.countersign.ui.findings;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.drift.Severity;
import org.countersign.drift.list.Concern;
import org.countersign.drift.list.ListedFinding;
import org.countersign.text.Csv;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;

/// A finding as a row of the table.
///
/// @param finding what is listed
/// @param sourceName what people call its source
/// @param since `new`, an age, or that nobody knows
public record FindingRow(ListedFinding finding, String sourceName, String since, FindingStatus status)
        implements FindingLine {
    static FindingRow of(ListedFinding finding, FindingNames names, Instant asOf) {
        return new FindingRow(
                finding,
                names.source(finding.source()),
                finding.severity().isEmpty()
                        ? ""
                        : finding.fresh()
                                ? Strings.of("findings.new")
                                : finding.since()
                                        .map(since -> age(Duration.between(since, asOf)))
                                        .orElse(Strings.of("findings.before")),
                FindingStatus.of(finding, names));
    }

    /// Whole days from one day on.
    private static String age(Duration age) {
        return age.toDays() > 0 ? Spoken.days(age) : Spoken.age(age);
    }

    /// Empty where it is a rule that cannot be answered.
    public String fingerprint() {
        return finding.fingerprint();
    }

    /// Absent where a rule cannot be answered.
    public Optional<Severity> severity() {
        return finding.severity();
    }

    /// Whether the severity was raised.
    public boolean raised() {
        return finding.raised();
    }

    /// Its rule.
    public String rule() {
        return finding.rule();
    }

    /// What a person reads first.
    public String sentence() {
        return finding.summary();
    }

    /// What it is about, by name.
    public String subject() {
        return finding.subject().label();
    }

    /// Tells subjects of one source apart.
    public String subjectId() {
        return finding.subject().id();
    }

    /// By id.
    public String source() {
        return finding.source();
    }

    /// Whether it stands for the first time today.
    public boolean fresh() {
        return finding.fresh();
    }

    /// What it leads to.
    public List<Concern> about() {
        return finding.about();
    }

    /// As `drift --format csv` prints it.
    public List<String> columns() {
        return finding.columns();
    }

    @Override
    public String key() {
        return fingerprint();
    }

    /// The columns of the table as tab-separated text, for the clipboard: a tab or a line end in a name stays in its
    /// cell, and a name that a spreadsheet would compute does not begin it.
    public String line() {
        return String.join(
                "\t",
                List.of(
                        severity().map(Severity::text).orElse("unknown"),
                        rule(),
                        Csv.cell(sentence()),
                        Csv.cell(subject()),
                        Csv.cell(sourceName),
                        since,
                        status.text()));
    }
}
