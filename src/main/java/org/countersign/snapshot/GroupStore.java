package org.countersign.snapshot;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.countersign.identity.Memberships;
import org.countersign.scim.Activity;
import org.countersign.scim.GroupResource;
import org.countersign.scim.Member;
import org.countersign.workspace.Transaction;

/// Single groups of a source as of an instant: what they were called, who is in them and by which way. Reads the rows
/// of
/// those groups, however large the source is.
public final class GroupStore {
    private static final String HOLDS = " AND %1$s.since <= ?3 AND (%1$s.until IS NULL OR %1$s.until > ?3)";
    private static final String ACCOUNT =
            "coalesce((SELECT active FROM account a WHERE a.key = m.member AND a.resource ="
                    + " m.member" + HOLDS.formatted("a")
                    + "), (SELECT active FROM account a WHERE a.resource = m.member AND"
                    + " a.resource <> a.key" + HOLDS.formatted("a") + "), -1)";

    /// Members of one group: number, type, whether a group of the content has that number, and what an account of it
    /// says of being active, or -1 where there is none.
    private static final String MEMBERS = "SELECT m.member - ?2, m.type, m.type <> 0 AND EXISTS (SELECT 1 FROM"
            + " account_group g WHERE g.resource = m.member" + HOLDS.formatted("g") + "), " + ACCOUNT
            + " FROM membership m WHERE m.group_resource = ?1" + HOLDS.formatted("m");
    private static final String VERSIONS =
            "SELECT since, coalesce(until, 9223372036854775807), told, body FROM" + " account_group WHERE resource = ?";
    private static final String TELLS = "SELECT 1 FROM account_group g JOIN resource r ON r.key = g.resource"
            + " WHERE g.resource > ?1 AND g.resource < ?2 AND g.told = 1" + HOLDS.formatted("g")
            + " AND r.id NOT LIKE 'app:%' AND r.id NOT LIKE 'role:%' AND r.id NOT LIKE 'arn:%@%' LIMIT 1";
    private static final String AROUND = "SELECT r.id FROM (SELECT DISTINCT resource FROM account_group INDEXED BY"
            + " account_group_by_resource WHERE resource > ?1 AND resource < ?2) g CROSS JOIN membership m ON"
            + " m.group_resource = g.resource AND m.member = ?4 AND (m.type = 1 OR (m.type <> 0 AND " + ACCOUNT
            + " < 0))" + HOLDS.formatted("m")
            + " JOIN resource r ON r.key = g.resource";

    /// Every statement that is not on one group alone.
    static final List<String> STATEMENTS = List.of(MEMBERS, AROUND);

    private final Transaction tx;
    private final String source;
    private final List<Snapshot> taken;
    private final long base;
    private final long content;
    private final Map<Integer, Listed> listed = new HashMap<>();
    private Optional<Memberships> byUsers = Optional.empty();
    private Optional<Boolean> tells = Optional.empty();

    /// Of a source as of an instant, inside `tx`.
    public GroupStore(Transaction tx, String source, Instant asOf) {
        this.tx = tx;
        this.source = source;
        var snapshots = new SnapshotStore(tx);
        this.taken = snapshots.before(source, asOf);
        this.base = ContentStore.base(tx, source).orElse(0L);
        this.content = taken.isEmpty() ? 0 : snapshots.contentOf(taken.getFirst());
    }

    /// A member's state that it has no account for.
    private static final int UNKNOWN = -1;

    /// What one group lists.
    private record Listed(int[] users, byte[] states, int[] nested) {}

    /// Users of a group, direct and nested, in the order of their numbers.
    ///
    /// @param numbers at the source
    /// @param via for each the number of the group within this one that lists them; 0 = this one lists them itself
    /// @param states for each what its account says of being active; -1 where the snapshot has none
    /// @param before for each group within the one that lists it, by numbers: the way from there
    /// @param told whether the source says who is in it
    public record Members(int[] numbers, int[] via, byte[] states, Map<Integer, Integer> before, boolean told) {
        /// Where nothing is known of a group.
        static final Members UNTOLD = new Members(new int[0], new int[0], new byte[0], Map.of(), false);

