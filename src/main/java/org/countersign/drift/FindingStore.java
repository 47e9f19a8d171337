package org.countersign.drift;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.workspace.Migrations;
import org.countersign.workspace.Transaction;

/// When each finding was first and last seen.
public final class FindingStore {
    /// Its tables.
    public static final Migrations MIGRATIONS = new Migrations(FindingStore.class, 1);

    private final Transaction tx;

    /// Inside `tx`.
    public FindingStore(Transaction tx) {
        this.tx = tx;
    }

    Map<String, Instant> firstSeen() {
        var seen = new HashMap<String, Instant>();
        tx.each(
                "SELECT fingerprint, first_seen FROM finding",
                row -> seen.put(row.text(1), Instant.ofEpochSecond(row.number(2))));
        return seen;
    }

    void see(List<Finding> findings, Instant at) {
        tx.run("UPDATE finding SET open=0");
        try (var batch = tx.batch("INSERT INTO finding VALUES (?1, ?2, ?2, 1)"
                + " ON CONFLICT (fingerprint) DO UPDATE SET last_seen=?2, open=1")) {
            findings.forEach(finding -> batch.add(finding.fingerprint(), at.getEpochSecond()));
        }
    }

    /// The instant that this workspace is looked at from, where it is a sample that must not age.
    public Optional<Instant> sampleAsOf() {
        return tx.first("SELECT value FROM setting WHERE name='sampleAsOf'", row -> Instant.parse(row.text(1)));
    }

    /// Marks a sample workspace.
    public void sampleAsOf(Instant at) {
        tx.run("INSERT OR REPLACE INTO setting VALUES ('sampleAsOf', ?)", at.toString());
    }
}
