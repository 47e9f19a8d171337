package org.countersign.drift.list;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.countersign.drift.Finding.IdentityRef;
import org.countersign.drift.FindingColumns;
import org.countersign.drift.NotEvaluable;
import org.countersign.drift.Severity;
import org.countersign.drift.Subject;
import org.countersign.drift.list.FindingQuery.Segment;
import org.countersign.text.Formats;

/// A row of the list: a finding, or a rule that cannot be answered.
///
/// @param fingerprint empty where it is a rule that cannot be answered
/// @param segment never [Segment#NEW]: that is [#fresh()] of those that are open
/// @param fresh whether it did not stand a day before
/// @param severity absent where a rule cannot be answered
/// @param identity the identity behind it; without a source, and by its id alone, where nothing else is kept
/// @param stand where it stands
/// @param why what there is to say of that: by whom and until which day it is acknowledged (two lines), the exception,
/// the change that ended it as JSON, what to do where a rule cannot be answered
/// @param since absent where no run saw it
/// @param firstSeen absent where a rule cannot be answered
/// @param about what it leads to
/// @param evidence facts of the rule as JSON; empty where they have to be asked for
public record ListedFinding(
        String fingerprint,
        Segment segment,
        boolean fresh,
        Optional<Severity> severity,
        boolean raised,
        String rule,
        String source,
        Subject subject,
        Optional<IdentityRef> identity,
        String summary,
        Stand stand,
        String why,
        Optional<Instant> since,
        Optional<Instant> firstSeen,
        Optional<String> suppressedBy,
        List<Concern> about,
        String evidence) {
    /// By severity, rule, source, subject; what is not a finding first.
    static final Comparator<ListedFinding> ORDER = Comparator.comparingInt(
                    (ListedFinding row) -> row.severity().map(Severity::ordinal).orElse(-1))
            .thenComparing(ListedFinding::rule)
            .thenComparing(ListedFinding::source)
            .thenComparing(row -> row.subject().id())
            .thenComparing(ListedFinding::fingerprint);

    /// Copies the list.
    public ListedFinding {
        about = List.copyOf(about);
    }

    /// As `drift --format csv` prints it.
    public List<String> columns() {
        return severity.map(known -> List.of(
                        known.text(),
                        rule,
                        source,
                        subject.type().text(),
                        subject.id(),
                        subject.label(),
                        identity.map(IdentityRef::label).orElse(""),
                        firstSeen.map(Formats::instant).orElse(""),
                        suppressedBy.orElse(""),
                        summary))
                .orElseGet(() -> FindingColumns.of(new NotEvaluable(rule, Severity.INFO, source, summary, why)));
    }

    /// The same, not standing a day before.
    ListedFinding asFresh() {
        return new ListedFinding(
                fingerprint,
                segment,
                true,
                severity,
                raised,
                rule,
                source,
                subject,
                identity,
                summary,
                stand,
                why,
                since,
                firstSeen,
                suppressedBy,
                about,
                evidence);
    }

    /// The same, standing elsewhere.
    ListedFinding standing(Stand now, String reason) {
        return new ListedFinding(
                fingerprint,
                segment,
                fresh,
                severity,
                raised,
                rule,
                source,
                subject,
                identity,
                summary,
                now,
                reason,
                since,
                firstSeen,
                suppressedBy,
                about,
                evidence);
    }
}
