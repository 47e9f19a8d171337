package org.countersign.snapshot;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.countersign.identity.AccountFacts;
import org.countersign.scim.GroupResource;
import org.countersign.scim.Member;
import org.countersign.workspace.Transaction;

/// Writes what a source now has as the difference to what it had: unchanged resources cost a comparison of
/// digests, and no row.
final class ContentWriter implements AutoCloseable {
    /// A file that only claims to be large makes no table larger than this; a million ids that are there do.
    private static final int LIKELY = 1 << 20;

    private static final int FEW_GROUPS = 500;
    private static final long[] NOBODY = new long[0];

    private final ContentStore store;
    private final ResourceNumbers numbers;
    private final KnownContent known;
    /// By resource: where the account is that counts now; 0 where there is none.
    private int[] accountRows;

    private final BitSet accountsSeen = new BitSet();
    private final Map<Integer, Group> groups = new HashMap<>();
    private final DanglingMembers dangling = new DanglingMembers();
    /// Groups that came in bytes that are known, so that their members were not read.
    private final BitSet unread = new BitSet();

    /// Whether ids that were there before may differ from others in case alone.
    private final boolean capitals;
    private int lastAccount;
    private int lastGroup;
    private long accountCount;
    private long groupCount;
    private long membershipCount;

    /// A group as last written.
    private record Group(int row, boolean told, int members, boolean seen) {}

    /// What became of a resource.
    enum Fate {
        /// The first of its id in this content.
        FIRST,
        /// Its id was there already, with equal content.
        AGAIN,
        /// Its id was there already with other content, and this one counts.
        REPLACES,
        /// Its id was there already with other content of a later `meta.lastModified`, which counts.
        OLDER
    }

    ContentWriter(Transaction tx, String source, long expected) {
        this.store = new ContentStore(tx, source, expected);
        int likely = (int) Math.min(expected, LIKELY);
        this.numbers = new ResourceNumbers(store, likely);
        this.known = store.known();
        this.accountRows = new int[Math.max(1_024, Math.max(likely, numbers.last() + 1))];
        known.rows(accountRows);
        known.eachGroup(
                group -> groups.put(group.resource(), new Group(group.row(), group.told(), group.members(), false)));
        this.capitals = store.hadCapitals();
        this.lastAccount = store.lastAccount();
        this.lastGroup = store.lastGroup();
    }

    /// What the source had before; it does not change.
    KnownContent known() {
        return known;
    }

    /// The id of an account that is known.
    String idOf(int number) {
        return store.id(known.resource(number));
    }

    long content() {
        return store.content();
    }

    long accounts() {
        return accountCount;
    }

    long groups() {
        return groupCount;
    }

    long memberships() {
        return membershipCount;
    }

    /// Hashes ids as this does; for another thread.
    IdHasher anotherHasher() {
        return numbers.anotherHasher();
    }

    /// Writes facts as this does; for another thread.
    AccountFacts anotherFacts() {
        return store.facts();
    }

    /// The number of an id within the source.
    int number(String id) {
        return noted(numbers.of(id));
    }

    private int number(String id, long[] hashes, int at) {
        return noted(numbers.of(id, hashes, at));
    }

    private int noted(int number) {
        if (number >= accountRows.length) {
            accountRows = Arrays.copyOf(accountRows, Math.max(number + 1, accountRows.length * 2));
        }
        return number;
    }

    /// Takes an account.
    Fate account(StoredUser user) {
        int resource = number(user.id(), user.idHash(), 0);
        int row = accountRows[resource];
        boolean first = seeAccount(resource);
        if (row != 0) {
            byte[] before = store.accountBody(row);
            if (ResourceJson.same(before, user.body())) {
                if (first && user.alone()) {
                    store.digestAccount(row, user.digest());
                }
                return first ? Fate.FIRST : Fate.AGAIN;
            }
            if (!first && ResourceJson.user(before).isNewerThan(user.lastModified())) {
                return Fate.OLDER;
            }
            store.endAccount(row);
        }
        accountRows[resource] = ++lastAccount;
        store.addAccount(lastAccount, resource, user);
        return first ? Fate.FIRST : Fate.REPLACES;
    }

