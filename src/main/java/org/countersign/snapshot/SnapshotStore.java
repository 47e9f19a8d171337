package org.countersign.snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.scim.GroupResource;
import org.countersign.scim.Member;
import org.countersign.scim.UserResource;
import org.countersign.text.CanonicalJson;
import org.countersign.workspace.Migrations;
import org.countersign.workspace.Row;
import org.countersign.workspace.Transaction;

/// The tables of snapshots. Resources belong to a *content*, which snapshots of equal bytes share.
public final class SnapshotStore {
    /// Its tables.
    public static final Migrations MIGRATIONS = new Migrations(SnapshotStore.class, 1);

    private static final String COLUMNS = "SELECT id, source, number, taken_at, taken_at_basis, imported_at, dialect,"
            + " accounts, groups, memberships, sha256, completeness, content FROM snapshot ";

    private final Transaction tx;

    /// Inside `tx`.
    public SnapshotStore(Transaction tx) {
        this.tx = tx;
    }

    /// Every snapshot, by source and time.
    public List<Snapshot> all() {
        return tx.list(COLUMNS + "ORDER BY source, taken_at, id", this::snapshot);
    }

    /// The newest of a source taken at or before `asOf`.
    public Optional<Snapshot> current(String source, Instant asOf) {
        return before(source, asOf).stream().findFirst();
    }

    /// All of a source taken at or before `asOf`, newest first.
    public List<Snapshot> before(String source, Instant asOf) {
        return tx.list(
                COLUMNS + "WHERE source=? AND taken_at <= ? ORDER BY taken_at DESC, id DESC",
                this::snapshot,
                source,
                asOf.getEpochSecond());
    }

    /// The newest of the same bytes, read as the same vendor's: another vendor's reading is another content.
    Optional<Snapshot> sameBytes(String source, String sha256, String dialect) {
        return tx.first(
                COLUMNS + "WHERE source=? AND sha256=? AND dialect=? ORDER BY taken_at DESC LIMIT 1",
                this::snapshot,
                source,
                sha256,
                dialect);
    }

    long contentOf(Snapshot snapshot) {
        return tx.first("SELECT content FROM snapshot WHERE id=?", row -> row.number(1), snapshot.id())
                .orElseThrow();
    }

    long nextContent() {
        return tx.first("SELECT coalesce(max(content), 0) + 1 FROM snapshot", row -> row.number(1))
                .orElseThrow();
    }

    private Snapshot snapshot(Row row) {
        long id = row.number(1);
        List<Snapshot.SourceFile> files = tx.list(
                "SELECT name, sha256, size, usable FROM snapshot_file WHERE snapshot=? ORDER BY position",
                file -> new Snapshot.SourceFile(file.text(1), file.text(2), file.number(3), file.flag(4)),
                id);
        return new Snapshot(
                id,
                row.text(2),
                row.number(3),
                Instant.ofEpochSecond(row.number(4)),
                row.text(5),
                Instant.ofEpochSecond(row.number(6)),
                row.text(7),
                row.number(8),
                row.number(9),
                row.number(10),
                row.text(11),
                Completeness.of(ResourceJson.read(row.text(12))),
                files);
    }

    /// Inserts the row; `id` and `number` of the argument are ignored.
    Snapshot insert(Snapshot given, long content) {
        long id = tx.first("SELECT coalesce(max(id), 0) + 1 FROM snapshot", row -> row.number(1))
                .orElseThrow();
        long number = tx.first(
                        "SELECT coalesce(max(number), 0) + 1 FROM snapshot WHERE source=?",
                        row -> row.number(1),
                        given.source())
                .orElseThrow();
        tx.run(
                "INSERT INTO snapshot (id, source, number, taken_at, taken_at_basis, imported_at, dialect, content,"
                        + " accounts, groups, memberships, sha256, completeness) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
                id,
                given.source(),
                number,
                given.takenAt().getEpochSecond(),
                given.takenAtBasis(),
                given.importedAt().getEpochSecond(),
                given.dialect(),
                content,
                given.accounts(),
                given.groups(),
                given.memberships(),
                given.sha256(),
                CanonicalJson.text(given.completeness().json()));
        int position = 0;
        for (Snapshot.SourceFile file : given.files()) {
            tx.run(
                    "INSERT INTO snapshot_file VALUES (?, ?, ?, ?, ?, ?)",
                    id,
                    position++,
                    file.name(),
                    file.sha256(),
                    file.size(),
                    file.usable());
        }
        return tx.first(COLUMNS + "WHERE id=?", this::snapshot, id).orElseThrow();
    }

