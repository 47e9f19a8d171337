package org.countersign.drift.rule;

import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Severity;
import org.countersign.scim.UserResource;

/// The account is active; its identity is gone from the current IdP snapshot.
final class DepartedIdentityActiveAccount extends AppRule {
    DepartedIdentityActiveAccount() {
        super("departed-identity-active-account", Severity.HIGH, Premise.IDP_COMPLETE);
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        for (UserResource account : app.activeOfDeparted()) {
            Accounts.on(report, app, account)
                    .raisedIf(app.privileged(account.id()))
                    .report(
                            account.label(),
                            app.idp().orElseThrow().state().source().name(),
                            Accounts.standing(app, account),
                            app.source().name());
        }
    }
}
