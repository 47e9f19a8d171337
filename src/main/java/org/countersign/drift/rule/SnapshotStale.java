package org.countersign.drift.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Rule;
import org.countersign.drift.Severity;
import org.countersign.drift.SourceState;
import org.countersign.drift.Subject;
import org.countersign.snapshot.Snapshot;
import org.countersign.text.Formats;

/// The current snapshot is older than `snapshotMaxAge`, or there is none. Not evaluable where the one that was current
/// is not kept any more.
final class SnapshotStale implements Rule {
    @Override
    public String id() {
        return "snapshot-stale";
    }

    @Override
    public Severity severity() {
        return Severity.HIGH;
    }

    @Override
    public void evaluate(Landscape landscape, Report report) {
        for (SourceState state : landscape.sources()) {
            if (state.removed()) {
                report.unknown(state.id(), "snapshot-removed", state.source().name());
                continue;
            }
            Optional<Instant> taken = state.snapshot().map(Snapshot::takenAt);
            Duration allowed = state.source().snapshotMaxAge();
            Report.Draft draft = report.on(
                    state.id(), Subject.Type.SOURCE, state.id(), state.source().name());
            if (taken.isEmpty()) {
                draft.variant("none").report(state.source().name());
            } else if (taken.get().plus(allowed).isBefore(landscape.asOf())) {
                Duration age = Duration.between(taken.get(), landscape.asOf());
                draft.fact("takenAt", Formats.instant(taken.get()))
                        .fact("allowed", allowed.toString())
                        .report(state.source().name(), Formats.age(age), Formats.age(allowed));
            }
        }
    }
}
