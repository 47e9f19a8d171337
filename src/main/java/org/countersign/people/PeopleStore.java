package org.countersign.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.countersign.people.PeopleQuery.Kind;
import org.countersign.scim.Activity;
import org.countersign.snapshot.AccountListStore.Listed;
import org.countersign.snapshot.NumberText;
import org.countersign.text.Formats;
import org.countersign.workspace.Batch;
import org.countersign.workspace.Row;
import org.countersign.workspace.Transaction;

/// The list of people as a temporary table of one connection, whose rows are numbered in the order of names: a sort or
/// a filter is one scan, and its answer a vector of numbers (ADR 25).
final class PeopleStore {
    private static final String COLUMNS =
            "(number INTEGER PRIMARY KEY, source INTEGER NOT NULL, identity INTEGER NOT NULL, active INTEGER NOT NULL,"
                    + " accounts INTEGER NOT NULL, search TEXT NOT NULL, id TEXT NOT NULL, label TEXT NOT NULL,"
                    + " name TEXT NOT NULL, title TEXT NOT NULL, department TEXT NOT NULL)";
    private static final String KIND = "CASE WHEN identity = 0 THEN 3 WHEN accounts = 0 THEN 2 ELSE 1 END";

    private final Transaction tx;

    PeopleStore(Transaction tx) {
        this.tx = tx;
    }

    /// What the list is made of, so that nothing is read again that has not changed.
    String stamp() {
        return tx.first(
                        "SELECT (SELECT group_concat(id) FROM snapshot) || '/' || (SELECT coalesce(max(number), 0) FROM"
                                + " governance) || '/' || (SELECT count(*) || '/' || coalesce(max(at), 0) FROM"
                                + " manual_link) || '/' || coalesce((SELECT group_concat(basis) FROM link), '')",
                        row -> row.optionalText(1).orElse(""))
                .orElse("");
    }

    /// Makes room for rows as they come.
    void begin() {
        tx.run("DROP TABLE IF EXISTS temp.person_read");
        tx.run("CREATE TEMP TABLE person_read (source INTEGER NOT NULL, identity INTEGER NOT NULL,"
                + " active INTEGER NOT NULL, accounts INTEGER NOT NULL, search TEXT NOT NULL, id TEXT NOT NULL,"
                + " label TEXT NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL, department TEXT NOT NULL)");
    }

    /// Takes rows of one source.
    Batch reading() {
        return tx.batch("INSERT INTO person_read VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    }

    /// Searched from its start, by which it is sorted.
    ///
    /// @param accounts of an identity
    static void add(Batch batch, int source, boolean identity, int accounts, Listed listed) {
        batch.add(
                source,
                identity,
                listed.active().ordinal(),
                accounts,
                Formats.plain(listed.label() + " " + listed.name() + " " + listed.id() + listed.words() + " "
                        + listed.title() + " " + listed.department()),
                listed.id(),
                listed.label(),
                listed.name(),
                listed.title(),
                listed.department());
    }

    /// Numbers what has been read in the order of names.
    void number(int table) {
        tx.run("CREATE TEMP TABLE person_" + table + " " + COLUMNS);
        tx.run("INSERT INTO person_" + table + " SELECT NULL, source, identity, active, accounts, search, id, label,"
                + " name, title, department FROM person_read ORDER BY search, source");
    }

    /// The rows that were read are numbered, or not wanted any more.
    void end() {
        tx.run("DROP TABLE IF EXISTS temp.person_read");
    }

    /// Nobody looks at it any more.
    void drop(int table) {
        tx.run("DROP TABLE IF EXISTS temp.person_" + table);
    }

    /// How many there are.
    int count(int table) {
        return tx.first("SELECT count(*) FROM person_" + table, row -> (int) row.number(1))
                .orElse(0);
    }

    /// The numbers of the rows in their order.
    ///
    /// @param source its number, or -1
    int[] order(int table, PeopleQuery query, int source) {
        var arguments = new ArrayList<Object>();
        String where = where(query, source, arguments)
                + (query.kind() == Kind.EVERYONE
                        ? ""
                        : " AND " + KIND + " = " + query.kind().ordinal());
        // One text instead of a row a number, which would cost three calls into SQLite each.
        return tx.first(
                        "SELECT group_concat(number, ' ') FROM (SELECT number FROM person_" + table + " WHERE 1" + where
                                + order(query) + ")",
                        row -> row.optionalText(1).map(NumberText::numbers).orElse(new int[0]),
                        arguments.toArray())
                .orElse(new int[0]);
    }

    private static String where(PeopleQuery query, int source, List<Object> arguments) {
        var where = new StringBuilder();
        for (String word : Formats.plain(query.text()).split("\\s+")) {
            if (!word.isEmpty()) {
                where.append(" AND instr(search, ?) > 0");
                arguments.add(word);
            }
        }
        if (source >= 0) {
            where.append(" AND source = ").append(source);
        }
        return where.toString();
    }

    private static String order(PeopleQuery query) {
        String way = query.descending() ? " DESC" : "";
        return switch (query.column()) {
            case LABEL -> " ORDER BY number" + way;
            case NAME -> " ORDER BY name COLLATE NOCASE" + way + ", number";
            case SOURCE -> " ORDER BY source" + way + ", number";
            case STATE -> " ORDER BY active" + way + ", number";
            case DEPARTMENT -> " ORDER BY department = '', department COLLATE NOCASE" + way + ", number";
            case ACCOUNTS -> " ORDER BY accounts" + way + ", number";
        };
    }

    /// How many of each kind match text and source.
    Map<Kind, Integer> counts(int table, PeopleQuery query, int source) {
        var arguments = new ArrayList<Object>();
        var counts = new EnumMap<Kind, Integer>(Kind.class);
        tx.each(
                "SELECT " + KIND + ", count(*) FROM person_" + table + " WHERE 1" + where(query, source, arguments)
                        + " GROUP BY 1",
                row -> counts.put(Kind.values()[(int) row.number(1)], (int) row.number(2)),
                arguments.toArray());
        counts.put(
                Kind.EVERYONE,
                counts.values().stream().mapToInt(Integer::intValue).sum());
        return counts;
    }

    /// The rows of these numbers, in the order of the numbers as given; those that are not there are left out.
    ///
    /// @param sources ids and names by their numbers
    List<PersonRow> rows(int table, int[] numbers, List<Map.Entry<String, String>> sources) {
        var found = new HashMap<Integer, PersonRow>();
        tx.each(
                "SELECT number, source, id, label, name, title, department, active, identity, accounts FROM person_"
                        + table + " WHERE number IN (SELECT value FROM json_each(?))",
                row -> found.put((int) row.number(1), person(row, sources.get((int) row.number(2)))),
                Arrays.stream(numbers).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]")));
        return Arrays.stream(numbers)
                .mapToObj(found::get)
                .filter(row -> row != null)
                .toList();
    }

    private static PersonRow person(Row row, Map.Entry<String, String> source) {
        return new PersonRow(
                source.getKey(),
                source.getValue(),
                row.text(3),
                row.text(4),
                row.text(5),
                row.text(6),
                row.text(7),
                Activity.values()[(int) row.number(8)],
                row.flag(9),
                row.number(10));
    }
}