    /// Writes the resources of a new content.
    Writer writer(long content) {
        return new Writer(content);
    }

    /// Batches of rows of one content; a resource that comes again replaces the one before.
    final class Writer implements AutoCloseable {
        private final long content;
        private final Transaction.Batch accounts =
                tx.batch("INSERT OR REPLACE INTO account (content, id, body) VALUES (?, ?, ?)");
        private final Transaction.Batch groups = tx.batch(
                "INSERT OR REPLACE INTO account_group (content, id, display_name, told, body) VALUES (?, ?, ?, ?, ?)");
        private final Transaction.Batch members = tx.batch(
                "INSERT OR REPLACE INTO membership (content, group_id, member_id, type, display) VALUES (?, ?, ?, ?, ?)");

        private Writer(long content) {
            this.content = content;
        }

        void account(String id, String body) {
            accounts.add(content, id, body);
        }

        void group(GroupResource group, String body) {
            groups.add(content, group.id(), group.displayName(), group.members().isPresent(), body);
            for (Member member : group.members().orElse(List.of())) {
                members.add(content, group.id(), member.value(), member.type().name(), member.display());
            }
        }

        /// Forgets the members that an earlier copy of the group brought.
        void forgetMembers(String group) {
            members.flush();
            tx.run("DELETE FROM membership WHERE content=? AND group_id=?", content, group);
        }

        @Override
        public void close() {
            accounts.close();
            groups.close();
            members.close();
        }
    }

    long count(String table, long content) {
        return tx.first("SELECT count(*) FROM " + table + " WHERE content=?", row -> row.number(1), content)
                .orElseThrow();
    }

    /// The accounts of a snapshot by id, in the order of ids.
    public Map<String, UserResource> accounts(Snapshot snapshot) {
        var accounts = new LinkedHashMap<String, UserResource>();
        tx.each(
                "SELECT body FROM account WHERE content=? ORDER BY id",
                row -> {
                    UserResource user = ResourceJson.user(row.text(1));
                    accounts.put(user.id(), user);
                },
                contentOf(snapshot));
        return accounts;
    }

    /// The groups of a snapshot with their members, by id.
    public Map<String, GroupResource> groups(Snapshot snapshot) {
        long content = contentOf(snapshot);
        var members = new HashMap<String, List<Member>>();
        tx.each(
                "SELECT group_id, member_id, type, display FROM membership WHERE content=? ORDER BY group_id, member_id",
                row -> members.computeIfAbsent(row.text(1), _ -> new ArrayList<>())
                        .add(new Member(row.text(2), Member.Type.valueOf(row.text(3)), row.optionalText(4))),
                content);
        var groups = new LinkedHashMap<String, GroupResource>();
        tx.each(
                "SELECT id, told, body FROM account_group WHERE content=? ORDER BY id",
                row -> groups.put(
                        row.text(1),
                        ResourceJson.group(
                                row.text(3),
                                row.flag(2)
                                        ? Optional.of(members.getOrDefault(row.text(1), List.of()))
                                        : Optional.empty())),
                content);
        return groups;
    }

    /// The names of a snapshot's groups, by id: what pinning a reference needs of older snapshots.
    public Map<String, String> groupNames(Snapshot snapshot) {
        var names = new LinkedHashMap<String, String>();
        tx.each(
                "SELECT id, coalesce(display_name, '') FROM account_group WHERE content=? ORDER BY id",
                row -> names.put(row.text(1), row.text(2)),
                contentOf(snapshot));
        return names;
    }
}
