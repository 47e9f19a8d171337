package org.countersign.drift;

import java.util.List;
import org.countersign.text.Formats;

/// Findings as rows of a CSV file: what `drift --format csv` prints and the desktop exports.
public final class FindingColumns {
    /// The head.
    public static final List<String> HEAD = List.of(
            "severity",
            "rule",
            "source",
            "subjectType",
            "subjectId",
            "label",
            "identity",
            "firstSeen",
            "suppressedBy",
            "summary");

    private FindingColumns() {}

    /// Of an evaluation; the identity by name.
    public static List<String> of(Finding finding) {
        return List.of(
                finding.severity().text(),
                finding.rule(),
                finding.source(),
                finding.subject().type().text(),
                finding.subject().id(),
                finding.subject().label(),
                finding.identity().map(Finding.IdentityRef::label).orElse(""),
                finding.firstSeen().map(Formats::instant).orElse(""),
                finding.suppressedBy().orElse(""),
                finding.summary());
    }

    /// As a run left it; the identity by its id, which is all that is kept.
    public static List<String> of(StoredFinding finding) {
        return List.of(
                finding.severity().text(),
                finding.rule(),
                finding.source(),
                finding.subjectType(),
                finding.subject(),
                finding.label(),
                finding.identity().orElse(""),
                Formats.instant(finding.firstSeen()),
                finding.suppressedBy().orElse(""),
                finding.summary());
    }

    /// A rule that could not be answered, of severity `unknown` and about the whole source.
    public static List<String> of(NotEvaluable entry) {
        return List.of(
                "unknown",
                entry.rule(),
                entry.source(),
                Subject.Type.SOURCE.text(),
                entry.source(),
                "",
                "",
                "",
                "",
                entry.reason() + " " + entry.remedy());
    }
}
