package org.countersign.drift.rule;

import java.util.Arrays;
import java.util.HashSet;
import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.ResolvedMapping;
import org.countersign.drift.Severity;
import org.countersign.snapshot.StoredAccounts;

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
        var reported = new HashSet<String>();
        StoredAccounts accounts = app.state().accounts();
        for (ResolvedMapping mapping : app.mappings()) {
            if (mapping.appGroup().isEmpty() || app.idp().isEmpty()) {
                continue;
            }
            String group = mapping.appGroup().get();
            int[] direct = app.state().memberships().direct(accounts.number(group));
            StoredAccounts identities = app.idp().get().state().accounts();
            int[] missing = mapping.members()
                    .numbers()
                    .filter(identities::isActive)
                    .flatMap(app.correlation()::accountsOf)
                    .filter(accounts::isActive)
                    .filter(number -> Arrays.binarySearch(direct, number) < 0)
                    .toArray();
            app.expect(missing);
            for (int number : missing) {
                if (reported.add(group + "\n" + number)) {
                    report(app, mapping, group, accounts.id(number), report);
                }
            }
        }
    }

    private static void report(AppState app, ResolvedMapping mapping, String group, String account, Report report) {
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
