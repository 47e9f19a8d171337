package org.countersign.drift.list;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.drift.Finding.IdentityRef;
import org.countersign.drift.Severity;
import org.countersign.drift.Subject;
import org.countersign.drift.list.FindingQuery.Segment;
import org.countersign.workspace.Batch;
import org.countersign.workspace.Row;
import org.countersign.workspace.RowNumbers;
import org.countersign.workspace.Transaction;

/// The list of findings as temporary tables of one connection, whose rows are numbered in the order of reports: narrow
/// ones to sort by, those that are searched, and those that are read a page at a time (ADR 24).
final class ListedFindingStore {
    /// Of a row that nobody sees the severity of.
    private static final int NO_SEVERITY = -1;

    private final Transaction tx;
    private final int table;

    /// @param table which of several lists
    ListedFindingStore(Transaction tx, int table) {
        this.tx = tx;
        this.table = table;
    }

    private String key() {
        return "temp.finding_key_" + table;
    }

    private String row() {
        return "temp.finding_row_" + table;
    }

    private String word() {
        return "temp.finding_word_" + table;
    }

    void create() {
        tx.run("CREATE TABLE " + key()
                + " (number INTEGER PRIMARY KEY, segment INTEGER NOT NULL, fresh INTEGER NOT NULL,"
                + " severity INTEGER NOT NULL, rule INTEGER NOT NULL, source INTEGER NOT NULL, since INTEGER NOT NULL,"
                + " stand INTEGER NOT NULL)");
        tx.run("CREATE TABLE " + row()
                + " (number INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL, raised INTEGER NOT NULL,"
                + " type INTEGER NOT NULL, subject TEXT NOT NULL, label TEXT NOT NULL, identity TEXT, known TEXT, called TEXT,"
                + " summary TEXT NOT NULL, why TEXT NOT NULL, first INTEGER, exception TEXT, about TEXT NOT NULL,"
                + " evidence TEXT NOT NULL)");
        tx.run("CREATE TABLE " + word() + " (number INTEGER PRIMARY KEY, search TEXT NOT NULL)");
    }

    /// By which a row is found again.
    void index() {
        tx.run("CREATE INDEX temp.finding_found_" + table + " ON finding_row_" + table + " (fingerprint)");
    }

    void drop() {
        tx.run("DROP TABLE IF EXISTS " + key());
        tx.run("DROP TABLE IF EXISTS " + row());
        tx.run("DROP TABLE IF EXISTS " + word());
    }

    /// Takes rows; close it to write the rest.
    final class Writer implements AutoCloseable {
        private final Batch keys;
        private final Batch rows;
        private final Batch words;
        private final Names names;

        Writer(Names names) {
            this.names = names;
            keys = tx.batch("INSERT OR REPLACE INTO " + key() + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
            rows = tx.batch(
                    "INSERT OR REPLACE INTO " + row() + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
            words = tx.batch("INSERT OR REPLACE INTO " + word() + " VALUES (?, ?)");
        }

        /// @param search what is searched, from what it is sorted by as a subject
        void add(int number, ListedFinding one, String search) {
            keys.add(
                    number,
                    one.segment().ordinal(),
                    one.fresh(),
                    one.severity().map(Severity::ordinal).orElse(NO_SEVERITY),
                    names.rule(one.rule()),
                    names.source(one.source()),
                    one.since().map(Instant::getEpochSecond).orElse(0L),
                    one.stand().ordinal());
            rows.add(
                    number,
                    one.fingerprint(),
                    one.raised(),
                    one.subject().type().ordinal(),
                    one.subject().id(),
                    one.subject().label(),
                    one.identity().map(IdentityRef::id),
                    one.identity().map(IdentityRef::source),
                    one.identity().map(IdentityRef::label),
                    one.summary(),
                    one.why(),
                    one.firstSeen().map(Instant::getEpochSecond),
                    one.suppressedBy(),
                    Concerns.text(one.about()),
                    one.evidence());
            words.add(number, search);
        }

        @Override
        public void close() {
            keys.close();
            rows.close();
            words.close();
        }
    }

    /// Rows by their numbers; those that are not there are left out.
    Map<Integer, ListedFinding> rows(int[] numbers, Names names) {
        var found = new HashMap<Integer, ListedFinding>();
        tx.each(
                "SELECT k.number, k.segment, k.fresh, k.severity, k.rule, k.source, k.since, k.stand, r.fingerprint, r.raised,"
                        + " r.type, r.subject, r.label, r.identity, r.summary, r.why, r.first, r.exception, r.about,"
                        + " r.evidence, r.known, r.called FROM json_each(?) j CROSS JOIN " + key()
                        + " k ON k.number = j.value CROSS JOIN "
                        + row() + " r ON r.number = k.number",
                row -> found.put((int) row.number(1), listed(row, names)),
                RowNumbers.json(numbers));
        return found;
    }

    private static ListedFinding listed(Row row, Names names) {
        int severity = (int) row.number(4);
        return new ListedFinding(
                row.text(9),
                Segment.values()[(int) row.number(2)],
                row.flag(3),
                severity == NO_SEVERITY ? Optional.empty() : Optional.of(Severity.values()[severity]),
                row.flag(10),
                names.rules().get((int) row.number(5)),
                names.sources().get((int) row.number(6)),
                new Subject(Subject.Type.values()[(int) row.number(11)], row.text(12), row.text(13)),
                row.optionalText(14)
                        .map(id -> new IdentityRef(
                                row.optionalText(21).orElse(""),
                                id,
                                row.optionalText(22).orElse(id))),
                row.text(15),
                Stand.values()[(int) row.number(8)],
                row.text(16),
                instant(row.number(7)),
                row.optionalText(17).map(_ -> Instant.ofEpochSecond(row.number(17))),
                row.optionalText(18),
                Concerns.concerns(row.text(19)),
                row.text(20));
    }

    private static Optional<Instant> instant(long seconds) {
        return seconds == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
    }

    /// The numbers of findings, by fingerprint.
    Map<String, Integer> numbers(List<String> fingerprints) {
        var numbers = new HashMap<String, Integer>();
        var found = tx.query("SELECT number FROM " + row() + " WHERE fingerprint = ?");
        try (found) {
            fingerprints.stream().filter(one -> !one.isEmpty()).forEach(one -> found.first(
                            row -> (int) row.number(1), one)
                    .ifPresent(number -> numbers.put(one, number)));
        }
        return numbers;
    }

    /// What several have in common.
    Chosen chosen(int[] numbers) {
        var severities = new EnumMap<Severity, Integer>(Severity.class);
        String of = " FROM " + key() + " WHERE number IN (SELECT value FROM json_each(?))";
        String among = RowNumbers.json(numbers);
        tx.each(
                "SELECT severity, count(*)" + of + " AND severity >= 0 GROUP BY severity",
                row -> severities.put(Severity.values()[(int) row.number(1)], (int) row.number(2)),
                among);
        return tx.first(
                        "SELECT count(*), count(DISTINCT rule), count(DISTINCT source), sum(stand = "
                                + Stand.ACKNOWLEDGED.ordinal() + "), sum(stand <> " + Stand.UNKNOWN.ordinal() + ")"
                                + of,
                        row -> new Chosen(
                                (int) row.number(1),
                                severities,
                                (int) row.number(2),
                                (int) row.number(3),
                                (int) row.number(4),
                                (int) row.number(5)),
                        among)
                .orElse(Chosen.NONE);
    }
}
