package org.countersign.snapshot;

import java.util.List;
import java.util.stream.Collectors;
import org.countersign.workspace.Transaction;

/// Puts temporary names before the tables that an import writes, so that it can be rehearsed on a connection that may
/// only read ([org.countersign.workspace.Workspace#rehearse]). SQLite looks for a name among the temporary ones
/// first: an import, and whoever reads what it wrote, need not know.
///
/// Nothing is copied: a name stands for the rows of the file without those that the rehearsal has changed, and for what
/// it has added and changed, which is a temporary table. So a rehearsal costs what the import costs.
final class RehearsalStore {
    /// What an import writes to and changes, with what tells its rows apart. One that is missing here is refused by
    /// SQLite as read-only, and so is removing rows, which no import does.
    private static final List<Written> WRITTEN = List.of(
            new Written("snapshot", "id"),
            new Written("snapshot_file", "snapshot", "position"),
            new Written("resource", "key"),
            new Written("account", "key"),
            new Written("account_body", "account"),
            new Written("account_fact", "source", "content", "part"),
            new Written("account_group", "key"),
            new Written("membership", "group_resource", "member", "since"),
            new Written("assignment", "application", "principal", "role", "since"),
            new Written("sign_in", "source", "content"));
    /// One row a source, told apart by a constraint that a view cannot have: this one is copied.
    private static final String SOURCES = "snapshot_source";

    private record Written(String table, List<String> key) {
        Written(String table, String... key) {
            this(table, List.of(key));
        }
    }

    private RehearsalStore() {}

    /// Does so. What is read through the names is what a table of that name would have.
    static void prepare(Transaction tx) {
        tx.run(made(tx, SOURCES).getFirst().replaceFirst("^CREATE TABLE ", "CREATE TEMP TABLE "));
        tx.run("INSERT INTO temp." + SOURCES + " SELECT * FROM main." + SOURCES);
        WRITTEN.forEach(written -> stand(tx, written));
    }

    /// The table behind a name, which an index can be made on: that of what is new while an import is rehearsed.
    static String table(Transaction tx, String name) {
        return tx.first("SELECT 1 FROM temp.sqlite_schema WHERE type='view' AND name=?", _ -> now(name), name)
                .orElse(name);
    }

    private static String now(String table) {
        return table + "_now";
    }

    private static void stand(Transaction tx, Written written) {
        String table = written.table();
        String now = now(table);
        List<String> made = made(tx, table);
        // A new row may belong to one that is only in the file, which no constraint can reach from here.
        tx.run(made.getFirst()
                .replaceFirst("^CREATE TABLE " + table, "CREATE TEMP TABLE " + now)
                .replaceAll(" REFERENCES \\w+ \\(\\w+\\)", ""));
        made.stream().skip(1).forEach(index -> tx.run(index.replaceFirst(" ON " + table + " ", " ON " + now + " ")));
        String same = written.key().stream()
                .map(column -> "changed." + column + " = kept." + column)
                .collect(Collectors.joining(" AND "));
        tx.run("CREATE TEMP VIEW " + table + " AS SELECT * FROM main." + table
                + " kept WHERE NOT EXISTS (SELECT 1 FROM temp." + now + " changed WHERE " + same
                + ") UNION ALL SELECT * FROM temp." + now);
        String row =
                tx.list("SELECT name FROM pragma_table_info(?) ORDER BY cid", column -> column.text(1), now).stream()
                        .map(column -> "NEW." + column)
                        .collect(Collectors.joining(", ", "(", ")"));
        tx.run("CREATE TEMP TRIGGER " + table + "_insert INSTEAD OF INSERT ON " + table + " BEGIN INSERT INTO " + now
                + " VALUES " + row + "; END");
        tx.run("CREATE TEMP TRIGGER " + table + "_update INSTEAD OF UPDATE ON " + table
                + " BEGIN INSERT OR REPLACE INTO " + now + " VALUES " + row + "; END");
    }

    /// The statements that made a table and its indexes, the table first.
    private static List<String> made(Transaction tx, String table) {
        return tx.list(
                "SELECT sql FROM main.sqlite_schema WHERE tbl_name=? AND sql IS NOT NULL ORDER BY type DESC",
                row -> row.text(1),
                table);
    }
}