    private boolean seeAccount(int resource) {
        boolean first = !accountsSeen.get(resource);
        if (first) {
            accountsSeen.set(resource);
            accountCount++;
        }
        return first;
    }

    /// Takes an account that came in bytes that are known.
    Fate account(int number) {
        int resource = known.resource(number);
        int row = known.row(number);
        if (accountRows[resource] != row) {
            // The same id has come with something else meanwhile.
            byte[] body = store.accountBody(row);
            return account(StoredUser.of(body, known.digest(number), anotherHasher(), anotherFacts()));
        }
        return seeAccount(resource) ? Fate.FIRST : Fate.AGAIN;
    }

    /// Takes a group with its members.
    Fate group(StoredGroup group) {
        int resource = number(group.id(), group.idHash(), 0);
        long[] members = members(group);
        Fate fate = group(resource, group, members);
        lookAt(resource, group.id(), members, fate);
        return fate;
    }

    private void lookAt(int resource, String id, long[] members, Fate fate) {
        if (fate == Fate.FIRST || fate == Fate.REPLACES) {
            unread.clear(resource);
            if (!GroupResource.standsForAccess(id)) {
                dangling.take(resource, rowOf(resource), members, accountsSeen);
            }
        }
    }

    /// The row of a group of this content; 0 where there is none.
    private int rowOf(int resource) {
        Group group = groups.get(resource);
        return group == null || !group.seen() ? 0 : group.row();
    }

    private Fate group(int resource, StoredGroup group, long[] members) {
        boolean told = group.members().isPresent();
        Optional<Group> before = Optional.ofNullable(groups.get(resource));
        boolean first = before.filter(Group::seen).isEmpty();
        long[] had = before.isPresent() ? store.members(resource) : NOBODY;
        if (before.isPresent()) {
            Group now = before.get();
            byte[] body = store.groupBody(now.row());
            if (now.told() == told && Arrays.equals(had, members) && ResourceJson.same(body, group.body())) {
                if (first && group.alone()) {
                    store.digestGroup(now.row(), group.digest());
                }
                return see(resource, now);
            }
            if (!first && ResourceJson.group(body, Optional.empty()).isNewerThan(group.lastModified())) {
                return Fate.OLDER;
            }
            store.endGroup(now.row());
            membershipCount -= first ? 0 : now.members();
        }
        groups.put(resource, new Group(++lastGroup, told, members.length, true));
        groupCount += first ? 1 : 0;
        membershipCount += members.length;
        store.addGroup(lastGroup, resource, members.length, group);
        change(resource, had, members);
        return first ? Fate.FIRST : Fate.REPLACES;
    }

    private Fate see(int resource, Group group) {
        if (group.seen()) {
            return Fate.AGAIN;
        }
        groups.put(resource, new Group(group.row(), group.told(), group.members(), true));
        groupCount++;
        membershipCount += group.members();
        return Fate.FIRST;
    }

    /// Takes a group that came in bytes that are known.
    Fate group(int number) {
        KnownContent.Group group = known.groupOf(number);
        Group now = Objects.requireNonNull(groups.get(group.resource()));
        if (now.row() != group.row()) {
            // The same id has come with something else meanwhile.
            byte[] body = store.groupBody(group.row());
            GroupResource back = ResourceJson.group(body, group.told() ? Optional.of(List.of()) : Optional.empty());
            StoredGroup stored = StoredGroup.of(back, Optional.of(group.digest()), new BodyWriter(), anotherHasher());
            long[] members = store.membersBefore(group.resource());
            Fate fate = group(group.resource(), stored, members);
            lookAt(group.resource(), group.id(), members, fate);
            return fate;
        }
        Fate fate = see(group.resource(), now);
        if (fate == Fate.FIRST && !GroupResource.standsForAccess(group.id())) {
            unread.set(group.resource());
        }
        return fate;
    }

