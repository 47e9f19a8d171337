package org.countersign.identity;

import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.countersign.scim.GroupResource;
import org.countersign.scim.Member;

/// Who is in which group of one snapshot: direct, nested, and not told. Numbers of the source's [Directory] within;
/// ids outside.
///
/// A user listed in `members` counts by its id even where the snapshot has no such user; what is neither a user nor
/// a group does not. Cycles are followed once.
public final class Memberships {
    private static final int[] NOBODY = {};

    /// How a group's members are known.
    public enum Told {
        /// By `members`, present or absent beside groups that have it.
        YES,
        /// By the users' own `groups[]`, because no group of the snapshot tells.
        BY_USERS,
        /// Not at all.
        NO
    }

    private final Directory directory;
    private final Map<Integer, int[]> users = new HashMap<>();
    private final Map<Integer, int[]> nested = new HashMap<>();
    private final Told told;
    private Optional<Reverse> reverse = Optional.empty();

    /// Reads what groups and users tell.
    public interface Telling {
        /// The members of each group as `number << 2 | type`, sorted.
        Map<Integer, long[]> members();

        /// Whether any user lists groups of its own accord.
        boolean anyOwnGroups();

        /// The users that list each group of their own accord, sorted.
        Map<Integer, int[]> ownGroups();
    }

    /// @param groups of one snapshot, by id; whether `members` is there says whether they are told
    /// @param isUser whether a number is a user of the snapshot
    public Memberships(Directory directory, Map<String, GroupResource> groups, IntPredicate isUser, Telling telling) {
        this.directory = directory;
        // What is assigned comes in lists of its own, which say nothing of what groups tell.
        List<GroupResource> ordinary = groups.values().stream()
                .filter(group -> !GroupResource.standsForAccess(group.id()))
                .toList();
        boolean anyMembers = (ordinary.isEmpty() ? groups.values() : ordinary)
                .stream().anyMatch(group -> group.members().isPresent());
        this.told = anyMembers ? Told.YES : telling.anyOwnGroups() ? Told.BY_USERS : Told.NO;
        var isGroup = new BitSet();
        groups.keySet().forEach(id -> isGroup.set(directory.number(id)));
        telling.members().forEach((group, members) -> take(group, members, isUser, isGroup));
        if (told == Told.BY_USERS) {
            telling.ownGroups()
                    .forEach((group, own) -> users.merge(
                            group, own, (one, other) -> IntStream.concat(IntStream.of(one), IntStream.of(other))
                                    .sorted()
                                    .distinct()
                                    .toArray()));
        }
    }

    private void take(int group, long[] members, IntPredicate isUser, BitSet isGroup) {
        int[] listed = new int[members.length];
        int count = 0;
        int[] inner = NOBODY;
        for (long member : members) {
            int number = (int) (member >> 2);
            boolean user = isUser.test(number);
            Member.Type type = Member.Type.of((int) member & 3);
            boolean asGroup =
                    switch (type) {
                        case USER -> false;
                        case GROUP -> true;
                        case NOT_TOLD, OTHER -> !user && isGroup.get(number);
                    };
            if (asGroup) {
                inner = Arrays.copyOf(inner, inner.length + 1);
                inner[inner.length - 1] = number;
            } else if (user || type != Member.Type.OTHER) {
                listed[count++] = number;
            }
        }
        if (count > 0) {
            users.put(group, count == listed.length ? listed : Arrays.copyOf(listed, count));
        }
        if (inner.length > 0) {
            nested.put(group, inner);
        }
    }

    /// Whether this snapshot tells members: it does for all of its groups or for none, but for those that stand for
    /// access (GroupResource#standsForAccess), which each tell for themselves.
    public Told told() {
        return told;
    }

    /// Users listed in the group itself.
    public Set<String> direct(String group) {
        return new Numbered(directory, direct(directory.number(group)));
    }

    /// The same by numbers, sorted; not to be changed.
    public int[] direct(int group) {
        return users.getOrDefault(group, NOBODY);
    }

