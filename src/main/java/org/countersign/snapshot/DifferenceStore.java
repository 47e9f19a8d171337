package org.countersign.snapshot;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.countersign.scim.Assignment;
import org.countersign.scim.GroupResource;
import org.countersign.scim.Member;
import org.countersign.scim.UserResource;
import org.countersign.snapshot.Difference.Changed;
import org.countersign.workspace.Transaction;

/// Compares two snapshots of one source by when their rows hold. Rows that hold in both are never touched: what began
/// and what ended between the two contents is found by index (ADR 0015).
final class DifferenceStore {
    private static final String ACCOUNTS = "SELECT resource, key, digest FROM account WHERE key >> 40 = ?1";
    private static final String GROUPS = "SELECT resource, key, digest FROM account_group WHERE key >> 40 = ?1";
    private static final String MEMBERS =
            "SELECT group_resource, member, type FROM membership WHERE group_resource >> 40 = ?1";
    private static final String ASSIGNMENTS = "SELECT " + AssignmentStore.COLUMNS
            + ", application, principal FROM assignment" + AssignmentStore.IDS + " WHERE application >> 40 = ?1";
    private static final String ENDED = " AND until > ?2 AND until <= ?3 AND since <= ?2";
    /// Nothing is compared with what was before a source's first content, so rows that came with it have no index.
    private static final String BEGAN =
            " AND since > 1 AND since > ?2 AND since <= ?3 AND (until IS NULL OR until > ?3)";

    private static final String BODY = "SELECT body FROM account_body WHERE account = ?";

    /// Every statement that finds what is different between two contents.
    static final List<String> BETWEEN = List.of(
            ACCOUNTS + ENDED,
            ACCOUNTS + BEGAN,
            GROUPS + ENDED,
            GROUPS + BEGAN,
            MEMBERS + ENDED,
            MEMBERS + BEGAN,
            ASSIGNMENTS + ENDED,
            ASSIGNMENTS + BEGAN);

    private final Transaction tx;
    private final SnapshotStore store;

    DifferenceStore(Transaction tx) {
        this.tx = tx;
        this.store = new SnapshotStore(tx);
    }

    /// Where the two are.
    private record Pair(long source, long was, long is) {
        long low() {
            return Math.min(was, is);
        }

        long high() {
            return Math.max(was, is);
        }
    }

    private Pair pair(Snapshot before, Snapshot now) {
        long base = ContentStore.base(tx, now.source()).orElseThrow();
        return new Pair(base >> ContentStore.BITS, store.contentOf(before), store.contentOf(now));
    }

    /// A row of each side, where it has one. Rows of equal content on both sides are no change: they came back after
    /// what lay between was removed.
    ///
    /// @param <T> what is compared
    private static final class Sides<T> {
        private Optional<T> from = Optional.empty();
        private Optional<T> to = Optional.empty();

        private boolean both(BiPredicate<T, T> is) {
            return from.isPresent() && to.isPresent() && is.test(from.get(), to.get());
        }

        private void set(boolean first, T value) {
            if (first) {
                from = Optional.of(value);
            } else {
                to = Optional.of(value);
            }
        }
    }

    /// A row by its key. Equal digests are equal content; others may be the same in other bytes.
    private record Version(long key, String digest) {
        boolean same(Version other) {
            return digest.equals(other.digest());
        }
    }

    private record Membership(long group, long member) {}

    private record Assigned(long application, long principal, String role) {}

    /// From the one to the other, in numbers.
    Difference between(Snapshot before, Snapshot now) {
        Pair pair = pair(before, now);
        Map<Membership, Sides<Member.Type>> memberships = memberships(pair);
        var moved = new HashSet<Long>();
        memberships.keySet().forEach(one -> moved.add(one.group()));
        Map<Long, Sides<Version>> accounts = versions(ACCOUNTS, pair);
        try (var bodies = tx.query(BODY)) {
            accounts.values()
                    .removeIf(
                            sides -> sides.both((from, to) -> ResourceJson.same(body(bodies, from), body(bodies, to))));
        }
        Map<Long, Sides<Version>> groups = versions(GROUPS, pair);
        groups.entrySet()
                .removeIf(one -> !moved.contains(one.getKey()) && one.getValue().both(this::sameGroup));
        return new Difference(counted(accounts), counted(groups), counted(memberships));
    }

    /// Nearly every group that changed has other members alone, and the same bytes.
    private boolean sameGroup(Version from, Version to) {
        Body was = groupBody(from);
        Body is = groupBody(to);
        return was.told() == is.told()
                && (Arrays.equals(was.json(), is.json()) || ResourceJson.same(was.json(), is.json()));
    }

    private static byte[] body(Transaction.Query bodies, Version version) {
        return bodies.first(row -> row.bytes(1), version.key()).orElseThrow();
    }

    private static <T> Changed counted(Map<?, Sides<T>> sides) {
        long fresh = sides.values().stream().filter(one -> one.from.isEmpty()).count();
        long gone = sides.values().stream().filter(one -> one.to.isEmpty()).count();
        return new Changed(fresh, gone, sides.size() - fresh - gone);
    }

