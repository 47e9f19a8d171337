package org.countersign.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.scim.UserResource;
import org.countersign.workspace.Transaction;

/// Single accounts of snapshots, asked for by id: as quick among a million as among ten.
public final class KnownResourceStore {
    private static final String BY_ID = "SELECT key FROM resource WHERE id = ? AND key > ? AND key < ?";
    private static final String ROWS = "SELECT since, coalesce(until, 9223372036854775807), body FROM account"
            + " JOIN account_body ON account = key WHERE key = ?1 AND resource = ?1"
            + " UNION ALL SELECT since, coalesce(until, 9223372036854775807), body FROM account"
            + " JOIN account_body ON account = key WHERE resource = ?1 AND resource <> key";

    /// Each is on one resource.
    static final List<String> STATEMENTS = List.of(BY_ID, ROWS);

    private final Transaction tx;
    private final SnapshotStore snapshots;

    /// Inside `tx`.
    public KnownResourceStore(Transaction tx) {
        this.tx = tx;
        this.snapshots = new SnapshotStore(tx);
    }

    /// An account as one snapshot shows it.
    public record Seen(Snapshot snapshot, UserResource account) {}

    private record State(long since, long until, byte[] body) {}

    private List<State> states(String source, String id) {
        return ContentStore.base(tx, source)
                .flatMap(base -> tx.first(BY_ID, row -> row.number(1), id, base, base + (1L << ContentStore.BITS)))
                .map(key -> tx.list(ROWS, row -> new State(row.number(1), row.number(2), row.bytes(3)), key))
                .orElse(List.of());
    }

    private static Optional<UserResource> in(long content, List<State> states) {
        return states.stream()
                .filter(state -> state.since() <= content && content < state.until())
                .findFirst()
                .map(state -> ResourceJson.user(state.body()));
    }

    /// An account in the current snapshot of a source.
    public Optional<UserResource> current(String source, String id, Instant asOf) {
        List<State> states = states(source, id);
        return snapshots.current(source, asOf).flatMap(snapshot -> in(snapshots.contentOf(snapshot), states));
    }

    /// Whether any snapshot of a source taken by `asOf` has an account.
    public boolean ever(String source, String id, Instant asOf) {
        List<State> states = states(source, id);
        return !states.isEmpty()
                && snapshots.before(source, asOf).stream()
                        .anyMatch(snapshot ->
                                in(snapshots.contentOf(snapshot), states).isPresent());
    }

    /// An account through the snapshots of a source that have it, newest first.
    public List<Seen> through(String source, String id, Instant asOf) {
        List<State> states = states(source, id);
        return snapshots.before(source, asOf).stream()
                .flatMap(snapshot ->
                        in(snapshots.contentOf(snapshot), states).map(account -> new Seen(snapshot, account)).stream())
                .toList();
    }
}
