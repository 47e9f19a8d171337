package org.countersign.drift.rule;

import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Severity;
import org.countersign.governance.ExceptionRecord;

/// An owner is named and is not an active identity.
final class ExceptionOwnerInactive extends AppRule {
    ExceptionOwnerInactive() {
        super("exception-owner-inactive", Severity.MEDIUM, Premise.IDP_COMPLETE, Premise.ACTIVE_TOLD);
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        for (ExceptionRecord exception : app.exceptions()) {
            exception
                    .owner()
                    .filter(owner -> !app.idp().orElseThrow().isActiveOwner(owner))
                    .ifPresent(owner -> Exceptions.on(report, app, exception)
                            .fact("owner", owner)
                            .report(
                                    exception.id(),
                                    owner,
                                    app.idp().orElseThrow().state().source().name()));
        }
    }
}
