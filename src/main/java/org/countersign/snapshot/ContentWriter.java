package org.countersign.snapshot;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.countersign.scim.GroupResource;
import org.countersign.scim.Member;
import org.countersign.scim.UserResource;
import org.countersign.text.Sha256;
import org.countersign.workspace.Transaction;

/// Writes what a source now has as the difference to what it had: unchanged resources cost a comparison of
/// digests, and no row.
final class ContentWriter implements AutoCloseable {
    private static final int DIGEST = 16;
    /// A file that only claims to be large makes no table larger than this; a million ids that are there do.
    private static final int LIKELY = 1 << 20;

    private final ContentStore store;
    private final IdTable ids;
    private int[] accountRows;
    private byte[] accountDigests;
    private final BitSet accountsSeen = new BitSet();
    private final Map<Integer, Group> groups = new HashMap<>();
    private int lastAccount;
    private int lastGroup;
    private long accountCount;
    private long groupCount;
    private long membershipCount;

    /// A group as last written.
    private record Group(int row, byte[] digest, int members, boolean seen) {}

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
        this.ids = new IdTable(likely);
        store.eachId(ids::intern);
        this.accountRows = new int[Math.max(1_024, Math.max(likely, ids.size() * 2))];
        this.accountDigests = new byte[accountRows.length * DIGEST];
        store.eachAccount((row, resource, digest) -> {
            accountRows[resource] = row;
            System.arraycopy(digest, 0, accountDigests, resource * DIGEST, DIGEST);
        });
        store.eachGroup((row, resource, digest) -> groups.put(resource, new Group(row, digest, 0, false)));
        this.lastAccount = store.lastAccount();
        this.lastGroup = store.lastGroup();
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

    private int number(String id) {
        int before = ids.size();
        int number = ids.intern(id);
        if (number > before) {
            store.addId(number, id);
            if (number >= accountRows.length) {
                accountRows = Arrays.copyOf(accountRows, accountRows.length * 2);
                accountDigests = Arrays.copyOf(accountDigests, accountRows.length * DIGEST);
            }
        }
        return number;
    }

    /// Takes an account.
    ///
    /// @param body its stored form
    Fate account(UserResource user, byte[] body) {
        byte[] digest = Arrays.copyOf(Sha256.of(body), DIGEST);
        int resource = number(user.id());
        int row = accountRows[resource];
        boolean same = row != 0
                && Arrays.equals(digest, 0, DIGEST, accountDigests, resource * DIGEST, (resource + 1) * DIGEST);
        boolean first = !accountsSeen.get(resource);
        if (first) {
            accountsSeen.set(resource);
            accountCount++;
        }
        if (same) {
            return first ? Fate.FIRST : Fate.AGAIN;
        }
        if (!first && ResourceJson.user(store.accountBody(row)).isNewerThan(user.lastModified())) {
            return Fate.OLDER;
        }
        if (row != 0) {
            store.endAccount(row);
        }
        accountRows[resource] = ++lastAccount;
        System.arraycopy(digest, 0, accountDigests, resource * DIGEST, DIGEST);
        store.addAccount(lastAccount, resource, digest, body);
        return first ? Fate.FIRST : Fate.REPLACES;
    }

    /// Takes a group with its members.
    ///
    /// @param body its stored form
    Fate group(GroupResource group, byte[] body) {
        int resource = number(group.id());
        long[] members = members(group);
        byte[] digest = digest(body, group.members().isPresent(), members);
        Optional<Group> before = Optional.ofNullable(groups.get(resource));
        boolean first = before.filter(Group::seen).isEmpty();
        if (first) {
            groupCount++;
            membershipCount += members.length;
        }
        if (before.filter(known -> Arrays.equals(known.digest(), digest)).isPresent()) {
            groups.put(resource, new Group(before.get().row(), digest, members.length, true));
            return first ? Fate.FIRST : Fate.AGAIN;
        }
        if (!first
                && ResourceJson.group(store.groupBody(before.orElseThrow().row()), Optional.empty())
                        .isNewerThan(group.lastModified())) {
            return Fate.OLDER;
        }
        if (!first) {
            membershipCount += members.length - before.orElseThrow().members();
        }
        before.ifPresent(known -> store.endGroup(known.row()));
        groups.put(resource, new Group(++lastGroup, digest, members.length, true));
        store.addGroup(
                lastGroup, resource, group.members().isPresent(), members.length, digest, group.displayName(), body);
        change(resource, before.isPresent() ? store.members(resource) : new long[0], members);
        return first ? Fate.FIRST : Fate.REPLACES;
    }

    /// Distinct members as `number << 2 | type`, sorted.
    private long[] members(GroupResource group) {
        if (group.members().isEmpty()) {
            return new long[0];
        }
        var told = group.members().get();
        long[] numbers = new long[told.size()];
        for (int i = 0; i < numbers.length; i++) {
            Member member = told.get(i);
            numbers[i] = (long) number(member.value()) << 2 | member.type().code();
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

    private static byte[] digest(byte[] body, boolean told, long[] members) {
        byte[] numbers = new byte[1 + members.length * Long.BYTES];
        numbers[0] = (byte) (told ? 1 : 0);
        var buffer = java.nio.ByteBuffer.wrap(numbers, 1, numbers.length - 1);
        for (long member : members) {
            buffer.putLong(member);
        }
        return Arrays.copyOf(Sha256.of(body, numbers), DIGEST);
    }

    /// What goes goes first, so that a member whose type changed ends and begins.
    private void change(int group, long[] before, long[] now) {
        for (long member : before) {
            if (Arrays.binarySearch(now, member) < 0) {
                store.endMembership(group, (int) (member >> 2));
            }
        }
        store.flushMemberships();
        for (long member : now) {
            if (Arrays.binarySearch(before, member) < 0) {
                store.addMembership(group, (int) (member >> 2), (int) member & 3);
            }
        }
    }

    /// Ends what did not come again. Call once, after the last resource.
    void finish() {
        for (int resource = 1; resource <= ids.size(); resource++) {
            if (accountRows[resource] != 0 && !accountsSeen.get(resource)) {
                store.endAccount(accountRows[resource]);
            }
        }
        groups.forEach((resource, group) -> {
            if (!group.seen()) {
                store.endGroup(group.row());
                change(resource, store.members(resource), new long[0]);
            }
        });
        store.finish();
    }

    @Override
    public void close() {
        store.close();
    }
}
