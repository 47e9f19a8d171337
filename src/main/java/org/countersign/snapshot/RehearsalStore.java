package org.countersign.snapshot;

import java.util.List;
import org.countersign.workspace.Transaction;

/// Puts temporary tables before those that an import writes, so that it can be rehearsed on a connection that may
/// only read ([org.countersign.workspace.Workspace#rehearse]). SQLite looks for a name among the temporary tables
/// first: an import, and whoever reads what it wrote, need not know.
final class RehearsalStore {
    /// What an import writes to and changes. One that is missing here is refused by SQLite as read-only.
    private static final List<String> CHANGED = List.of(
            "snapshot",
            "snapshot_file",
            "snapshot_source",
            "resource",
            "account",
            "account_group",
            "membership",
            "assignment",
            "sign_in");

    private RehearsalStore() {}

    /// Copies what is there. The bodies of accounts, most of a workspace, are only ever added to: they stay where they
    /// are, and what is new stands beside them.
    static void prepare(Transaction tx) {
        for (String table : CHANGED) {
            List<String> made = tx.list(
                    "SELECT sql FROM main.sqlite_schema WHERE tbl_name=? AND sql IS NOT NULL ORDER BY type DESC",
                    row -> row.text(1),
                    table);
            tx.run(made.getFirst().replaceFirst("^CREATE TABLE ", "CREATE TEMP TABLE "));
            tx.run("INSERT INTO temp." + table + " SELECT * FROM main." + table);
            made.stream().skip(1).forEach(tx::run);
        }
        tx.run("CREATE TEMP TABLE account_body_new (account INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT");
        tx.run("CREATE TEMP VIEW account_body AS SELECT account, body FROM main.account_body"
                + " UNION ALL SELECT account, body FROM temp.account_body_new");
        tx.run("CREATE TEMP TRIGGER account_body_insert INSTEAD OF INSERT ON account_body"
                + " BEGIN INSERT INTO account_body_new VALUES (NEW.account, NEW.body); END");
    }
}