    /// Groups listed in the group itself.
    public Set<String> nested(String group) {
        return new Numbered(directory, nested.getOrDefault(directory.number(group), NOBODY));
    }

    /// Groups that list the user themselves.
    public Set<String> groupsOf(String user) {
        int number = directory.number(user);
        return number == 0 ? Set.of() : new Numbered(directory, groupsOf(number));
    }

    /// The same by numbers.
    public int[] groupsOf(int user) {
        if (reverse.isEmpty()) {
            reverse = Optional.of(new Reverse(users));
        }
        return reverse.get().groupsOf(user);
    }

    /// Users of the group, direct and through nested groups of any depth.
    public Set<String> effective(String group) {
        return new Numbered(directory, effective(directory.number(group)));
    }

    /// The same by numbers, sorted; not to be changed.
    public int[] effective(int group) {
        if (!nested.containsKey(group)) {
            return direct(group);
        }
        var seen = new BitSet();
        var found = new BitSet();
        var waiting = new ArrayDeque<Integer>(List.of(group));
        while (!waiting.isEmpty()) {
            int next = waiting.poll();
            if (!seen.get(next)) {
                seen.set(next);
                IntStream.of(direct(next)).forEach(found::set);
                IntStream.of(nested.getOrDefault(next, NOBODY)).forEach(waiting::add);
            }
        }
        return found.stream().toArray();
    }

    /// The shortest chain of groups from the one that lists the user down to `group`: `[group that lists
    /// them, …, group]`.
    public Optional<List<String>> path(String user, String group) {
        int wanted = directory.number(user);
        int start = directory.number(group);
        var before = new LinkedHashMap<Integer, Integer>();
        var waiting = new ArrayDeque<Integer>(List.of(start));
        before.put(start, start);
        while (!waiting.isEmpty()) {
            int next = waiting.poll();
            if (wanted != 0 && Arrays.binarySearch(direct(next), wanted) >= 0) {
                var chain = new ArrayList<String>(List.of(directory.id(next)));
                for (int at = next; at != start; ) {
                    at = java.util.Objects.requireNonNull(before.get(at));
                    chain.add(directory.id(at));
                }
                return Optional.of(List.copyOf(chain));
            }
            for (int inner : nested.getOrDefault(next, NOBODY)) {
                if (before.putIfAbsent(inner, next) == null) {
                    waiting.add(inner);
                }
            }
        }
        return Optional.empty();
    }

    /// The groups of each user.
    private static final class Reverse {
        private final int[] ends;
        private final int[] groups;

        Reverse(Map<Integer, int[]> users) {
            int last = users.values().stream()
                    .mapToInt(members -> members[members.length - 1])
                    .max()
                    .orElse(0);
            ends = new int[last + 2];
            users.values().forEach(members -> IntStream.of(members).forEach(user -> ends[user + 1]++));
            for (int user = 1; user < ends.length; user++) {
                ends[user] += ends[user - 1];
            }
            groups = new int[ends[last + 1]];
            int[] at = Arrays.copyOf(ends, ends.length);
            users.keySet().stream().sorted().forEach(group -> {
                for (int user : java.util.Objects.requireNonNull(users.get(group))) {
                    groups[at[user]++] = group;
                }
            });
        }

        int[] groupsOf(int user) {
            return user + 1 < ends.length ? Arrays.copyOfRange(groups, ends[user], ends[user + 1]) : NOBODY;
        }
    }

    /// Ids by their numbers.
    private static final class Numbered extends AbstractSet<String> {
        private final Directory directory;
        private final int[] numbers;

        Numbered(Directory directory, int[] numbers) {
            this.directory = directory;
            this.numbers = numbers;
        }

        @Override
        public boolean contains(Object id) {
            if (!(id instanceof String text)) {
                return false;
            }
            int number = directory.number(text);
            return number != 0 && Arrays.binarySearch(numbers, number) >= 0;
        }

        @Override
        public Iterator<String> iterator() {
            return directory.ids(Arrays.stream(numbers).boxed().toList()).iterator();
        }

        @Override
        public int size() {
            return numbers.length;
        }
    }
}
