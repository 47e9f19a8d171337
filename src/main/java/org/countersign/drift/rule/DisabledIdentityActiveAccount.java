package org.countersign.drift.rule;

import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Severity;
import org.countersign.scim.UserResource;

/// The account is active; its identity is inactive, be it that it has ended or that it has not begun.
final class DisabledIdentityActiveAccount extends AppRule {
    DisabledIdentityActiveAccount() {
        super("disabled-identity-active-account", Severity.HIGH, Premise.ACTIVE_TOLD);
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        for (UserResource account : app.activeOfInactive()) {
            app.currentIdentity(account.id()).ifPresent(identity -> report(app, account, identity, report));
        }
    }

    private static void report(AppState app, UserResource account, UserResource identity, Report report) {
        Report.Draft draft = Accounts.on(report, app, account).raisedIf(app.privileged(account.id()));
        if (identity.isStaged()) {
            draft.severity(Severity.MEDIUM).variant("staged").fact("identityStatus", "STAGED");
        }
        draft.report(
                identity.label(),
                app.idp().orElseThrow().state().source().name(),
                Accounts.standing(app, account),
                app.source().name());
    }
}
