package org.countersign.snapshot;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.countersign.scim.Assignment;
import org.countersign.scim.Assignment.Terms;
import org.countersign.text.Sha256;
import org.countersign.workspace.Batch;
import org.countersign.workspace.Transaction;

/// Writes who is assigned to an IdP's applications as the difference to what was there: an assignment that did not
/// change costs no row ([ContentStore] says how rows hold).
final class AssignmentContentStore implements AutoCloseable {
    private final ContentWriter resources;
    private final long base;
    private final Map<Key, Row> rows = new HashMap<>();
    private final Batch added;
    private final Batch ended;

    /// An application, who is assigned, and the role or nothing.
    private record Key(int application, int principal, String role) {}

    /// @param digest of the terms
    private record Row(long digest, boolean seen) {}

    /// Into the content that `resources` makes.
    AssignmentContentStore(Transaction tx, String source, ContentWriter resources) {
        this.resources = resources;
        this.base = ContentStore.base(tx, source).orElseThrow();
        tx.each(
                "SELECT application, principal, role, digest FROM assignment WHERE application BETWEEN ? AND ?"
                        + " AND until IS NULL",
                row -> rows.put(
                        new Key((int) (row.number(1) - base), (int) (row.number(2) - base), row.text(3)),
                        new Row(row.number(4), false)),
                base,
                base + (1L << ContentStore.BITS) - 1);
        this.added = tx.batch("INSERT OR REPLACE INTO assignment (application, principal, role, since, digest, kind,"
                + " scope, state, sync, account, account_name, changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        // What this content itself has begun is replaced, not ended.
        this.ended = tx.batch("UPDATE assignment SET until=?1 WHERE application=?2 AND principal=?3 AND role=?4"
                + " AND until IS NULL AND since < ?1");
    }

    /// Takes an assignment; of one that comes twice, the later counts.
    void take(Assignment assignment) {
        Terms terms = assignment.terms();
        var key = new Key(
                resources.number(assignment.application()),
                resources.number(terms.principal()),
                terms.role().orElse(""));
        long digest = digest(terms);
        Optional<Row> before = Optional.ofNullable(rows.put(key, new Row(digest, true)));
        if (before.filter(row -> row.digest() == digest).isPresent()) {
            return;
        }
        before.ifPresent(_ -> end(key));
        added.add(
                base + key.application(),
                base + key.principal(),
                key.role(),
                resources.content(),
                digest,
                terms.kind().ordinal(),
                terms.scope().ordinal(),
                terms.state().ordinal(),
                terms.sync().ordinal(),
                terms.account(),
                terms.accountName(),
                terms.changed().map(java.time.Instant::getEpochSecond));
    }

    private void end(Key key) {
        ended.add(resources.content(), base + key.application(), base + key.principal(), key.role());
    }

    /// Eight bytes are enough to see a change: nobody gains by hiding one from themselves.
    private static long digest(Terms terms) {
        return ByteBuffer.wrap(Sha256.of(terms.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .getLong();
    }

    /// Ends what did not come again. Call once, after the last assignment.
    void finish() {
        rows.forEach((key, row) -> {
            if (!row.seen()) {
                end(key);
            }
        });
    }

    /// Writes what waits.
    @Override
    public void close() {
        added.close();
        ended.close();
    }
}