        /// How many.
        public int size() {
            return numbers.length;
        }

        /// How many the group lists itself.
        public int direct() {
            return (int) IntStream.of(via).filter(group -> group == 0).count();
        }

        /// The numbers of those that it lists itself.
        public int[] directNumbers() {
            return IntStream.range(0, numbers.length)
                    .filter(i -> via[i] == 0)
                    .map(i -> numbers[i])
                    .toArray();
        }

        /// Whether a member counts as active: it says so, or does not say.
        public boolean active(int index) {
            return states[index] >= 0 && states[index] != Activity.INACTIVE.ordinal();
        }

        /// Where a number stands; negative where it is none of them.
        public int indexOf(int number) {
            return Arrays.binarySearch(numbers, number);
        }

        /// Groups that are in it, of any depth.
        public Set<Integer> nestedGroups() {
            return before.keySet();
        }
    }

    /// The snapshots of the source, newest first.
    public List<Snapshot> taken() {
        return List.copyOf(taken);
    }

    /// The newest.
    public Optional<Snapshot> current() {
        return taken.stream().findFirst();
    }

    private record Version(long since, long until, boolean told, GroupResource group) {
        boolean in(long content) {
            return since <= content && content < until;
        }
    }

    private List<Version> versions(int number) {
        return tx.list(
                VERSIONS,
                row -> new Version(
                        row.number(1),
                        row.number(2),
                        row.flag(3),
                        ResourceJson.group(row.bytes(4), row.flag(3) ? Optional.of(List.of()) : Optional.empty())),
                base + number);
    }

    /// The number of an id at the source; 0 where it has none.
    public int number(String id) {
        return base == 0
                ? 0
                : tx.first(
                                ResourceStore.BY_ID,
                                row -> (int) (row.number(1) - base),
                                id,
                                base,
                                base + (1L << ContentStore.BITS))
                        .orElse(0);
    }

    /// The id of a number.
    public String id(int number) {
        return tx.first("SELECT id FROM resource WHERE key = ?", row -> row.text(1), base + number)
                .orElse("");
    }

    /// The ids of numbers, in no order.
    public List<String> ids(int[] numbers) {
        return tx.list(
                "SELECT id FROM resource WHERE key IN (SELECT value FROM json_each(?))",
                row -> row.text(1),
                IntStream.of(numbers)
                        .mapToObj(number -> Long.toString(base + number))
                        .collect(Collectors.joining(",", "[", "]")));
    }

    /// The group in the current snapshot; `members` says by its presence whether its row tells them.
    public Optional<GroupResource> group(String id) {
        int number = number(id);
        return number == 0 ? Optional.empty() : group(number);
    }

    /// The same by its number.
    public Optional<GroupResource> group(int number) {
        return versions(number).stream()
                .filter(one -> one.in(content))
                .map(Version::group)
                .findFirst();
    }

    /// A name that a group had.
    ///
    /// @param until when the first snapshot was taken that has another; absent while it has it
    public record Name(String name, Optional<Instant> until) {}

    /// What a group was called through the snapshots that have it, its name of now first.
    public List<Name> names(String id) {
        int number = number(id);
        if (number == 0) {
            return List.of();
        }
        List<Version> versions = versions(number);
        var snapshots = new SnapshotStore(tx);
        var names = new ArrayList<Name>();
        Optional<Instant> end = Optional.empty();
        Optional<String> last = Optional.empty();
        for (Snapshot one : taken) {
            long at = snapshots.contentOf(one);
            Optional<String> name = versions.stream()
                    .filter(version -> version.in(at))
                    .map(version -> version.group().label())
                    .findFirst();
            if (name.isPresent() && !name.equals(last)) {
                names.add(new Name(name.get(), names.isEmpty() ? Optional.empty() : end));
                last = name;
            }
            end = Optional.of(one.takenAt());
        }
        return names;
    }

