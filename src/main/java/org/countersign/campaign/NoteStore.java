package org.countersign.campaign;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.countersign.workspace.Row;
import org.countersign.workspace.Transaction;

/// Notes on items. None is ever changed.
public final class NoteStore {
    private static final String NOTE =
            "SELECT number, campaign, item, reviewer, text, salt, os_user, at FROM item_note WHERE campaign=? ";

    private final Transaction tx;

    /// Inside `tx`.
    public NoteStore(Transaction tx) {
        this.tx = tx;
    }

    long next() {
        return tx.first("SELECT coalesce(max(number), 0) + 1 FROM item_note", row -> row.number(1))
                .orElseThrow();
    }

    void insert(ItemNote note) {
        tx.run(
                "INSERT INTO item_note VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                note.number(),
                note.campaign(),
                note.item(),
                note.reviewer(),
                note.text(),
                HexFormat.of().parseHex(note.salt()),
                note.osUser(),
                note.at().getEpochSecond());
    }

    /// On one item, the newest first.
    List<ItemNote> of(String campaign, String item) {
        return tx.list(NOTE + "AND item=? ORDER BY number DESC", NoteStore::note, campaign, item);
    }

    /// In a campaign, the newest first.
    public List<ItemNote> all(String campaign) {
        return tx.list(NOTE + "ORDER BY number DESC", NoteStore::note, campaign);
    }

    private static ItemNote note(Row row) {
        return new ItemNote(
                row.number(1),
                row.text(2),
                row.text(3),
                row.text(4),
                row.text(5),
                HexFormat.of().formatHex(row.bytes(6)),
                row.text(7),
                Instant.ofEpochSecond(row.number(8)));
    }
}
