package org.countersign.drift.rule;

import java.util.LinkedHashMap;
import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
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
        var ungranted = new LinkedHashMap<String, int[]>();
        for (String group : Groups.mapped(app)) {
            ungranted.put(group, Groups.ungranted(app, group, app.into(group)));
        }
        Groups.each(app, ungranted, (group, account) -> report(app, group, account, report));
    }

    private static void report(AppState app, String group, int number, Report report) {
        UserResource account = app.state().accounts().account(number);
        Groups.on(report, app, group, account.id())
                .raisedIf(app.privileged(account.id()) || app.privilegedGroup(group))
                .facts(
                        "mappings",
                        app.into(group).stream()
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
