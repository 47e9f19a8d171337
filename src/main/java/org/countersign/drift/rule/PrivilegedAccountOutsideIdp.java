package org.countersign.drift.rule;

import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Severity;
import org.countersign.scim.UserResource;

/// Active, privileged, not owned, and nobody at the IdP stands behind it.
final class PrivilegedAccountOutsideIdp extends AppRule {
    PrivilegedAccountOutsideIdp() {
        super("privileged-account-outside-idp", Severity.CRITICAL, Premise.IDP_COMPLETE);
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        sayUntoldPrivileges(app, report);
        for (UserResource account : app.activeWithoutIdentity()) {
            if (app.privileged(account.id()) && !app.owned(account.id())) {
                Accounts.on(report, app, account)
                        .suppressedBy(app.allowedWhole(account.id()))
                        .report(
                                account.label(),
                                Accounts.label(app, app.privileges(account).getFirst()),
                                app.source().name(),
                                app.idp().orElseThrow().state().source().name());
            }
        }
    }
}
