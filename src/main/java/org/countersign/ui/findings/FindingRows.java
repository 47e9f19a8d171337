package org.countersign.ui.findings;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.countersign.drift.Finding;
import org.countersign.drift.FindingChange;
import org.countersign.drift.FindingColumns;
import org.countersign.drift.Landscape;
import org.countersign.drift.NotEvaluable;
import org.countersign.drift.StoredFinding;
import org.countersign.text.Formats;
import org.countersign.text.Strings;

/// Makes rows.
///
/// @param stored fingerprints whose first seen is known
/// @param fresh fingerprints of what did not stand a day before
record FindingRows(Landscape landscape, Set<String> stored, Set<String> fresh) {
    private static FindingRow of(Finding finding, FindingRows rows, String since, FindingStatus status) {
        return new FindingRow(
                finding.fingerprint(),
                Optional.of(finding.severity()),
                finding.raised(),
                finding.rule(),
                finding.summary(),
                finding.subject().label(),
                finding.subject().id(),
                finding.source(),
                rows.name(finding.source()),
                since,
                status,
                Optional.of(finding),
                Optional.empty(),
                FindingLinks.of(finding, rows.landscape),
                FindingColumns.of(finding));
    }

    private static FindingRow of(StoredFinding finding, FindingRows rows, Instant since, FindingStatus status) {
        return new FindingRow(
                finding.fingerprint(),
                Optional.of(finding.severity()),
                false,
                finding.rule(),
                finding.summary(),
                finding.label(),
                finding.subject(),
                finding.source(),
                rows.name(finding.source()),
                rows.age(since),
                status,
                Optional.empty(),
                Optional.empty(),
                FindingLinks.of(finding, rows.landscape),
                FindingColumns.of(finding));
    }

    private String name(String source) {
        return landscape.source(source).map(state -> state.source().name()).orElse(source);
    }

    /// Whole days from one day on.
    private String age(Instant since) {
        Duration age = Duration.between(since, landscape.asOf());
        return age.toDays() > 0 ? age.toDays() + " d" : Formats.age(age);
    }

    private String since(Finding finding) {
        if (fresh.contains(finding.fingerprint())) {
            return Strings.of("findings.new");
        }
        return stored.contains(finding.fingerprint())
                ? finding.standing().map(known -> age(known.since())).orElse("")
                : Strings.of("findings.before");
    }

    /// Holds now.
    FindingRow standing(Finding finding) {
        return of(finding, this, since(finding), FindingStatus.of(finding));
    }

    /// Held yesterday and does not now.
    FindingRow gone(Finding finding) {
        return of(finding, this, since(finding), FindingStatus.gone());
    }

    /// Held at the last run and does not now.
    FindingRow gone(StoredFinding finding) {
        return of(finding, this, finding.firstSeen(), FindingStatus.gone());
    }

    /// Held yesterday, and nobody knows whether it does now.
    FindingRow unchecked(Finding finding) {
        return of(finding, this, since(finding), FindingStatus.unchecked());
    }

    /// Held at the last run, and nobody knows whether it does now.
    FindingRow unchecked(StoredFinding finding) {
        return of(finding, this, finding.firstSeen(), FindingStatus.unchecked());
    }

    /// Held at the last run, and nobody asks any more.
    FindingRow notAsked(StoredFinding finding) {
        return of(
                finding,
                this,
                finding.firstSeen(),
                FindingStatus.notAsked(landscape.source(finding.source()).isPresent()));
    }

    /// Ended in a run, since then.
    FindingRow ended(StoredFinding finding, Optional<FindingChange> end) {
        return of(finding, this, finding.since(), FindingStatus.ended(finding.status(), end, landscape));
    }

    /// A rule that cannot be answered.
    FindingRow unknown(NotEvaluable entry) {
        return new FindingRow(
                "",
                Optional.empty(),
                false,
                entry.rule(),
                entry.reason(),
                entry.rule(),
                entry.rule(),
                entry.source(),
                name(entry.source()),
                "",
                FindingStatus.unknown(),
                Optional.empty(),
                Optional.of(entry.remedy()),
                FindingLinks.of(entry.source(), landscape),
                FindingColumns.of(entry));
    }
}