    /// From the one to the other, thing by thing.
    Comparison compare(Snapshot before, Snapshot now) {
        Pair pair = pair(before, now);
        var changes = new Changes();
        try (var was = new NameStore(tx, pair.source(), pair.was());
                var is = new NameStore(tx, pair.source(), pair.is())) {
            accounts(pair, now.source(), is, changes);
            versions(GROUPS, pair).values().stream()
                    .filter(sides -> !sides.both(this::sameGroup))
                    .forEach(sides -> changes.group(sides.from.map(this::group), sides.to.map(this::group)));
            memberships(pair).forEach((membership, sides) -> {
                NameStore names = sides.to.isPresent() ? is : was;
                Member.Type type = sides.to.or(() -> sides.from).orElseThrow();
                changes.membership(
                        names.group(membership.group()), names.member(membership.member(), type), sides.from, sides.to);
            });
            assignments(pair).forEach((assigned, sides) -> {
                NameStore names = sides.to.isPresent() ? is : was;
                Assignment told = sides.to.or(() -> sides.from).orElseThrow();
                changes.assignment(
                        names.application(told),
                        names.principal(assigned.principal(), told.terms().kind()),
                        sides.from,
                        sides.to);
            });
        }
        return changes.between(before, now);
    }

    /// With their last sign-ins. Of an account whose row holds in both, nothing but that can be different.
    private void accounts(Pair pair, String source, NameStore names, Changes changes) {
        SignInStore before = new SignInStore(tx, source).read(pair.was());
        SignInStore now = new SignInStore(tx, source).read(pair.is());
        Map<Long, Sides<Version>> accounts = versions(ACCOUNTS, pair);
        try (var bodies = tx.query(BODY)) {
            accounts.forEach((resource, sides) -> changes.account(
                    sides.from.map(one -> before.with(account(bodies, one), resource)),
                    sides.to.map(one -> now.with(account(bodies, one), resource))));
        }
        before.eachOther(now, resource -> {
            if (!accounts.containsKey(resource)) {
                changes.signIn(names.account(resource), before.of(resource), now.of(resource));
            }
        });
    }

    private Map<Long, Sides<Version>> versions(String table, Pair pair) {
        var found = new TreeMap<Long, Sides<Version>>();
        for (boolean ended : List.of(true, false)) {
            tx.each(
                    table + (ended ? ENDED : BEGAN),
                    row -> found.computeIfAbsent(row.number(1), _ -> new Sides<>())
                            .set(
                                    ended == pair.was() < pair.is(),
                                    new Version(
                                            row.number(2),
                                            java.util.HexFormat.of().formatHex(row.bytes(3)))),
                    pair.source(),
                    pair.low(),
                    pair.high());
        }
        found.values().removeIf(sides -> sides.both(Version::same));
        return found;
    }

    private Map<Membership, Sides<Member.Type>> memberships(Pair pair) {
        var found = new HashMap<Membership, Sides<Member.Type>>();
        for (boolean ended : List.of(true, false)) {
            tx.each(
                    MEMBERS + (ended ? ENDED : BEGAN),
                    row -> found.computeIfAbsent(new Membership(row.number(1), row.number(2)), _ -> new Sides<>())
                            .set(ended == pair.was() < pair.is(), Member.Type.of((int) row.number(3))),
                    pair.source(),
                    pair.low(),
                    pair.high());
        }
        found.values().removeIf(sides -> sides.from.equals(sides.to));
        return found;
    }

    /// A row that came back, or differs in what is not kept, is no change.
    private Map<Assigned, Sides<Assignment>> assignments(Pair pair) {
        var found = new HashMap<Assigned, Sides<Assignment>>();
        for (boolean ended : List.of(true, false)) {
            tx.each(
                    ASSIGNMENTS + (ended ? ENDED : BEGAN),
                    row -> found.computeIfAbsent(
                                    new Assigned(row.number(11), row.number(12), row.text(3)), _ -> new Sides<>())
                            .set(ended == pair.was() < pair.is(), AssignmentStore.assignment(row)),
                    pair.source(),
                    pair.low(),
                    pair.high());
        }
        found.values().removeIf(sides -> sides.from.equals(sides.to));
        return found;
    }

    private static UserResource account(Transaction.Query bodies, Version version) {
        return ResourceJson.user(body(bodies, version));
    }

    /// Without its members, which are rows of their own; whether they are told is the group's.
    private GroupResource group(Version version) {
        Body body = groupBody(version);
        return ResourceJson.group(body.json(), body.told() ? Optional.of(List.of()) : Optional.empty());
    }

    private record Body(byte[] json, boolean told) {}

    private Body groupBody(Version version) {
        return tx.kept("SELECT body, told FROM account_group WHERE key = ?")
                .first(row -> new Body(row.bytes(1), row.flag(2)), version.key())
                .orElseThrow();
    }
}
