package org.countersign.drift.rule;

import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Rule;
import org.countersign.drift.Severity;
import org.countersign.drift.SourceState;
import org.countersign.drift.Subject;

/// The current snapshot's completeness record has a gap.
final class SnapshotIncomplete implements Rule {
    @Override
    public String id() {
        return "snapshot-incomplete";
    }

    @Override
    public Severity severity() {
        return Severity.HIGH;
    }

    @Override
    public void evaluate(Landscape landscape, Report report) {
        for (SourceState state : landscape.sources()) {
            state.snapshot()
                    .filter(snapshot -> !snapshot.completeness().complete())
                    .ifPresent(snapshot -> report.on(
                                    state.id(),
                                    Subject.Type.SOURCE,
                                    state.id(),
                                    state.source().name())
                            .facts("gaps", snapshot.completeness().gaps())
                            .report(
                                    state.source().name(),
                                    snapshot.completeness().gaps().getFirst()));
        }
    }
}
