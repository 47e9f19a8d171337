package org.countersign.drift.rule;

import org.countersign.drift.AppState;
import org.countersign.drift.Report;
import org.countersign.drift.Subject;
import org.countersign.governance.Access;
import org.countersign.governance.ExceptionRecord;

/// What findings on exceptions have in common.
final class Exceptions {
    private Exceptions() {}

    /// Whether an exception's access exists, as far as is told; says where a group does not tell its members.
    static boolean accessExists(Report report, AppState app, ExceptionRecord exception) {
        exception
                .access()
                .filter(access -> access.kind() == Access.Kind.GROUP)
                .flatMap(access -> app.state().references().resolve(access.name()))
                .filter(group -> !app.state().membersTold(group))
                .ifPresent(_ -> report.unknown(
                        app.id(), "members-not-told", app.source().name()));
        return app.accessExists(exception);
    }

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
