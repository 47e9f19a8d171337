package org.countersign.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.countersign.identity.Directory;
import org.countersign.identity.Memberships;
import org.countersign.identity.TextHasher;
import org.countersign.scim.GroupResource;
import org.countersign.scim.UserResource;

/// Groups and users of one snapshot that are at hand, numbered as they come.
public final class GroupsAtHand implements Directory, Memberships.Telling {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> ids = new ArrayList<>();
    private final Map<String, GroupResource> groups = new LinkedHashMap<>();
    private final Map<String, UserResource> users = new LinkedHashMap<>();

    private GroupsAtHand() {}

    /// Who is in which of them.
    public static Memberships memberships(List<GroupResource> groups, List<UserResource> users) {
        var told = new GroupsAtHand();
        groups.forEach(group -> told.groups.put(group.id(), group));
        users.forEach(user -> told.users.put(user.id(), user));
        told.groups.keySet().forEach(told::named);
        told.users.keySet().forEach(told::named);
        groups.forEach(group -> group.members().orElse(List.of()).forEach(member -> told.named(member.value())));
        return new Memberships(told, told.groups, number -> told.users.containsKey(told.id(number)), told);
    }

    private int named(String id) {
        return numbers.computeIfAbsent(id, text -> {
            ids.add(text);
            return ids.size();
        });
    }

    @Override
    public int number(String id) {
        return numbers.getOrDefault(id, 0);
    }

    @Override
    public String id(int number) {
        return ids.get(number - 1);
    }

    @Override
    public UserResource state(int row) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TextHasher hasher() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<Integer, long[]> members() {
        var members = new HashMap<Integer, long[]>();
        groups.forEach((id, group) -> members.put(
                number(id),
                group.members().orElse(List.of()).stream()
                        .mapToLong(member -> (long) number(member.value()) << 2
                                | member.type().code())
                        .sorted()
                        .toArray()));
        return members;
    }

    @Override
    public boolean anyOwnGroups() {
        return users.values().stream().anyMatch(user -> !user.groups().isEmpty());
    }

    @Override
    public Map<Integer, int[]> ownGroups() {
        var own = new HashMap<Integer, int[]>();
        users.values().forEach(user -> user.groups()
                .forEach(group ->
                        own.merge(number(group), new int[] {number(user.id())}, (one, other) -> IntStream.concat(
                                        IntStream.of(one), IntStream.of(other))
                                .sorted()
                                .toArray())));
        return own;
    }
}
