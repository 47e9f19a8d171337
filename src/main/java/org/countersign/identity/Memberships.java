package org.countersign.identity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.scim.GroupResource;
import org.countersign.scim.Member;
import org.countersign.scim.UserResource;

/// Who is in which group of one snapshot: direct, nested, and not told.
///
/// A user listed in `members` counts by its id even where the snapshot has no such user; what is neither a user nor
/// a group does not. Cycles are followed once.
public final class Memberships {
    /// How a group's members are known.
    public enum Told {
        /// By `members`, present or absent beside groups that have it.
        YES,
        /// By the users' own `groups[]`, because no group of the snapshot tells.
        BY_USERS,
        /// Not at all.
        NO
    }

    private final Map<String, Set<String>> users = new HashMap<>();
    private final Map<String, Set<String>> nested = new HashMap<>();
    private final Map<String, Set<String>> groupsOfUser = new HashMap<>();
    private final Told told;

    /// @param groups and `users` of one snapshot, by id
    public Memberships(Map<String, GroupResource> groups, Map<String, UserResource> users) {
        // What is assigned comes in lists of its own, which say nothing of what groups tell.
        List<GroupResource> ordinary = groups.values().stream()
                .filter(group -> !GroupResource.standsForAccess(group.id()))
                .toList();
        boolean anyMembers = (ordinary.isEmpty() ? groups.values() : ordinary)
                .stream().anyMatch(group -> group.members().isPresent());
        boolean anyGroups =
                users.values().stream().anyMatch(user -> !user.groups().isEmpty());
        told = anyMembers ? Told.YES : anyGroups ? Told.BY_USERS : Told.NO;
        for (GroupResource group : groups.values()) {
            for (Member member : group.members().orElse(List.of())) {
                boolean user = users.containsKey(member.value());
                boolean isGroup =
                        switch (member.type()) {
                            case USER -> false;
                            case GROUP -> true;
                            case NOT_TOLD, OTHER -> !user && groups.containsKey(member.value());
                        };
                if (user || isGroup || member.type() != Member.Type.OTHER) {
                    (isGroup ? nested : this.users)
                            .computeIfAbsent(group.id(), _ -> new LinkedHashSet<>())
                            .add(member.value());
                }
            }
        }
        if (told == Told.BY_USERS) {
            users.values().forEach(user -> user.groups().forEach(group -> this.users
                    .computeIfAbsent(group, _ -> new LinkedHashSet<>())
                    .add(user.id())));
        }
        this.users.forEach((group, members) -> members.forEach(user ->
                groupsOfUser.computeIfAbsent(user, _ -> new LinkedHashSet<>()).add(group)));
    }

    /// Whether this snapshot tells members: it does for all of its groups or for none, but for those that stand for
    /// access (GroupResource#standsForAccess), which each tell for themselves.
    public Told told() {
        return told;
    }

    /// Users listed in the group itself.
    public Set<String> direct(String group) {
        return java.util.Collections.unmodifiableSet(users.getOrDefault(group, Set.of()));
    }

    /// Groups listed in the group itself.
    public Set<String> nested(String group) {
        return java.util.Collections.unmodifiableSet(nested.getOrDefault(group, Set.of()));
    }

    /// Groups that list the user themselves.
    public Set<String> groupsOf(String user) {
        return java.util.Collections.unmodifiableSet(groupsOfUser.getOrDefault(user, Set.of()));
    }

    /// Users of the group, direct and through nested groups of any depth.
    public Set<String> effective(String group) {
        var found = new LinkedHashSet<String>();
        var seen = new HashSet<String>();
        var waiting = new ArrayDeque<String>(List.of(group));
        while (!waiting.isEmpty()) {
            String next = waiting.poll();
            if (seen.add(next)) {
                found.addAll(direct(next));
                waiting.addAll(nested(next));
            }
        }
        return found;
    }

    /// The shortest chain of groups from the one that lists the user down to `group`: `[group that lists
    /// them, …, group]`.
    public Optional<List<String>> path(String user, String group) {
        var before = new LinkedHashMap<String, String>();
        var waiting = new ArrayDeque<String>(List.of(group));
        before.put(group, group);
        while (!waiting.isEmpty()) {
            String next = waiting.poll();
            if (direct(next).contains(user)) {
                var chain = new ArrayList<String>(List.of(next));
                String at = next;
                while (!at.equals(group)) {
                    at = java.util.Objects.requireNonNull(before.get(at));
                    chain.add(at);
                }
                return Optional.of(List.copyOf(chain));
            }
            for (String inner : nested(next)) {
                if (before.putIfAbsent(inner, next) == null) {
                    waiting.add(inner);
                }
            }
        }
        return Optional.empty();
    }
}
