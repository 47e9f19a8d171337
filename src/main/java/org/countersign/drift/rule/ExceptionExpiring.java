package org.countersign.drift.rule;

import java.time.LocalDate;
import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Severity;
import org.countersign.governance.ExceptionRecord;

/// `expires` is near, and the access exists.
final class ExceptionExpiring extends AppRule {
    private static final int DAYS = 14;

    ExceptionExpiring() {
        super("exception-expiring", Severity.LOW);
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        LocalDate day = landscape.day();
        for (ExceptionRecord exception : app.exceptions()) {
            exception
                    .expires()
                    .filter(last -> !last.isBefore(day) && !last.isAfter(day.plusDays(DAYS)))
                    .filter(_ -> Exceptions.accessExists(report, app, exception))
                    .ifPresent(last -> Exceptions.on(report, app, exception)
                            .fact("expires", last.toString())
                            .report(
                                    exception.id(),
                                    last,
                                    exception.account(),
                                    app.source().name()));
        }
    }
}
