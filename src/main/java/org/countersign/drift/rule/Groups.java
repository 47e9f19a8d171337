package org.countersign.drift.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.countersign.drift.AppState;
import org.countersign.drift.Report;
import org.countersign.drift.ResolvedMapping;
import org.countersign.drift.SourceState;
import org.countersign.snapshot.StoredAccounts;

/// What findings on groups and memberships have in common.
final class Groups {
    private static final int TOGETHER = 1_000;

    private Groups() {}

    /// App groups that a mapping grants, in the order of ids.
    static List<String> mapped(AppState app) {
        var groups = new TreeSet<String>();
        for (ResolvedMapping mapping : app.mappings()) {
            mapping.appGroup().ifPresent(groups::add);
        }
        return List.copyOf(groups);
    }

    /// Numbers of the active accounts that a group lists itself.
    static int[] activeDirectMembers(AppState app, String group) {
        StoredAccounts accounts = app.state().accounts();
        return IntStream.of(app.state().memberships().direct(accounts.number(group)))
                .filter(accounts::isActive)
                .toArray();
    }

    /// Numbers of the active accounts that a group lists itself and that none of these mappings grants it to.
    static int[] ungranted(AppState app, String group, List<ResolvedMapping> mappings) {
        return IntStream.of(activeDirectMembers(app, group))
                .filter(account -> !app.isGranted(account, mappings))
                .toArray();
    }

    /// An account in a group.
    ///
    /// @param <G> what stands for the group
    interface Membership<G> {
        void take(G group, int account);
    }

    /// Accounts of several groups one after another, read in stretches: most groups have few.
    ///
    /// @param accounts by group
    static <G> void each(AppState app, Map<G, int[]> accounts, Membership<G> action) {
        int[] all = accounts.values().stream().flatMapToInt(IntStream::of).toArray();
        int at = 0;
        for (Map.Entry<G, int[]> group : accounts.entrySet()) {
            for (int account : group.getValue()) {
                if (at % TOGETHER == 0) {
                    app.expect(Arrays.copyOfRange(all, at, Math.min(all.length, at + TOGETHER)));
                }
                at++;
                action.take(group.getKey(), account);
            }
        }
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
