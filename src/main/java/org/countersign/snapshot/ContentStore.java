package org.countersign.snapshot;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.countersign.identity.AccountFacts;
import org.countersign.identity.TextHasher;
import org.countersign.scim.Member;
import org.countersign.scim.ResourceDigest;
import org.countersign.workspace.Batch;
import org.countersign.workspace.Transaction;

/// The rows of one source's resources. A row holds from the content `since` to before the content `until`;
/// the newest content is what has no `until`. So a resource is stored again only when it changed.
///
/// Keys carry the source in their upper bits ([#BITS]), so that the rows of one source lie together and the
/// first import of a source only appends.
final class ContentStore implements AutoCloseable {
    /// Numbers of a source's own rows: 2^40 of them.
    static final int BITS = 40;

    private static final long[] NOBODY = new long[0];

    private static final String BY_ID = "CREATE INDEX resource_by_id ON %s (id)";
    private static final String BY_RESOURCE = "CREATE INDEX account_by_resource ON %s (resource) WHERE resource <> key";
    /// Beyond this many new ids it is cheaper to sort them once than to insert each in its place.
    private static final long MANY = 50_000;

    private final Transaction tx;
    private final long base;
    private final long content;
    private final boolean rebuild;
    private final Batch resources;
    private final Batch accounts;
    private final Batch bodies;
    private final Batch accountEnds;
    private final Batch groups;
    private final Batch groupEnds;
    private final Batch memberships;
    private final Batch membershipEnds;
    private final Batch accountDigests;
    private final Batch groupDigests;
    private final Transaction.Query accountBodies;
    private final Transaction.Query groupBodies;
    private final Transaction.Query groupMembers;
    private final Transaction.Query resourceKeys;
    private final FactStore facts;
    private final byte[] factKey;
    private int lastFlushed;
    private int lastAdded;

