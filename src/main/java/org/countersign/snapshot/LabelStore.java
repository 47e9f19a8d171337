package org.countersign.snapshot;

import java.util.Optional;
import org.countersign.workspace.Transaction;

/// What people call an account or a group, one by one: for what names them by id alone, such as events. Empty where no
/// snapshot that is still there has them.
public final class LabelStore {
    private static final String OF = " FROM resource r JOIN snapshot_source s ON s.key = r.key >> " + ContentStore.BITS;

    private final Transaction tx;

    /// Inside `tx`.
    public LabelStore(Transaction tx) {
        this.tx = tx;
    }

    /// The name that an account was first seen under.
    public Optional<String> account(String source, String id) {
        return tx.kept("SELECT coalesce(json_extract(CAST(b.body AS TEXT), '$.displayName'),"
                        + " json_extract(CAST(b.body AS TEXT), '$.userName'))" + OF
                        + " JOIN account_body b ON b.account = r.key WHERE r.id=? AND s.source=?")
                .first(row -> row.optionalText(1).orElse(""), id, source)
                .filter(name -> !name.isEmpty());
    }

    /// The name that a group has now, or had last.
    public Optional<String> group(String source, String id) {
        return tx.kept("SELECT g.display_name" + OF + " JOIN account_group g ON g.resource = r.key"
                        + " WHERE r.id=? AND s.source=? ORDER BY g.since DESC")
                .first(row -> row.optionalText(1).orElse(""), id, source)
                .filter(name -> !name.isEmpty());
    }
}
