package org.countersign.drift.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.ResolvedMapping;
import org.countersign.drift.Severity;

/// An active identity is in a mapped IdP group and has an active account, which is not in the app group.
final class MissingMembership extends AppRule {
    MissingMembership() {
        super(
                "missing-membership",
                Severity.LOW,
                Premise.APP_COMPLETE,
                Premise.APP_MEMBERS_TOLD,
                Premise.IDP_MEMBERS_TOLD);
    }

    @Override
    protected void evaluate(AppState app, Landscape landscape, Report report) {
        var reported = new HashSet<List<String>>();
        for (ResolvedMapping mapping : app.mappings()) {
            if (mapping.appGroup().isEmpty()) {
                continue;
            }
            String group = mapping.appGroup().get();
            Set<String> direct = app.state().memberships().direct(group);
            for (String identity : mapping.members()) {
                if (!app.idp().orElseThrow().active(identity)) {
                    continue;
                }
                for (String account : app.correlation().accountsOf(identity)) {
                    if (app.state().active(account)
                            && !direct.contains(account)
                            && reported.add(List.of(group, account))) {
                        Groups.on(report, app, group, account)
                                .fact("mapping", mapping.mapping().id())
                                .report(
                                        app.state().label(account),
                                        app.idp()
                                                .orElseThrow()
                                                .state()
                                                .groupLabel(mapping.idpGroup().orElseThrow()),
                                        app.state().groupLabel(group),
                                        app.source().name());
                    }
                }
            }
        }
    }
}
