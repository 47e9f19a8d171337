package org.countersign.drift.rule;

import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Severity;
import org.countersign.governance.Access;
import org.countersign.governance.ExceptionRecord;

/// The access that an exception allows does not exist: it can end.
final class ExceptionUnused extends AppRule {
    ExceptionUnused() {
        super("exception-unused", Severity.INFO, Premise.APP_COMPLETE, Premise.APP_MEMBERS_TOLD);
    }

    @Override
    protected boolean asksAppGroups(AppState app) {
        return app.exceptions().stream()
                .flatMap(exception -> exception.access().stream())
                .anyMatch(access -> access.kind() == Access.Kind.GROUP);
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        for (ExceptionRecord exception : app.exceptions()) {
            if (!app.accessExists(exception)) {
                Exceptions.on(report, app, exception)
                        .report(
                                exception.id(),
                                exception.account(),
                                app.source().name());
            }
        }
    }
}
