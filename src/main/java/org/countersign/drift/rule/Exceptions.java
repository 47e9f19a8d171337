package org.countersign.drift.rule;

import org.countersign.drift.AppState;
import org.countersign.drift.Report;
import org.countersign.drift.Subject;
import org.countersign.governance.ExceptionRecord;

/// What findings on exceptions have in common.
final class Exceptions {
    private Exceptions() {}

    static Report.Draft on(Report report, AppState app, ExceptionRecord exception) {
        Report.Draft draft = report.on(app.id(), Subject.Type.EXCEPTION, exception.id(), exception.id())
                .fact("account", exception.account());
        exception.access().ifPresent(access -> draft.fact("access", access.text()));
        app.accountsNamed(exception.account()).stream().findFirst().ifPresent(account -> {
            draft.account(account);
            draft.identity(app.identityRef(account));
        });
        return draft;
    }
}
