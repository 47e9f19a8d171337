package org.countersign.governance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.text.CanonicalJson;
import org.countersign.workspace.Migrations;
import org.countersign.workspace.Row;
import org.countersign.workspace.Transaction;

/// The table of governance versions: each is whole, so that a question about a past day is one read.
public final class GovernanceStore {
    /// Its tables.
    public static final Migrations MIGRATIONS = new Migrations(GovernanceStore.class, 1);

    private static final String COLUMNS = "SELECT number, effective, at, sha256, body, origins FROM governance ";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Transaction tx;

    /// Inside `tx`.
    public GovernanceStore(Transaction tx) {
        this.tx = tx;
    }

    /// The newest change, by number.
    public Optional<GovernanceVersion> newest() {
        return tx.first(COLUMNS + "ORDER BY number DESC LIMIT 1", GovernanceStore::version);
    }

    /// The newest that is effective at or before `asOf`; the first is effective from the beginning.
    public Optional<GovernanceVersion> asOf(Instant asOf) {
        return tx.first(
                COLUMNS + "WHERE effective <= ? OR number = 1 ORDER BY number DESC LIMIT 1",
                GovernanceStore::version,
                asOf.getEpochSecond());
    }

    /// Every version, oldest first.
    public List<GovernanceVersion> all() {
        return tx.list(COLUMNS + "ORDER BY number", GovernanceStore::version);
    }

    void insert(GovernanceVersion version) {
        tx.run(
                "INSERT INTO governance (number, effective, at, sha256, body, origins) VALUES (?, ?, ?, ?, ?, ?)",
                version.number(),
                version.effective().getEpochSecond(),
                version.at().getEpochSecond(),
                version.sha256(),
                CanonicalJson.text(version.body()),
                CanonicalJson.text(version.origins()));
    }

    private static GovernanceVersion version(Row row) {
        return new GovernanceVersion(
                row.number(1),
                Instant.ofEpochSecond(row.number(2)),
                Instant.ofEpochSecond(row.number(3)),
                row.text(4),
                parse(row.text(5)),
                parse(row.text(6)));
    }

    private static ObjectNode parse(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
