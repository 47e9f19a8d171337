package org.countersign.snapshot;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.countersign.scim.Grant;
import org.countersign.scim.GroupResource;
import org.countersign.scim.Member;
import org.countersign.scim.UserResource;
import org.countersign.workspace.Row;
import org.countersign.workspace.Transaction;

/// One account of a source through its snapshots: what it was, what it holds, and since when. Reads the rows of that
/// account and the names of its groups, however large the source is.
public final class ResourceStore {
    private static final long NEVER = Long.MAX_VALUE;
    /// The resource of an id.
    static final String BY_ID = "SELECT key FROM resource WHERE id = ? AND key > ? AND key < ?";

    /// What a resource was through the snapshots.
    static final String VERSIONS = "SELECT since, coalesce(until, 9223372036854775807), body FROM account"
            + " JOIN account_body ON account = key WHERE key = ?1 AND resource = ?1"
            + " UNION ALL SELECT since, coalesce(until, 9223372036854775807), body FROM account"
            + " JOIN account_body ON account = key WHERE resource = ?1 AND resource <> key";
    /// One look-up for each group: the table is ordered by groups, and an index by members would cost every import.
    private static final String GROUPS_OF = "SELECT m.group_resource, m.since, coalesce(m.until, 9223372036854775807),"
            + " m.type FROM (SELECT DISTINCT resource FROM account_group INDEXED BY account_group_by_resource"
            + " WHERE resource > ?1 AND resource < ?2) g"
            + " CROSS JOIN membership m ON m.group_resource = g.resource AND m.member = ?3";
    private static final String TELLS = "SELECT 1 FROM account_group g JOIN resource r ON r.key = g.resource"
            + " WHERE g.resource > ?1 AND g.resource < ?2 AND g.told = 1 AND g.since <= ?3"
            + " AND (g.until IS NULL OR g.until > ?3) AND r.id NOT LIKE 'app:%' AND r.id NOT LIKE 'role:%'"
            + " AND r.id NOT LIKE 'arn:%@%' LIMIT 1";

    /// Every statement that is not on one resource alone.
    static final List<String> STATEMENTS = List.of(VERSIONS, GROUPS_OF);

    private final Transaction tx;
    private final List<Snapshot> taken;
    private final Map<Snapshot, Long> contents = new HashMap<>();
    private final Map<Long, List<Version<GroupResource>>> groups = new HashMap<>();
    private final Map<Long, List<Held>> memberships = new HashMap<>();
    private long base;

    /// Of a source as of an instant, inside `tx`.
    public ResourceStore(Transaction tx, String source, Instant asOf) {
        this.tx = tx;
        var snapshots = new SnapshotStore(tx);
        this.taken = snapshots.before(source, asOf);
        taken.forEach(one -> contents.put(one, snapshots.contentOf(one)));
        ContentStore.base(tx, source).ifPresent(found -> base = found);
    }

    /// What holds from one content to before another.
    private record Version<T>(long since, long until, T value) {
        boolean in(long content) {
            return since <= content && content < until;
        }
    }

    private record Held(long group, long member, Version<Member.Type> row) {}

    /// A group that an account is in.
    ///
    /// @param way from the group that lists the account to this one, by what they are called
    /// @param since of the membership that the account is listed by
    public record InGroup(String id, String label, List<String> way, Since since) {
        /// Copies the way.
        public InGroup {
            way = List.copyOf(way);
        }

