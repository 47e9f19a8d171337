package org.countersign.drift.rule;

import java.util.List;
import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Severity;
import org.countersign.governance.Access;
import org.countersign.governance.Mapping;
import org.countersign.scim.UserResource;

/// Active, privileged, its identity is active, and a privilege of it is granted by no mapping that has the
/// identity.
final class UngovernedPrivilege extends AppRule {
    UngovernedPrivilege() {
        super("ungoverned-privilege", Severity.HIGH, Premise.IDP_COMPLETE, Premise.IDP_MEMBERS_TOLD);
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        sayUntoldPrivileges(app, report);
        for (UserResource account : app.activePrivileged()) {
            String id = app.currentIdentity(account.id()).orElseThrow().id();
            List<Access> ungoverned = app.privileges(account).stream()
                    .filter(held -> app.granting(held, account).stream()
                            .noneMatch(mapping -> mapping.members().contains(id)))
                    .toList();
            if (!ungoverned.isEmpty()) {
                Accounts.on(report, app, account)
                        .facts(
                                "ungoverned",
                                ungoverned.stream()
                                        .map(held -> Accounts.label(app, held))
                                        .toList())
                        .suppressedBy(app.allowed(account, ungoverned))
                        .report(
                                account.label(),
                                Accounts.label(app, ungoverned.getFirst()),
                                app.source().name());
            }
        }
    }

    @Override
    protected boolean asksIdpGroup(Mapping mapping) {
        return true;
    }
}