    /// Distinct members as `number << 2 | type`, sorted.
    private long[] members(StoredGroup group) {
        if (group.members().isEmpty()) {
            return NOBODY;
        }
        var told = group.members().get();
        long[] numbers = new long[told.size()];
        for (int i = 0; i < numbers.length; i++) {
            Member member = told.get(i);
            numbers[i] = (long) number(member.value(), group.memberHashes(), 2 * i) << 2
                    | member.type().code();
        }
        Arrays.sort(numbers);
        int kept = 0;
        for (long number : numbers) {
            // Of one member told as two types the first counts: nobody is in a group twice.
            if (kept == 0 || numbers[kept - 1] >> 2 != number >> 2) {
                numbers[kept++] = number;
            }
        }
        return kept == numbers.length ? numbers : Arrays.copyOf(numbers, kept);
    }

    /// What goes goes first, so that a member whose type changed ends and begins.
    private void change(int group, long[] before, long[] now) {
        for (long member : before) {
            if (Arrays.binarySearch(now, member) < 0) {
                store.endMembership(group, (int) (member >> 2));
            }
        }
        if (before.length > 0) {
            store.flushMemberships();
        }
        for (long member : now) {
            if (Arrays.binarySearch(before, member) < 0) {
                store.addMembership(group, (int) (member >> 2), (int) member & 3);
            }
        }
    }

    /// Ends what did not come again. Call once, after the last resource.
    void finish() {
        for (int resource = 1; resource <= numbers.last(); resource++) {
            if (accountRows[resource] != 0 && !accountsSeen.get(resource)) {
                store.endAccount(accountRows[resource]);
            }
        }
        groups.forEach((resource, group) -> {
            if (!group.seen()) {
                store.endGroup(group.row());
                change(resource, store.members(resource), NOBODY);
            }
        });
        store.finish();
    }

    /// Members that name nobody. Call after the last resource.
    DanglingMembers dangling() {
        // Where hardly a group came as it was, asking for the members of each is quicker than a look at every
        // membership.
        boolean few = unread.cardinality() <= FEW_GROUPS;
        if (few) {
            unread.stream().forEach(group -> dangling.take(group, rowOf(group), store.members(group), accountsSeen));
        }
        dangling.settle(accountsSeen, this::rowOf);
        if (!few) {
            BitSet absent = (BitSet) accountsSeen.clone();
            groups.forEach((resource, group) -> absent.set(resource, absent.get(resource) || group.seen()));
            absent.flip(1, numbers.last() + 1);
            store.eachMembership(absent, (group, member) -> {
                if (unread.get(group)) {
                    dangling.add(group, member);
                }
            });
        }
        return dangling;
    }

    /// The first ids of these numbers, in the order of texts.
    List<String> firstIds(BitSet of, int most) {
        return store.firstIds(of, most);
    }

    /// Accounts, and groups, whose ids differ in upper and lower case alone.
    record Twins(Optional<CaseTwins.Found> accounts, Optional<CaseTwins.Found> groups) {}

    /// What there is of them. Call after the last resource.
    Twins twins() {
        var ofAccounts = new CaseTwins();
        var ofGroups = new CaseTwins();
        boolean any = capitals || numbers.newMayFold();
        store.rememberCapitals(any);
        if (any) {
            store.eachId((id, number) -> {
                if (accountsSeen.get(number)) {
                    ofAccounts.take(number, id);
                }
                if (rowOf(number) != 0) {
                    ofGroups.take(number, id);
                }
            });
        }
        return new Twins(ofAccounts.find(store::ids), ofGroups.find(store::ids));
    }

    @Override
    public void close() {
        store.close();
    }
}