    /// Makes the source's next content.
    ///
    /// @param expected how many resources are likely to come
    ContentStore(Transaction tx, String source, long expected) {
        this.tx = tx;
        tx.run("INSERT INTO snapshot_source (source, contents) VALUES (?, 0) ON CONFLICT (source) DO NOTHING", source);
        tx.run("UPDATE snapshot_source SET contents = contents + 1 WHERE source=?", source);
        this.base = base(tx, source).orElseThrow();
        this.content = tx.first("SELECT contents FROM snapshot_source WHERE source=?", row -> row.number(1), source)
                .orElseThrow();
        FactStore.complete(tx, base);
        this.facts = new FactStore(tx, base, content);
        this.factKey = FactStore.key(tx);
        this.rebuild = expected > MANY && expected > 4 * knownResources();
        if (rebuild) {
            tx.run("DROP INDEX resource_by_id");
            tx.run("DROP INDEX account_by_resource");
        }
        this.resources = tx.batch("INSERT INTO resource VALUES (?, ?)");
        this.accounts = tx.batch("INSERT INTO account (key, resource, since, digest, active) VALUES (?, ?, ?, ?, ?)");
        this.bodies = tx.batch("INSERT INTO account_body VALUES (?, ?)");
        this.accountEnds = tx.batch("UPDATE account SET until=? WHERE key=?");
        this.groups = tx.batch("INSERT INTO account_group (key, resource, since, told, members, digest, display_name,"
                + " body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        this.groupEnds = tx.batch("UPDATE account_group SET until=? WHERE key=?");
        this.memberships =
                tx.batch("INSERT OR REPLACE INTO membership (group_resource, member, since, type) VALUES (?, ?, ?, ?)");
        this.membershipEnds =
                tx.batch("UPDATE membership SET until=? WHERE group_resource=? AND member=? AND until IS NULL");
        this.accountDigests = tx.batch("UPDATE account SET digest=? WHERE key=?");
        this.groupDigests = tx.batch("UPDATE account_group SET digest=? WHERE key=?");
        this.accountBodies = tx.query("SELECT body FROM account_body WHERE account=?");
        this.groupBodies = tx.query("SELECT body FROM account_group WHERE key=?");
        // One text a group instead of a row a member, which would cost three calls into SQLite each.
        this.groupMembers = tx.query("SELECT group_concat((member - ?2) << 2 | type, ' ') FROM membership"
                + " WHERE group_resource=?1 AND until IS NULL");
        this.resourceKeys = tx.query("SELECT key FROM resource WHERE id=? AND key > ? AND key < ?");
    }

    /// The lowest key of a source's rows; the highest is this plus 2^40 - 1.
    static Optional<Long> base(Transaction tx, String source) {
        return tx.first("SELECT key FROM snapshot_source WHERE source=?", row -> row.number(1) << BITS, source);
    }

    private long knownResources() {
        return tx.first("SELECT count(*) FROM resource", row -> row.number(1)).orElse(0L);
    }

    private long end() {
        return base + (1L << BITS);
    }

    long content() {
        return content;
    }

    /// Whether the index of ids is made anew at the end: until then it cannot be asked.
    boolean isRebuilt() {
        return rebuild;
    }

    /// Every id of the source with its number, in the order of numbers.
    void eachId(ObjIntConsumer<String> action) {
        resources.flush();
        tx.each(
                "SELECT key, id FROM resource WHERE key > ? AND key < ? ORDER BY key",
                row -> action.accept(row.text(2), own(row.number(1))),
                base,
                end());
    }

    /// The number of one id.
    Optional<Integer> resource(String id) {
        return resourceKeys.first(row -> own(row.number(1)), id, base, end());
    }

    /// The id of one number.
    String id(int number) {
        resources.flush();
        return tx.first("SELECT id FROM resource WHERE key=?", row -> row.text(1), base + number)
                .orElseThrow();
    }

    /// Whether an id that the source had before may differ from itself in lower case.
    boolean hadCapitals() {
        return tx.first(
                        "SELECT capitals FROM snapshot_source WHERE key=? AND capitals IS NOT NULL",
                        row -> row.flag(1),
                        base >> BITS)
                .orElseGet(this::looksForCapitals);
    }

    private boolean looksForCapitals() {
        return tx.first(
                        "SELECT 1 FROM resource WHERE key > ? AND key < ? AND id GLOB '*[^ -@[-~]*' LIMIT 1",
                        row -> row.number(1),
                        base,
                        end())
                .isPresent();
    }

    /// Spares the next import to look.
    void rememberCapitals(boolean any) {
        tx.run("UPDATE snapshot_source SET capitals=? WHERE key=?", any, base >> BITS);
    }

    /// The ids of these numbers.
    List<String> ids(List<Integer> numbers) {
        resources.flush();
        return tx.list(
                "SELECT id FROM resource WHERE key IN (SELECT value FROM json_each(?))",
                row -> row.text(1),
                keys(numbers.stream().mapToInt(Integer::intValue)));
    }

    /// The first ids of these numbers, in the order of texts.
    List<String> firstIds(BitSet numbers, int most) {
        resources.flush();
        return tx.list(
                "SELECT id FROM resource WHERE key IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT ?",
                row -> row.text(1),
                keys(numbers.stream()),
                most);
    }

    private String keys(IntStream numbers) {
        return numbers.mapToObj(number -> Long.toString(base + number)).collect(Collectors.joining(",", "[", "]"));
    }

    /// The memberships of the newest content whose members are among these.
    ///
    /// @param action gets the group and the member
    void eachMembership(BitSet members, Memberships action) {
        flushMemberships();
        if (!members.isEmpty()) {
            tx.each(
                    "SELECT group_resource, member FROM membership WHERE group_resource > ? AND group_resource < ?"
                            + " AND until IS NULL AND type <> " + Member.Type.OTHER.code()
                            + " AND member IN (SELECT value FROM json_each(?))",
                    row -> action.accept(own(row.number(1)), own(row.number(2))),
                    base,
                    end(),
                    keys(members.stream()));
        }
    }

    /// Takes memberships.
    interface Memberships {
        void accept(int group, int member);
    }

    /// Everything of the newest content.
    KnownContent known() {
        var known = new KnownContent(lastAccount());
        tx.each(
                "SELECT key, resource, digest, active FROM account WHERE key > ? AND key < ? AND until IS NULL",
                row -> known.add(
                        own(row.number(1)), own(row.number(2)), ResourceDigest.of(row.bytes(3)), (int) row.number(4)),
                base,
                end());
        tx.each(
                "SELECT g.key, g.resource, g.digest, r.id, g.told, g.members FROM account_group g"
                        + " JOIN resource r ON r.key = g.resource WHERE g.key > ? AND g.key < ? AND g.until IS NULL",
                row -> known.add(new KnownContent.Group(
                        own(row.number(1)),
                        own(row.number(2)),
                        ResourceDigest.of(row.bytes(3)),
                        row.text(4),
                        row.flag(5),
                        (int) row.number(6))),
                base,
                end());
        return known;
    }

    private int own(long key) {
        return (int) (key - base);
    }

    /// The highest number that a row of the table has within this source.
    int lastAccount() {
        return last("account");
    }

    int lastGroup() {
        return last("account_group");
    }

    int lastResource() {
        return last("resource");
    }

    private int last(String table) {
        // Not max(key), for which SQLite reads them all where the table is rehearsed.
        return tx.first(
                        "SELECT key FROM " + table + " WHERE key > ? AND key < ? ORDER BY key DESC LIMIT 1",
                        row -> own(row.number(1)),
                        base,
                        end())
                .orElse(0);
    }

    void addId(int number, String id) {
        resources.add(base + number, id);
    }

    void addAccount(int number, int resource, StoredUser user) {
        accounts.add(
                base + number,
                base + resource,
                content,
                user.digest().bytes(),
                user.active().ordinal());
        bodies.add(base + number, user.body());
        facts.add(number, resource, user.facts());
        lastAdded = number;
    }

    /// The account is as it was, in other bytes.
    void digestAccount(int number, ResourceDigest digest) {
        flush(number);
        accountDigests.add(digest.bytes(), base + number);
    }

    /// Writes the facts of accounts; for one thread each.
    AccountFacts facts() {
        return new AccountFacts(new TextHasher(factKey));
    }

    void endAccount(int number) {
        flush(number);
        facts.end(number);
        accountEnds.add(content, base + number);
    }

    /// The body of an account as stored.
    byte[] accountBody(int number) {
        flush(number);
        return accountBodies.first(row -> row.bytes(1), base + number).orElseThrow();
    }

    /// Writes what waits, where this account is among it.
    private void flush(int number) {
        if (number > lastFlushed && number <= lastAdded) {
            accounts.flush();
            bodies.flush();
            lastFlushed = lastAdded;
        }
    }

    /// @param members how many distinct ones
    void addGroup(int number, int resource, int members, StoredGroup group) {
        groups.add(
                base + number,
                base + resource,
                content,
                group.members().isPresent(),
                members,
                group.digest().bytes(),
                group.displayName(),
                group.body());
    }

    /// The group is as it was, in other bytes.
    void digestGroup(int number, ResourceDigest digest) {
        groups.flush();
        groupDigests.add(digest.bytes(), base + number);
    }

    void endGroup(int number) {
        groups.flush();
        groupEnds.add(content, base + number);
    }

    /// The body of a group as stored.
    byte[] groupBody(int number) {
        groups.flush();
        return groupBodies.first(row -> row.bytes(1), base + number).orElseThrow();
    }

    void addMembership(int group, int member, int type) {
        memberships.add(base + group, base + member, content, type);
    }

    void endMembership(int group, int member) {
        membershipEnds.add(content, base + group, base + member);
    }

    /// The memberships of a group in the newest content, as `member << 2 | type`, sorted.
    long[] members(int group) {
        flushMemberships();
        return groupMembers
                .first(row -> row.optionalText(1), base + group, base)
                .flatMap(told -> told)
                .map(NumberText::sorted)
                .orElse(NOBODY);
    }

    /// The same as they were before this content.
    long[] membersBefore(int group) {
        flushMemberships();
        var members = LongStream.builder();
        tx.each(
                "SELECT member, type FROM membership WHERE group_resource=? AND since < ? AND (until IS NULL OR until=?)"
                        + " ORDER BY member",
                row -> members.add((long) own(row.number(1)) << 2 | row.number(2)),
                base + group,
                content,
                content);
        return members.build().toArray();
    }

    void flushMemberships() {
        memberships.flush();
        membershipEnds.flush();
    }

    /// Puts the index in order, once everything is there.
    void finish() {
        resources.flush();
        facts.finish();
        if (rebuild) {
            accounts.flush();
            tx.run(BY_ID.formatted(RehearsalStore.table(tx, "resource")));
            tx.run(BY_RESOURCE.formatted(RehearsalStore.table(tx, "account")));
        }
    }

    /// Writes what waits.
    @Override
    public void close() {
        resources.close();
        accounts.close();
        bodies.close();
        accountEnds.close();
        groups.close();
        groupEnds.close();
        memberships.close();
        membershipEnds.close();
        accountDigests.close();
        groupDigests.close();
        List.of(accountBodies, groupBodies, groupMembers, resourceKeys).forEach(Transaction.Query::close);
    }
}
