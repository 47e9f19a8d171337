package org.countersign.drift.rule;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.stream.IntStream;
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
        var missing = new LinkedHashMap<ResolvedMapping, int[]>();
        for (ResolvedMapping mapping : app.mappings()) {
            mapping.appGroup()
                    .filter(_ -> app.idp().isPresent())
                    .ifPresent(group -> missing.put(
                            mapping,
                            missing(app, mapping, group)
                                    .filter(account -> reported.add(group + "\n" + account))
                                    .toArray()));
        }
        Groups.each(app, missing, (mapping, account) -> report(app, mapping, account, report));
    }

    /// Numbers of the accounts that the mapping grants the group, and that it does not list.
    private static IntStream missing(AppState app, ResolvedMapping mapping, String group) {
        StoredAccounts accounts = app.state().accounts();
        int[] direct = app.state().memberships().direct(accounts.number(group));
        StoredAccounts identities = app.idp().orElseThrow().state().accounts();
        return mapping.members()
                .numbers()
                .filter(identities::isActive)
                .flatMap(app.correlation()::accountsOf)
                .filter(accounts::isActive)
                .filter(number -> Arrays.binarySearch(direct, number) < 0);
    }

    private static void report(AppState app, ResolvedMapping mapping, int number, Report report) {
        String group = mapping.appGroup().orElseThrow();
        String account = app.state().accounts().id(number);
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
