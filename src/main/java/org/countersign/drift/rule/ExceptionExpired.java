package org.countersign.drift.rule;

import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Severity;
import org.countersign.governance.ExceptionRecord;

/// `expires` is past and the access exists.
final class ExceptionExpired extends AppRule {
    ExceptionExpired() {
        super("exception-expired", Severity.HIGH);
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        for (ExceptionRecord exception : app.exceptions()) {
            boolean past = exception.expires().filter(landscape.day()::isAfter).isPresent();
            if (past && Exceptions.accessExists(report, app, exception)) {
                Exceptions.on(report, app, exception)
                        .fact("expires", exception.expires().orElseThrow().toString())
                        .report(
                                exception.id(),
                                exception.expires().orElseThrow(),
                                exception.account(),
                                app.source().name());
            }
        }
    }
}
