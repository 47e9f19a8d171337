package org.countersign.snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.scim.Assignment;
import org.countersign.workspace.Row;
import org.countersign.workspace.Transaction;

/// Who is assigned to an IdP's applications, as stored by [AssignmentContentStore].
public final class AssignmentStore {
    /// As [#assignment] reads them.
    static final String COLUMNS = "a.id, p.id, role, kind, scope, state, sync, account, account_name, changed";

    static final String IDS = " JOIN resource a ON a.key = application JOIN resource p ON p.key = principal";

    private static final String ROWS = "SELECT " + COLUMNS + ", since, coalesce(until, 9223372036854775807)"
            + " FROM assignment" + IDS + " WHERE application BETWEEN ? AND ? ";

    private final Transaction tx;

    /// Inside `tx`.
    public AssignmentStore(Transaction tx) {
        this.tx = tx;
    }

    /// The assignments of a snapshot, by application, principal and role.
    public List<Assignment> of(Snapshot snapshot) {
        var found = new ArrayList<Assignment>();
        long content = new SnapshotStore(tx).contentOf(snapshot);
        ContentStore.base(tx, snapshot.source())
                .ifPresent(base -> tx.each(
                        ROWS + "AND since <= ? AND (until IS NULL OR until > ?) ORDER BY a.id, p.id, role",
                        row -> found.add(assignment(row)),
                        base,
                        base + (1L << ContentStore.BITS) - 1,
                        content,
                        content));
        return found;
    }

    /// The assignments that told of an account, each with the newest snapshot that has it.
    ///
    /// @param taken of one source, newest first
    /// @return for each snapshot
    public List<List<Assignment>> ofAccounts(List<Snapshot> taken) {
        var told = new ArrayList<List<Assignment>>();
        taken.forEach(_ -> told.add(new ArrayList<>()));
        var snapshots = new SnapshotStore(tx);
        long[] contents = taken.stream().mapToLong(snapshots::contentOf).toArray();
        taken.stream()
                .findFirst()
                .flatMap(newest -> ContentStore.base(tx, newest.source()))
                .ifPresent(base -> tx.each(
                        ROWS + "AND account IS NOT NULL ORDER BY a.id, p.id, role",
                        row -> tell(assignment(row), row.number(11), row.number(12), contents, told),
                        base,
                        base + (1L << ContentStore.BITS) - 1));
        return told;
    }

    /// The application in which an identity was recorded as having an account last.
    Optional<String> application(String source, String identity, String account) {
        return ContentStore.base(tx, source)
                .flatMap(base -> tx.first(
                        ROWS + "AND p.id = ? AND account = ? ORDER BY since DESC",
                        row -> assignment(row).application(),
                        base,
                        base + (1L << ContentStore.BITS) - 1,
                        identity,
                        account));
    }

    private static void tell(
            Assignment assignment, long since, long until, long[] contents, List<List<Assignment>> told) {
        for (int i = 0; i < contents.length; i++) {
            if (since <= contents[i] && contents[i] < until) {
                told.get(i).add(assignment);
                return;
            }
        }
    }

    static Assignment assignment(Row row) {
        return new Assignment(
                row.text(1),
                new Assignment.Terms(
                        row.text(2),
                        Assignment.Kind.values()[(int) row.number(4)],
                        Optional.of(row.text(3)).filter(role -> !role.isEmpty()),
                        Assignment.Scope.values()[(int) row.number(5)],
                        Assignment.State.values()[(int) row.number(6)],
                        Assignment.Sync.values()[(int) row.number(7)],
                        row.optionalText(8),
                        row.optionalText(9),
                        row.optionalText(10).map(Long::parseLong).map(Instant::ofEpochSecond)));
    }
}
