package org.countersign.drift.rule;

import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Severity;

/// An app whose joining, moving and leaving nobody has tried out within its time. No tests are recorded yet, so it
/// holds for every app.
final class LifecycleTestOverdue extends AppRule {
    LifecycleTestOverdue() {
        super("lifecycle-test-overdue", Severity.MEDIUM);
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        Sources.on(report, app)
                .fact("every", app.source().lifecycleTestEvery().toString())
                .report(app.source().name());
    }
}
