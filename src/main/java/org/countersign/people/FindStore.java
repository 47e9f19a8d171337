package org.countersign.people;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.countersign.people.FindAnything.Hit;
import org.countersign.people.FindAnything.Kind;
import org.countersign.text.Formats;
import org.countersign.workspace.Batch;
import org.countersign.workspace.Transaction;

/// What can be found, as a temporary table of one connection: what begins with the words is one step in an index, what
/// has them elsewhere one pass over it.
final class FindStore {
    private static final String COLUMNS =
            "(number INTEGER PRIMARY KEY, kind INTEGER NOT NULL, search TEXT NOT NULL, place TEXT NOT NULL,"
                    + " label TEXT NOT NULL, detail TEXT NOT NULL)";

    private final Transaction tx;

    FindStore(Transaction tx) {
        this.tx = tx;
    }

    void begin(int table) {
        tx.run("CREATE TEMP TABLE found_" + table + " " + COLUMNS);
        tx.run("CREATE INDEX temp.found_by_" + table + " ON found_" + table + " (kind, search)");
    }

    void drop(int table) {
        tx.run("DROP TABLE IF EXISTS temp.found_" + table);
    }

    /// The rest is read again more often than people are.
    void forgetAllBut(int table, List<Kind> kept) {
        for (Kind kind : Kind.values()) {
            if (!kept.contains(kind)) {
                tx.run("DELETE FROM found_" + table + " WHERE kind = ?", kind.ordinal());
            }
        }
    }

    Batch reading(int table) {
        return tx.batch("INSERT INTO found_" + table + " VALUES (NULL, ?, ?, ?, ?, ?)");
    }

    /// @param words that are searched besides the label
    static void add(Batch batch, Kind kind, String place, String label, String words, String detail) {
        batch.add(kind.ordinal(), Formats.plain(label + " " + words), place, label, detail);
    }

    /// Findings that stand.
    void findings(Batch batch) {
        tx.each(
                "SELECT rule, source, label, summary FROM finding WHERE status <> 'resolved'",
                row -> add(
                        batch, Kind.FINDING, row.text(4), row.text(4), row.text(1) + " " + row.text(3), row.text(2)));
    }

    /// What is searched, so that nothing is read again that has not changed.
    String stamp() {
        return tx.first(
                        "SELECT (SELECT coalesce(max(number), 0) FROM drift_run) || '/' || (SELECT coalesce(max(number), 0)"
                                + " FROM governance) || '/' || (SELECT group_concat(name || state) FROM campaign)",
                        row -> row.optionalText(1).orElse(""))
                .orElse("");
    }

    /// At most so many of a kind: first those that begin with the words.
    void find(int table, Kind kind, List<String> words, int most, Consumer<Hit> found) {
        var numbers = new ArrayList<Long>();
        var begins = new ArrayList<Object>(List.of(kind.ordinal(), words.getFirst(), words.getFirst() + '\uffff'));
        begins.addAll(words.subList(1, words.size()));
        query(
                table,
                "kind = ? AND search >= ? AND search < ?" + " AND instr(search, ?) > 0".repeat(words.size() - 1),
                kind,
                begins,
                most,
                numbers,
                found);
        if (numbers.size() < most) {
            var has = new ArrayList<Object>(List.of(kind.ordinal()));
            has.addAll(words);
            query(
                    table,
                    "kind = ?" + " AND instr(search, ?) > 0".repeat(words.size()),
                    kind,
                    has,
                    most,
                    numbers,
                    found);
        }
    }

    private void query(
            int table,
            String where,
            Kind kind,
            List<Object> arguments,
            int most,
            List<Long> numbers,
            Consumer<Hit> found) {
        arguments.add(most);
        tx.each(
                "SELECT number, place, label, detail FROM found_" + table + " INDEXED BY found_by_" + table + " WHERE "
                        + where + " LIMIT ?",
                row -> {
                    if (numbers.size() < most && !numbers.contains(row.number(1))) {
                        numbers.add(row.number(1));
                        found.accept(new Hit(kind, row.text(2), row.text(3), row.text(4)));
                    }
                },
                arguments.toArray());
    }
}
