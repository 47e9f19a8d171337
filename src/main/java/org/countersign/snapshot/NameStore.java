package org.countersign.snapshot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.scim.Assignment;
import org.countersign.scim.Member;
import org.countersign.snapshot.Comparison.Named;
import org.countersign.workspace.Transaction;

/// What resources are called in one content. Reads those that it is asked for, each once.
final class NameStore implements AutoCloseable {
    private static final String HOLDS = " AND since <= ?2 AND (until IS NULL OR until > ?2)";
    private static final String ACCOUNT = "SELECT body FROM account JOIN account_body ON account = key"
            + " WHERE key = ?1 AND resource = ?1" + HOLDS
            + " UNION ALL SELECT body FROM account JOIN account_body ON account = key"
            + " WHERE resource = ?1 AND resource <> key" + HOLDS;
    private static final String GROUP = "SELECT body FROM account_group WHERE resource = ?1" + HOLDS;
    private static final String BY_ID = "SELECT key FROM resource WHERE id = ?1 AND key >> 40 = ?2";

    /// Each is on one resource.
    static final List<String> STATEMENTS = List.of(ACCOUNT, GROUP, BY_ID);

    private final long source;
    private final long content;
    private final Transaction.Query accountBodies;
    private final Transaction.Query groupBodies;
    private final Transaction.Query keys;
    private final Transaction.Query ids;
    private final Map<Long, Optional<Named>> accounts = new HashMap<>();
    private final Map<Long, Optional<Named>> groups = new HashMap<>();
    private final Map<String, Optional<Named>> applications = new HashMap<>();

    /// @param source its number, as it is in the upper bits of keys
    NameStore(Transaction tx, long source, long content) {
        this.source = source;
        this.content = content;
        this.accountBodies = tx.query(ACCOUNT);
        this.groupBodies = tx.query(GROUP);
        this.keys = tx.query(BY_ID);
        this.ids = tx.query("SELECT id FROM resource WHERE key = ?");
    }

    Named account(long resource) {
        return accountNamed(resource).orElseGet(() -> unknown(resource));
    }

    Named group(long resource) {
        return groupNamed(resource).orElseGet(() -> unknown(resource));
    }

    Named member(long resource, Member.Type type) {
        Optional<Named> found = type == Member.Type.GROUP
                ? groupNamed(resource).or(() -> accountNamed(resource))
                : accountNamed(resource).or(() -> groupNamed(resource));
        return found.orElseGet(() -> unknown(resource));
    }

    /// The application under the name of the group that stands for it (ADR 17).
    Named application(Assignment assignment) {
        String id = assignment.application();
        String label = applications
                .computeIfAbsent(assignment.group(), group -> keys.first(row -> row.number(1), group, source)
                        .flatMap(this::groupNamed))
                .map(Named::label)
                .filter(name -> !name.equals(assignment.group()))
                .orElse(id);
        return new Named(id, label);
    }

    Named principal(long resource, Assignment.Kind kind) {
        return member(resource, kind == Assignment.Kind.GROUP ? Member.Type.GROUP : Member.Type.USER);
    }

    private Optional<Named> accountNamed(long resource) {
        return accounts.computeIfAbsent(
                resource,
                key -> accountBodies.first(row -> Changes.named(ResourceJson.user(row.bytes(1))), key, content));
    }

    private Optional<Named> groupNamed(long resource) {
        return groups.computeIfAbsent(
                resource,
                key -> groupBodies.first(
                        row -> Changes.named(ResourceJson.group(row.bytes(1), Optional.empty())), key, content));
    }

    /// A member may be an id that the snapshot has nothing of.
    private Named unknown(long resource) {
        String id = ids.first(row -> row.text(1), resource).orElseThrow();
        return new Named(id, id);
    }

    @Override
    public void close() {
        List.of(accountBodies, groupBodies, keys, ids).forEach(Transaction.Query::close);
    }
}
