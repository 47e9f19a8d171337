package org.countersign.drift.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.countersign.drift.AppState;
import org.countersign.drift.Report;
import org.countersign.drift.ResolvedMapping;
import org.countersign.drift.SourceState;
import org.countersign.scim.UserResource;

/// What findings on groups and memberships have in common.
final class Groups {
    private Groups() {}

    /// App groups that a mapping grants, in the order of ids.
    static List<String> mapped(AppState app) {
        var groups = new TreeSet<String>();
        for (ResolvedMapping mapping : app.mappings()) {
            mapping.appGroup().ifPresent(groups::add);
        }
        return List.copyOf(groups);
    }

    static List<UserResource> activeDirectMembers(AppState app, String group) {
        var accounts = new ArrayList<UserResource>();
        for (String id : app.state().memberships().direct(group)) {
            UserResource account = app.state().accounts().get(id);
            if (account != null && app.state().active(id)) {
                accounts.add(account);
            }
        }
        return accounts;
    }

    /// A finding on an account's membership.
    static Report.Draft on(Report report, AppState app, String group, String account) {
        return on(report, app.state(), group, account).identity(app.identityRef(account));
    }

    /// A finding on a membership of any source.
    static Report.Draft on(Report report, SourceState state, String group, String account) {
        return report.onMembership(state.id(), group, account, state.label(account) + " → " + state.groupLabel(group))
                .account(account)
                .fact("group", state.groupLabel(group));
    }
}
