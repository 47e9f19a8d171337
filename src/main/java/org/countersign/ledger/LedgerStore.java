package org.countersign.ledger;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.countersign.text.CanonicalJson;
import org.countersign.workspace.Migrations;
import org.countersign.workspace.Row;
import org.countersign.workspace.RowNumbers;
import org.countersign.workspace.Transaction;

/// The tables of the ledger.
public final class LedgerStore {
    /// Its tables.
    public static final Migrations MIGRATIONS = new Migrations(LedgerStore.class, 1);

    private final Transaction tx;

    /// Inside `tx`.
    public LedgerStore(Transaction tx) {
        this.tx = tx;
    }

    void insert(Event event) {
        tx.run("INSERT INTO event VALUES (?, ?, ?, ?)", event.seq(), event.body(), event.prev(), event.hash());
    }

    /// The newest event.
    public Optional<Event> last() {
        return tx.first("SELECT seq, body, prev, hash FROM event ORDER BY seq DESC LIMIT 1", LedgerStore::event);
    }

    /// The newest events, the last first.
    public List<Event> newest(int many) {
        return tx.list("SELECT seq, body, prev, hash FROM event ORDER BY seq DESC LIMIT ?", LedgerStore::event, many);
    }

    /// The events whose bodies hold all of these texts as JSON writes them, the last first: few of many, without
    /// parsing the rest.
    public List<Event> holding(List<String> texts) {
        var held = new StringBuilder();
        texts.forEach(_ -> held.append(" AND instr(body, ?) > 0"));
        return tx.list(
                "SELECT seq, body, prev, hash FROM event WHERE 1" + held + " ORDER BY seq DESC",
                LedgerStore::event,
                texts.stream()
                        .map(text -> CanonicalJson.bytes(TextNode.valueOf(text)))
                        .toArray());
    }

    /// The address that an id stands for in the ledger.
    public Optional<String> address(String id) {
        return tx.first("SELECT address FROM reviewer WHERE id=?", row -> row.text(1), id);
    }

    /// Every event in order.
    public void each(Consumer<Event> action) {
        tx.each("SELECT seq, body, prev, hash FROM event ORDER BY seq", row -> action.accept(event(row)));
    }

    /// One event.
    public Optional<Event> at(long seq) {
        return tx.first("SELECT seq, body, prev, hash FROM event WHERE seq=?", LedgerStore::event, seq);
    }

    /// Every event after one, in order.
    void after(long seq, Consumer<Event> action) {
        tx.each(
                "SELECT seq, body, prev, hash FROM event WHERE seq > ? ORDER BY seq",
                row -> action.accept(event(row)),
                seq);
    }

    /// The next events after one, in order.
    ///
    /// @return the number of the last of them; `seq` where there is none
    public long after(long seq, int most, Consumer<Event> action) {
        return stretch("WHERE seq > ? ORDER BY seq LIMIT ?", seq, most, action);
    }

    /// The events before one, the newest first.
    ///
    /// @return the number of the last of them; `seq` where there is none
    public long before(long seq, int most, Consumer<Event> action) {
        return stretch("WHERE seq < ? ORDER BY seq DESC LIMIT ?", seq, most, action);
    }

    private long stretch(String which, long seq, int most, Consumer<Event> action) {
        long[] last = {seq};
        tx.each(
                "SELECT seq, body, prev, hash FROM event " + which,
                row -> {
                    last[0] = row.number(1);
                    action.accept(event(row));
                },
                seq,
                most);
        return last[0];
    }

    /// Events by their numbers, in order.
    public List<Event> numbered(int[] seqs) {
        return tx.list(
                "SELECT seq, body, prev, hash FROM event WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq",
                LedgerStore::event,
                RowNumbers.json(seqs));
    }

    /// The id that stands for an address in the ledger; made at first use.
    String reviewerId(String address, String candidate) {
        tx.run("INSERT OR IGNORE INTO reviewer VALUES (?, ?)", candidate, address);
        return tx.first("SELECT id FROM reviewer WHERE address=?", row -> row.text(1), address)
                .orElseThrow();
    }

    /// The id that stands for an address, where it has one.
    public Optional<String> knownReviewer(String address) {
        return tx.first("SELECT id FROM reviewer WHERE address=?", row -> row.text(1), address);
    }

    private static Event event(Row row) {
        return new Event(row.number(1), row.bytes(2), row.bytes(3), row.bytes(4));
    }
}
