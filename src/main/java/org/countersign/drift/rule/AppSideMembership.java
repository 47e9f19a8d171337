package org.countersign.drift.rule;

import java.util.List;
import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.ResolvedMapping;
import org.countersign.drift.Severity;
import org.countersign.governance.Access;
import org.countersign.scim.UserResource;

/// An active account is in a mapped app group, and no IdP group mapped to it has its identity.
final class AppSideMembership extends AppRule {
    AppSideMembership() {
        super(
                "app-side-membership",
                Severity.MEDIUM,
                Premise.IDP_COMPLETE,
                Premise.APP_MEMBERS_TOLD,
                Premise.IDP_MEMBERS_TOLD);
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        for (String group : Groups.mapped(app)) {
            List<ResolvedMapping> mappings = app.into(group);
            int[] ungranted = Groups.ungranted(app, group, mappings);
            app.expect(ungranted);
            for (int number : ungranted) {
                UserResource account = app.state().accounts().account(number);
                Groups.on(report, app, group, account.id())
                        .raisedIf(app.privileged(account.id()) || app.privilegedGroup(group))
                        .facts(
                                "mappings",
                                mappings.stream()
                                        .map(mapping -> mapping.mapping().id())
                                        .toList())
                        .suppressedBy(app.allowed(account, new Access(Access.Kind.GROUP, group)))
                        .report(
                                account.label(),
                                app.state().groupLabel(group),
                                app.source().name(),
                                app.idp().orElseThrow().state().source().name());
            }
        }
    }
}
