package org.countersign.drift.rule;

import org.countersign.drift.AppRule;
import org.countersign.drift.AppState;
import org.countersign.drift.IdpState;
import org.countersign.drift.Landscape;
import org.countersign.drift.Report;
import org.countersign.drift.Rule;
import org.countersign.drift.Severity;
import org.countersign.drift.SourceState;
import org.countersign.identity.Correlation.Linked;
import org.countersign.scim.Activity;
import org.countersign.scim.UserResource;
import org.countersign.snapshot.StoredAccounts;

/// An inactive account, or one whose identity is inactive or departed, is still in a group; at an IdP, an
/// inactive identity.
final class StaleMembership implements Rule {
    @Override
    public String id() {
        return "stale-membership";
    }

    @Override
    public Severity severity() {
        return Severity.LOW;
    }

    @Override
    public void evaluate(Landscape landscape, Report report) {
        for (IdpState idp : landscape.idps()) {
            if (!known(idp.state(), report)) {
                continue;
            }
            if (idp.state().snapshot().isPresent() && !idp.state().activeTold()) {
                AppRule.activeNotTold(idp.state().id(), idp, report);
                continue;
            }
            StoredAccounts identities = idp.state().accounts();
            int[] stale = identities
                    .inactive()
                    .filter(number -> idp.state().memberships().groupsOf(number).length > 0)
                    .toArray();
            identities.each(stale, identities::expect).forEach(identity -> report(idp, identity, report));
        }
        landscape.apps().forEach(app -> app(app, report));
    }

    private static boolean known(SourceState state, Report report) {
        if (!state.membersTold()) {
            report.unknown(state.id(), "members-not-told", state.source().name());
        }
        return state.membersTold();
    }

    private static void app(AppState app, Report report) {
        if (!known(app.state(), report)) {
            return;
        }
        for (UserResource account : app.staleMembers()) {
            if (account.active() == Activity.INACTIVE) {
                report(app, account, "account", report);
            } else if (app.correlation()
                    .linked(account.id())
                    .filter(Linked::departed)
                    .isPresent()) {
                report(app, account, "departed", report);
            } else {
                report(app, account, "disabled", report);
            }
        }
    }

    private static void report(AppState app, UserResource account, String why, Report report) {
        for (String group : app.state().memberships().groupsOf(account.id())) {
            if (app.state().groups().containsKey(group)) {
                Groups.on(report, app, group, account.id())
                        .raisedIf(app.privileged(account.id()) || app.privilegedGroup(group))
                        .variant(why)
                        .report(
                                account.label(),
                                app.state().groupLabel(group),
                                app.source().name());
            }
        }
    }

    private static void report(IdpState idp, UserResource identity, Report report) {
        SourceState state = idp.state();
        for (String group : state.memberships().groupsOf(identity.id())) {
            if (state.groups().containsKey(group)) {
                Groups.on(report, state, group, identity.id())
                        .raisedIf(idp.privileged(identity.id()) || idp.privilegedGroup(group))
                        .variant("identity")
                        .report(
                                identity.label(),
                                state.groupLabel(group),
                                state.source().name());
            }
        }
    }
}
