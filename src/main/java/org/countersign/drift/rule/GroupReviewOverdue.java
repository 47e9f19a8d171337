package org.countersign.drift.rule;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Rule;
import org.countersign.drift.Severity;
import org.countersign.drift.SourceState;
import org.countersign.drift.Subject;

/// A documented group was last reviewed longer ago than its cadence; one never reviewed counts from when it was
/// documented.
final class GroupReviewOverdue implements Rule {
    @Override
    public String id() {
        return "group-review-overdue";
    }

    @Override
    public Severity severity() {
        return Severity.MEDIUM;
    }

    @Override
    public void evaluate(Landscape landscape, Report report) {
        for (Landscape.KnownRecord known : landscape.groupRecords()) {
            known.entry().cadence().ifPresent(cadence -> report(landscape, known, cadence, report));
        }
    }

    private static void report(Landscape landscape, Landscape.KnownRecord known, Duration cadence, Report report) {
        SourceState state = known.state();
        Optional<LocalDate> reviewed = known.entry().lastReviewed();
        LocalDate from = reviewed.orElseGet(() -> landscape.documented(known.entry()));
        LocalDate due = from.atStartOfDay().plus(cadence).toLocalDate();
        if (due.isBefore(landscape.day())) {
            String label = state.groupLabel(known.group());
            Report.Draft draft = report.on(state.id(), Subject.Type.GROUP, known.group(), label)
                    .variant(reviewed.isPresent() ? "reviewed" : "never")
                    .fact("cadence", cadence.toString())
                    .fact("due", due.toString());
            draft.fact(reviewed.isPresent() ? "lastReviewed" : "documented", from.toString());
            draft.report(label, state.source().name(), due, from);
        }
    }
}
