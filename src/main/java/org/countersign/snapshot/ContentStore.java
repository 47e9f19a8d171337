package org.countersign.snapshot;

import java.util.Optional;
import org.countersign.workspace.Transaction;

/// The rows of one source's resources. A row holds from the content `since` to before the content `until`;
/// the newest content is what has no `until`. So a resource is stored again only when it changed.
///
/// Keys carry the source in their upper bits ([#BITS]), so that the rows of one source lie together and the
/// first import of a source only appends.
final class ContentStore implements AutoCloseable {
    /// Numbers of a source's own rows: 2^40 of them.
    static final int BITS = 40;

    private static final String BY_ID = "CREATE INDEX resource_by_id ON resource (id)";
    /// Beyond this many new ids it is cheaper to sort them once than to insert each in its place.
    private static final long MANY = 50_000;

    private final Transaction tx;
    private final long base;
    private final long content;
    private final boolean rebuild;
    private final Transaction.Batch resources;
    private final Transaction.Batch accounts;
    private final Transaction.Batch bodies;
    private final Transaction.Batch accountEnds;
    private final Transaction.Batch groups;
    private final Transaction.Batch groupEnds;
    private final Transaction.Batch memberships;
    private final Transaction.Batch membershipEnds;

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
        this.rebuild = expected > MANY && expected > 4 * knownResources();
        if (rebuild) {
            tx.run("DROP INDEX resource_by_id");
        }
        this.resources = tx.batch("INSERT INTO resource VALUES (?, ?)");
        this.accounts = tx.batch("INSERT INTO account (key, resource, since, digest) VALUES (?, ?, ?, ?)");
        this.bodies = tx.batch("INSERT INTO account_body VALUES (?, ?)");
        this.accountEnds = tx.batch("UPDATE account SET until=? WHERE key=?");
        this.groups = tx.batch("INSERT INTO account_group (key, resource, since, told, members, digest, display_name,"
                + " body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        this.groupEnds = tx.batch("UPDATE account_group SET until=? WHERE key=?");
        this.memberships =
                tx.batch("INSERT OR REPLACE INTO membership (group_resource, member, since, type) VALUES (?, ?, ?, ?)");
        this.membershipEnds =
                tx.batch("UPDATE membership SET until=? WHERE group_resource=? AND member=? AND until IS NULL");
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

    /// Receives a row's own numbers.
    interface Known {
        /// Takes one row, by its number and its resource's within the source.
        void row(int number, int resource, byte[] digest);
    }

    /// Every id of the source, in the order of numbers from 1.
    void eachId(java.util.function.Consumer<String> action) {
        tx.each(
                "SELECT id FROM resource WHERE key > ? AND key < ? ORDER BY key",
                row -> action.accept(row.text(1)),
                base,
                end());
    }

    /// Every account of the newest content.
    void eachAccount(Known action) {
        each("account", action);
    }

    /// Every group of the newest content.
    void eachGroup(Known action) {
        each("account_group", action);
    }

    private void each(String table, Known action) {
        tx.each(
                "SELECT key, resource, digest FROM " + table + " WHERE key > ? AND key < ? AND until IS NULL",
                row -> action.row(own(row.number(1)), own(row.number(2)), row.bytes(3)),
                base,
                end());
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

    private int last(String table) {
        return tx.first(
                        "SELECT max(key) FROM " + table + " WHERE key > ? AND key < ?",
                        row -> row.number(1) == 0 ? 0 : own(row.number(1)),
                        base,
                        end())
                .orElse(0);
    }

    void addId(int number, String id) {
        resources.add(base + number, id);
    }

    void addAccount(int number, int resource, byte[] digest, byte[] body) {
        accounts.add(base + number, base + resource, content, digest);
        bodies.add(base + number, body);
    }

    void endAccount(int number) {
        accountEnds.add(content, base + number);
    }

    /// The body of an account as stored.
    byte[] accountBody(int number) {
        bodies.flush();
        return tx.first("SELECT body FROM account_body WHERE account=?", row -> row.bytes(1), base + number)
                .orElseThrow();
    }

    void addGroup(
            int number,
            int resource,
            boolean told,
            int members,
            byte[] digest,
            Optional<String> displayName,
            byte[] body) {
        groups.add(base + number, base + resource, content, told, members, digest, displayName, body);
    }

    void endGroup(int number) {
        groups.flush();
        groupEnds.add(content, base + number);
    }

    /// The body of a group as stored.
    byte[] groupBody(int number) {
        groups.flush();
        return tx.first("SELECT body FROM account_group WHERE key=?", row -> row.bytes(1), base + number)
                .orElseThrow();
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
        return tx
                .list(
                        "SELECT member, type FROM membership WHERE group_resource=? AND until IS NULL",
                        row -> (long) own(row.number(1)) << 2 | row.number(2),
                        base + group)
                .stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
    }

    void flushMemberships() {
        memberships.flush();
        membershipEnds.flush();
    }

    /// Puts the index in order, once everything is there.
    void finish() {
        resources.flush();
        if (rebuild) {
            tx.run(BY_ID);
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
    }
}
