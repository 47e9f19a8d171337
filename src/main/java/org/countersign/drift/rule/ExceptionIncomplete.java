package org.countersign.drift.rule;

import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Severity;
import org.countersign.governance.ExceptionRecord;

/// Owner, reason or expiry is missing.
final class ExceptionIncomplete extends AppRule {
    ExceptionIncomplete() {
        super("exception-incomplete", Severity.MEDIUM);
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        for (ExceptionRecord exception : app.exceptions()) {
            if (!exception.missing().isEmpty()) {
                Exceptions.on(report, app, exception)
                        .facts("missing", exception.missing())
                        .report(
                                exception.id(),
                                exception.account(),
                                app.source().name(),
                                String.join(", ", exception.missing()));
            }
        }
    }
}