    /// Who is in a group.
    public Members members(String id) {
        int number = number(id);
        Optional<GroupResource> group = number == 0 ? Optional.empty() : group(number);
        if (group.isEmpty()) {
            return Members.UNTOLD;
        }
        if (GroupResource.standsForAccess(id) ? group.get().members().isPresent() : tells()) {
            return walk(number, true);
        }
        if (GroupResource.standsForAccess(id)) {
            return Members.UNTOLD;
        }
        return walk(number, memberships().told() == Memberships.Told.BY_USERS);
    }

    private Members walk(int number, boolean told) {
        if (!told) {
            return Members.UNTOLD;
        }
        var found = new TreeMap<Integer, int[]>();
        var before = new LinkedHashMap<Integer, Integer>();
        var seen = new LinkedHashSet<>(List.of(number));
        var waiting = new ArrayDeque<>(List.of(number));
        while (!waiting.isEmpty()) {
            int next = waiting.poll();
            Listed inside = listed(next);
            for (int i = 0; i < inside.users().length; i++) {
                found.putIfAbsent(inside.users()[i], new int[] {next == number ? 0 : next, inside.states()[i]});
            }
            for (int group : inside.nested()) {
                if (seen.add(group)) {
                    before.put(group, next);
                    waiting.add(group);
                }
            }
        }
        int[] numbers = found.keySet().stream().mapToInt(Integer::intValue).toArray();
        int[] via = found.values().stream().mapToInt(one -> one[0]).toArray();
        var states = new byte[numbers.length];
        int i = 0;
        for (int[] one : found.values()) {
            states[i++] = (byte) one[1];
        }
        return new Members(numbers, via, states, before, true);
    }

    private Listed listed(int group) {
        return listed.computeIfAbsent(group, number -> tells() ? told(number) : byUsers(number));
    }

    private Listed told(int group) {
        var users = IntStream.builder();
        var states = new java.io.ByteArrayOutputStream();
        var nested = IntStream.builder();
        tx.kept(MEMBERS)
                .each(
                        row -> {
                            int number = (int) row.number(1);
                            Member.Type type = Member.Type.of((int) row.number(2));
                            int state = (int) row.number(4);
                            boolean user = state != UNKNOWN;
                            boolean inner =
                                    type == Member.Type.GROUP || (type != Member.Type.USER && !user && row.flag(3));
                            if (inner) {
                                nested.add(number);
                            } else if (user || type != Member.Type.OTHER) {
                                users.add(number);
                                states.write(state);
                            }
                        },
                        base + group,
                        base,
                        content);
        return new Listed(
                users.build().toArray(), states.toByteArray(), nested.build().toArray());
    }

    /// Where groups do not tell, users may: that needs a look at each of them.
    private Listed byUsers(int group) {
        int[] users = memberships().direct(group);
        var states = new byte[users.length];
        for (int i = 0; i < users.length; i++) {
            states[i] = (byte) Activity.NOT_TOLD.ordinal();
        }
        return new Listed(users, states, new int[0]);
    }

    private boolean tells() {
        if (tells.isEmpty()) {
            tells = Optional.of(tx.first(TELLS, _ -> true, base, base + (1L << ContentStore.BITS), content)
                    .isPresent());
        }
        return tells.get();
    }

    private Memberships memberships() {
        if (byUsers.isEmpty()) {
            var store = new AccountStore(tx, source);
            byUsers = Optional.of(store.memberships(current(), store.groups(current()), store.accounts(current())));
        }
        return byUsers.get();
    }

    /// The ids of groups that list a group, themselves or through groups within them, of any depth.
    public List<String> around(String id) {
        var found = new LinkedHashSet<String>();
        var waiting = new ArrayDeque<>(List.of(id));
        while (!waiting.isEmpty()) {
            int inner = number(waiting.poll());
            tx.each(
                    AROUND,
                    row -> {
                        String outer = row.text(1);
                        if (!outer.equals(id) && found.add(outer)) {
                            waiting.add(outer);
                        }
                    },
                    base,
                    base + (1L << ContentStore.BITS),
                    content,
                    base + inner);
        }
        return List.copyOf(found);
    }
}
