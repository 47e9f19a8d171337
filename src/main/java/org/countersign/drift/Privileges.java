package org.countersign.drift;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.countersign.governance.Access;
import org.countersign.governance.Source;
import org.countersign.identity.AccountStates;
import org.countersign.scim.Grant;
import org.countersign.scim.UserResource;
import org.countersign.snapshot.StoredAccounts;

/// Which accounts of a source are privileged, by the lists of its governance record. A privileged group
/// makes its effective members so, so that nesting does not hide a privilege.
final class Privileges {
    private final SourceState state;
    private final Set<String> groups = new HashSet<>();
    private final BitSet maybe = new BitSet();
    private final Map<String, Set<String>> groupsOf = new HashMap<>();

    Privileges(SourceState state) {
        this.state = state;
        for (String name : state.source().privileged().groups()) {
            state.references().resolve(name).ifPresent(groups::add);
        }
        AccountStates.NameSet named = new AccountStates.NameSet(
                state.accounts().hasher(),
                Stream.concat(
                                state.source().privileged().roles().stream(),
                                state.source().privileged().entitlements().stream())
                        .toList());
        StoredAccounts accounts = state.accounts();
        for (int number = 1; number < accounts.rows().length; number++) {
            int row = accounts.row(number);
            maybe.set(number, row != 0 && accounts.states().holdsAny(row, named));
        }
        groups.forEach(group -> IntStream.of(state.memberships().effective(accounts.number(group)))
                .forEach(maybe::set));
        groups.forEach(group -> state.memberships().effective(group).forEach(user -> groupsOf.computeIfAbsent(
                        user, _ -> new LinkedHashSet<>())
                .add(group)));
    }

    /// Whether an account may be privileged: true for all that are, and hardly for another.
    boolean maybe(int number) {
        return maybe.get(number);
    }

    List<Access> of(UserResource account) {
        var held = new ArrayList<Access>();
        Source.Privileged names = state.source().privileged();
        for (Grant role : account.roles()) {
            if (names.roles().stream().anyMatch(role::is)) {
                held.add(new Access(Access.Kind.ROLE, role.value()));
            }
        }
        for (Grant entitlement : account.entitlements()) {
            if (names.entitlements().stream().anyMatch(entitlement::is)) {
                held.add(new Access(Access.Kind.ENTITLEMENT, entitlement.value()));
            }
        }
        groupsOf.getOrDefault(account.id(), Set.of()).forEach(group -> held.add(new Access(Access.Kind.GROUP, group)));
        return held;
    }

    boolean privileged(String accountId) {
        if (!maybe.get(state.accounts().number(accountId))) {
            return false;
        }
        UserResource account = state.accounts().get(accountId);
        return account != null && !of(account).isEmpty();
    }

    /// Whether the members of every privileged group are told; without them, who else is privileged is not known.
    boolean told() {
        return groups.stream().allMatch(state::membersTold);
    }

    boolean group(String groupId) {
        return groups.contains(groupId);
    }
}
