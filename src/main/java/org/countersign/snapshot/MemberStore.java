package org.countersign.snapshot;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.scim.UserResource;
import org.countersign.workspace.Transaction;

/// Some accounts of a source as of an instant, by their numbers: the members of a group, of which a list shows a page.
public final class MemberStore {
    private static final String HOLDS = " AND since <= ?2 AND (until IS NULL OR until > ?2)";
    private static final String ROWS =
            " FROM account JOIN account_body ON account = key WHERE key = ?1 AND resource = ?1"
                    + HOLDS
                    + " UNION ALL SELECT %1$s FROM account JOIN account_body ON account = key WHERE resource = ?1"
                    + " AND resource <> key" + HOLDS;
    private static final String BODIES = "SELECT body" + ROWS.formatted("body");
    private static final String NAMED = "coalesce(nullif(trim(json_extract(CAST(body AS TEXT), '$.displayName')), ''),"
            + " nullif(trim(json_extract(CAST(body AS TEXT), '$.userName')), ''))";
    private static final String NAMES = "SELECT " + NAMED + ROWS.formatted(NAMED);

    /// Each is on one account.
    static final List<String> STATEMENTS = List.of(BODIES, NAMES);

    private final Transaction tx;
    private final long base;
    private final long content;

    /// Of a source as of an instant, inside `tx`.
    public MemberStore(Transaction tx, String source, Instant asOf) {
        this.tx = tx;
        this.base = ContentStore.base(tx, source).orElse(0L);
        var snapshots = new SnapshotStore(tx);
        this.content = snapshots.current(source, asOf).map(snapshots::contentOf).orElse(0L);
    }

    /// What a person reads for each, in their order; an id where the snapshot has nothing of it.
    public String[] labels(int[] numbers) {
        var labels = new String[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            int number = numbers[i];
            labels[i] = tx.kept(NAMES)
                    .first(row -> row.optionalText(1), base + number, content)
                    .flatMap(name -> name)
                    .or(() -> user(number).map(UserResource::label))
                    .orElseGet(() -> id(number));
        }
        return labels;
    }

    /// One of them, where the snapshot has it.
    public Optional<UserResource> user(int number) {
        return tx.kept(BODIES).first(row -> ResourceJson.user(row.bytes(1)), base + number, content);
    }

    /// Those of them that the snapshot has, by number.
    public Map<Integer, UserResource> users(int[] numbers) {
        var users = new HashMap<Integer, UserResource>();
        for (int number : numbers) {
            user(number).ifPresent(user -> users.put(number, user));
        }
        return users;
    }

    /// The id of a number.
    public String id(int number) {
        return tx.kept("SELECT id FROM resource WHERE key = ?")
                .first(row -> row.text(1), base + number)
                .orElse("");
    }
}