        /// Whether the account is listed elsewhere, in a group within this one.
        public boolean nested() {
            return way.size() > 1;
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

    private long content(Snapshot snapshot) {
        return contents.getOrDefault(snapshot, NEVER - 1);
    }

    private Optional<Long> key(String id) {
        return tx.first(BY_ID, row -> row.number(1), id, base, base + (1L << ContentStore.BITS));
    }

    private List<Version<UserResource>> versions(long resource) {
        return tx.list(
                VERSIONS,
                row -> new Version<>(row.number(1), row.number(2), ResourceJson.user(row.bytes(3))),
                resource);
    }

    private static <T> Optional<T> in(List<Version<T>> versions, long content) {
        return versions.stream()
                .filter(one -> one.in(content))
                .map(Version::value)
                .findFirst();
    }

    /// The account in the current snapshot, with its last sign-in.
    public Optional<UserResource> account(String id) {
        return current().flatMap(snapshot -> key(id).flatMap(key -> in(versions(key), content(snapshot))
                .map(user -> signIns(snapshot).with(user, key))));
    }

    /// Whether the current snapshot has the account.
    public boolean isThere(String id) {
        return current()
                .flatMap(snapshot -> key(id).flatMap(key -> in(versions(key), content(snapshot))))
                .isPresent();
    }

    /// The account in each snapshot that has it, newest first.
    public List<Map.Entry<Snapshot, UserResource>> through(String id) {
        return key(id).map(key -> {
                    List<Version<UserResource>> versions = versions(key);
                    return taken.stream()
                            .flatMap(one -> in(versions, content(one)).map(user -> Map.entry(one, user)).stream())
                            .toList();
                })
                .orElse(List.of());
    }

    private SignInStore signIns(Snapshot snapshot) {
        return new SignInStore(tx, snapshot.source()).read(content(snapshot));
    }

    /// The account as it was last seen, where the current snapshot has it no more, with the snapshot that has it.
    public Optional<Map.Entry<Snapshot, UserResource>> lastSeen(String id) {
        return through(id).stream().findFirst();
    }

    /// Since when what the account says has been so.
    public Optional<Since> since(String id, Predicate<UserResource> says) {
        return key(id).filter(_ -> !taken.isEmpty()).map(key -> {
            List<Version<UserResource>> versions = versions(key);
            return Since.of(
                    taken, one -> in(versions, content(one)).filter(says).isPresent());
        });
    }

    /// Since when the account has had a role or an entitlement.
    public Optional<Since> since(String id, Grant grant, boolean role) {
        return since(id, user -> (role ? user.roles() : user.entitlements())
                .stream().anyMatch(one -> one.value().equals(grant.value())));
    }

    /// The groups of an account of the current snapshot, direct and nested, by what they are called. Where no group of
    /// the snapshot tells its members, those that the account itself names.
    public List<InGroup> groupsOf(UserResource account) {
        Optional<Snapshot> current = current();
        Optional<Long> key = key(account.id());
        if (current.isEmpty() || key.isEmpty()) {
            return List.of();
        }
        long content = content(current.get());
        var found = new LinkedHashMap<Long, InGroup>();
        var waiting = new ArrayDeque<Long>();
        for (Held held : held(key.get())) {
            if (held.row().in(content) && held.row().value() != Member.Type.GROUP) {
                listed(held, found, waiting, List.of(), Optional.empty());
            }
        }
        if (found.isEmpty() && !account.groups().isEmpty() && !tells(content)) {
            account.groups().forEach(id -> key(id).ifPresent(group -> {
                Since since =
                        since(account.id(), user -> user.groups().contains(id)).orElseThrow();
                group(group, content).ifPresent(known -> {
                    found.put(group, new InGroup(id, known.label(), List.of(known.label()), since));
                    waiting.add(group);
                });
            }));
        }
        nested(content, found, waiting);
        return found.values().stream()
                .sorted(java.util.Comparator.comparing(InGroup::label).thenComparing(InGroup::id))
                .toList();
    }

    private void nested(long content, Map<Long, InGroup> found, ArrayDeque<Long> waiting) {
        while (!waiting.isEmpty()) {
            long inner = waiting.poll();
            InGroup below = java.util.Objects.requireNonNull(found.get(inner));
            for (Held held : held(inner)) {
                if (held.row().in(content) && isGroup(held.row().value(), inner, content)) {
                    listed(held, found, waiting, below.way(), Optional.of(below.since()));
                }
            }
        }
    }

    /// Where nobody tells what a member is, a user of that id goes before a group of it.
    private boolean isGroup(Member.Type told, long member, long content) {
        return switch (told) {
            case USER -> false;
            case GROUP -> true;
            case NOT_TOLD, OTHER -> in(versions(member), content).isEmpty();
        };
    }

    private void listed(
            Held held, Map<Long, InGroup> found, ArrayDeque<Long> waiting, List<String> way, Optional<Since> since) {
        Snapshot current = taken.getFirst();
        Optional<GroupResource> group = group(held.group(), content(current));
        if (group.isEmpty() || found.containsKey(held.group())) {
            return;
        }
        var longer = new ArrayList<>(way);
        longer.add(group.get().label());
        found.put(
                held.group(),
                new InGroup(
                        group.get().id(),
                        group.get().label(),
                        longer,
                        since.orElseGet(() -> Since.of(taken, one -> listedAt(held, content(one))))));
        waiting.add(held.group());
    }

    /// Another row of the same membership counts too: snapshots of equal bytes share an earlier content.
    private boolean listedAt(Held held, long content) {
        return held(held.member()).stream()
                .anyMatch(row -> row.group() == held.group() && row.row().in(content));
    }

    /// Whether any ordinary group of the snapshot tells its members.
    private boolean tells(long content) {
        return tx.first(TELLS, _ -> true, base, base + (1L << ContentStore.BITS), content)
                .isPresent();
    }

    private List<Held> held(long member) {
        return memberships.computeIfAbsent(
                member, key -> tx.list(GROUPS_OF, row -> held(row, key), base, base + (1L << ContentStore.BITS), key));
    }

    private static Held held(Row row, long member) {
        return new Held(row.number(1), member, new Version<>(row.number(2), row.number(3), Member.Type.of((int)
                row.number(4))));
    }

    private Optional<GroupResource> group(long resource, long content) {
        return in(
                groups.computeIfAbsent(
                        resource,
                        key -> tx.list(
                                "SELECT since, coalesce(until, 9223372036854775807), body FROM account_group"
                                        + " WHERE resource = ?",
                                row -> new Version<>(
                                        row.number(1),
                                        row.number(2),
                                        ResourceJson.group(row.bytes(3), Optional.empty())),
                                key)),
                content);
    }

    /// What changed of an account from snapshot to snapshot, newest first, in the words of a comparison. Nothing is
    /// said where nothing changed; what the source's first snapshot has was there before anybody looked.
    public List<Comparison> history(String id) {
        Optional<Long> key = key(id);
        if (key.isEmpty()) {
            return List.of();
        }
        List<Version<UserResource>> versions = versions(key.get());
        var told = new ArrayList<Comparison>();
        for (int i = 0; i + 1 < taken.size(); i++) {
            Snapshot now = taken.get(i);
            Snapshot before = taken.get(i + 1);
            long is = content(now);
            long was = content(before);
            var changes = new Changes();
            Optional<UserResource> from = in(versions, was);
            Optional<UserResource> to = in(versions, is);
            if (!from.equals(to) && (from.isPresent() || to.isPresent())) {
                changes.account(from, to);
            }
            memberships(key.get(), id, from, to, was, is, changes);
            Comparison comparison = changes.between(before, now);
            if (!comparison.none()) {
                told.add(comparison);
            }
        }
        return told;
    }

    private void memberships(
            long resource,
            String id,
            Optional<UserResource> from,
            Optional<UserResource> to,
            long was,
            long is,
            Changes changes) {
        var sides = new LinkedHashMap<Long, Optional<Member.Type>[]>();
        for (Held held : held(resource)) {
            Optional<Member.Type>[] both = sides.computeIfAbsent(held.group(), _ -> none());
            if (held.row().in(was)) {
                both[0] = Optional.of(held.row().value());
            }
            if (held.row().in(is)) {
                both[1] = Optional.of(held.row().value());
            }
        }
        sides.forEach((group, both) -> {
            if (!both[0].equals(both[1])) {
                boolean now = both[1].isPresent();
                Comparison.Named of = group(group, now ? is : was)
                        .map(Changes::named)
                        .orElseGet(() -> new Comparison.Named(id(group), id(group)));
                Comparison.Named member =
                        (now ? to : from).map(Changes::named).orElseGet(() -> new Comparison.Named(id, id));
                changes.membership(of, member, both[0], both[1]);
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static Optional<Member.Type>[] none() {
        return new Optional[] {Optional.empty(), Optional.empty()};
    }

    private String id(long resource) {
        return tx.first("SELECT id FROM resource WHERE key = ?", row -> row.text(1), resource)
                .orElseThrow();
    }
}
