package org.countersign.drift;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.countersign.governance.Access;
import org.countersign.governance.Source;
import org.countersign.scim.Grant;
import org.countersign.scim.UserResource;

/// Which accounts of a source are privileged, by the lists of its governance record. A privileged group
/// makes its effective members so, so that nesting does not hide a privilege.
final class Privileges {
    private final SourceState state;
    private final Set<String> groups = new HashSet<>();
    private final Map<String, Set<String>> groupsOf = new HashMap<>();

    Privileges(SourceState state) {
        this.state = state;
        for (String name : state.source().privileged().groups()) {
            state.references().resolve(name).ifPresent(groups::add);
        }
        groups.forEach(group -> state.memberships().effective(group).forEach(user -> groupsOf.computeIfAbsent(
                        user, _ -> new LinkedHashSet<>())
                .add(group)));
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
        UserResource account = state.accounts().get(accountId);
        return account != null && !of(account).isEmpty();
    }

    boolean group(String groupId) {
        return groups.contains(groupId);
    }
}
