package org.countersign.snapshot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.countersign.scim.Columns;
import org.countersign.scim.GroupResource;
import org.countersign.scim.Member;
import org.countersign.scim.UserResource;
import org.countersign.text.CanonicalJson;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Migrations;
import org.countersign.workspace.Row;
import org.countersign.workspace.Transaction;

/// The tables of snapshots. What a snapshot holds is its *content*, which snapshots of equal bytes share;
/// [ContentStore] says how contents are kept.
public final class SnapshotStore {
    /// Its tables.
    public static final Migrations MIGRATIONS = new Migrations(SnapshotStore.class, 9);

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

    /// One of a source, by its number.
    ///
    /// @param number absent = the newest
    /// @throws RefusedException where there is none
    public Snapshot get(String source, Optional<Long> number) throws RefusedException {
        List<Snapshot> taken = before(source, Instant.MAX);
        if (taken.isEmpty()) {
            throw new RefusedException(
                    source,
                    "There is no snapshot of this source.",
                    "See: countersign snapshot list",
                    "Its snapshots are listed under Sources.");
        }
        Optional<Snapshot> found = taken.stream()
                .filter(one -> number.isEmpty() || one.number() == number.get())
                .findFirst();
        if (found.isEmpty()) {
            long wanted = number.orElseThrow();
            boolean pruned = tx.first(
                            "SELECT 1 FROM pruned_snapshot WHERE source=? AND number=?", _ -> true, source, wanted)
                    .isPresent();
            throw new RefusedException(
                    source,
                    pruned
                            ? "Snapshot " + wanted + " was removed by retention."
                            : "There is no snapshot " + wanted + ".",
                    "See: countersign snapshot list",
                    "Its snapshots are listed under Sources.");
        }
        return found.get();
    }

    /// Whether a snapshot was removed that had been taken by `asOf`, and later than the newest that is left.
    public boolean removed(String source, Optional<Instant> newest, Instant asOf) {
        return tx.first(
                        "SELECT 1 FROM pruned_snapshot WHERE source=? AND taken_at <= ? AND taken_at > ?",
                        _ -> true,
                        source,
                        asOf.getEpochSecond(),
                        newest.map(Instant::getEpochSecond).orElse(Long.MIN_VALUE))
                .isPresent();
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

    /// The columns that were named for this source's newest tables. Where none of its tables ever had an id, none has
    /// from now on: whoever is known by a user name stays so, until somebody says otherwise.
    Map<String, String> columns(String source) {
        Map<String, String> named = tx.first(
                        "SELECT json_extract(completeness, '$.columns') FROM snapshot WHERE source=?"
                                + " AND json_extract(completeness, '$.columns') IS NOT NULL ORDER BY id DESC LIMIT 1",
                        row -> Completeness.columns(ResourceJson.read(row.text(1))),
                        source)
                .orElse(Map.of());
        List<String> read = tx.list(
                "SELECT note.value FROM snapshot, json_each(completeness, '$.notes') AS note"
                        + " WHERE source=? AND instr(note.value, ?) > 0",
                row -> row.text(1),
                source,
                Columns.READ_AS);
        return Columns.asRead(named, read);
    }

    long contentOf(Snapshot snapshot) {
        return tx.first("SELECT content FROM snapshot WHERE id=?", row -> row.number(1), snapshot.id())
                .orElseThrow();
    }

    private Snapshot snapshot(Row row) {
        long id = row.number(1);
        List<Snapshot.SourceFile> files = tx.list(
                "SELECT name, sha256, size, usable, archive FROM snapshot_file WHERE snapshot=? ORDER BY position",
                file -> new Snapshot.SourceFile(file.text(1), file.text(2), file.number(3), file.flag(4), file.flag(5)),
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
                        "SELECT coalesce(max(number), 0) + 1 FROM (SELECT source, number FROM snapshot"
                                + " UNION ALL SELECT source, number FROM pruned_snapshot) WHERE source=?",
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
                    "INSERT INTO snapshot_file VALUES (?, ?, ?, ?, ?, ?, ?)",
                    id,
                    position++,
                    file.name(),
                    file.sha256(),
                    file.size(),
                    file.usable(),
                    file.archive());
        }
        return tx.first(COLUMNS + "WHERE id=?", this::snapshot, id).orElseThrow();
    }

    /// What a snapshot's rows are found by.
    private record Range(long first, long last, long content) {}

    private Optional<Range> range(Snapshot snapshot) {
        return ContentStore.base(tx, snapshot.source())
                .map(base -> new Range(base + 1, base + (1L << ContentStore.BITS) - 1, contentOf(snapshot)));
    }

    /// The accounts of a snapshot by id, in the order of ids.
    public Map<String, UserResource> accounts(Snapshot snapshot) {
        var accounts = new ArrayList<UserResource>();
        range(snapshot).ifPresent(range -> {
            SignInStore signIns = new SignInStore(tx, snapshot.source()).read(range.content());
            tx.each(
                    "SELECT body, resource FROM account JOIN account_body ON account = key WHERE key BETWEEN ? AND ?"
                            + " AND since <= ? AND (until IS NULL OR until > ?)",
                    row -> accounts.add(signIns.with(ResourceJson.user(row.bytes(1)), row.number(2))),
                    range.first(),
                    range.last(),
                    range.content(),
                    range.content());
        });
        accounts.sort(Comparator.comparing(UserResource::id));
        var byId = LinkedHashMap.<String, UserResource>newLinkedHashMap(accounts.size());
        accounts.forEach(account -> byId.put(account.id(), account));
        return byId;
    }

    /// What accounts were in earlier snapshots. A state that several snapshots in a row share is told twice, for the
    /// newest two that have it: more adds nothing to what an account was called.
    ///
    /// @param taken of one source, newest first
    /// @param current the accounts of the newest
    /// @return for each snapshot but the newest, states of accounts
    public List<List<UserResource>> earlier(List<Snapshot> taken, Map<String, UserResource> current) {
        if (taken.size() < 2) {
            return List.of();
        }
        Range range = range(taken.getFirst()).orElseThrow();
        long[] contents = taken.stream().mapToLong(this::contentOf).toArray();
        var earlier = new ArrayList<List<UserResource>>();
        taken.stream().skip(1).forEach(_ -> earlier.add(new ArrayList<>()));
        tx.each(
                "SELECT since, coalesce(until, 9223372036854775807), id FROM account a JOIN resource r ON r.key = resource"
                        + " WHERE a.key BETWEEN ? AND ? AND since <= ? AND (until IS NULL OR until > ?)",
                row -> Optional.ofNullable(current.get(row.text(3)))
                        .ifPresent(user -> tell(() -> user, row.number(1), row.number(2), contents, 1, earlier)),
                range.first(),
                range.last(),
                range.content(),
                range.content());
        tx.each(
                "SELECT since, coalesce(until, 9223372036854775807), body FROM account JOIN account_body ON account = key"
                        + " WHERE key BETWEEN ? AND ? AND NOT (since <= ? AND (until IS NULL OR until > ?))",
                row -> tell(() -> ResourceJson.user(row.bytes(3)), row.number(1), row.number(2), contents, 2, earlier),
                range.first(),
                range.last(),
                range.content(),
                range.content());
        return earlier;
    }

    /// A body is only read where a snapshot has it.
    private static void tell(
            Supplier<UserResource> read,
            long since,
            long until,
            long[] contents,
            int times,
            List<List<UserResource>> earlier) {
        Optional<UserResource> user = Optional.empty();
        int told = 0;
        for (int i = 1; i < contents.length && told < times; i++) {
            if (since <= contents[i] && contents[i] < until) {
                user = user.or(() -> Optional.of(read.get()));
                earlier.get(i - 1).add(user.get());
                told++;
            }
        }
    }

    /// The groups of a snapshot with their members, by id, in the order of ids.
    public Map<String, GroupResource> groups(Snapshot snapshot) {
        var found = new ArrayList<GroupResource>();
        range(snapshot).ifPresent(range -> {
            Map<Long, List<Member>> members = members(range);
            tx.each(
                    "SELECT resource, told, body FROM account_group WHERE key BETWEEN ? AND ?"
                            + " AND since <= ? AND (until IS NULL OR until > ?)",
                    row -> found.add(ResourceJson.group(
                            row.bytes(3),
                            row.flag(2)
                                    ? Optional.of(members.getOrDefault(row.number(1), List.of()))
                                    : Optional.empty())),
                    range.first(),
                    range.last(),
                    range.content(),
                    range.content());
        });
        found.sort(Comparator.comparing(GroupResource::id));
        var byId = new LinkedHashMap<String, GroupResource>();
        found.forEach(group -> byId.put(group.id(), group));
        return byId;
    }

    private Map<Long, List<Member>> members(Range range) {
        var members = new HashMap<Long, List<Member>>();
        tx.each(
                "SELECT group_resource, id, type FROM membership JOIN resource ON key = member"
                        + " WHERE group_resource BETWEEN ? AND ? AND since <= ? AND (until IS NULL OR until > ?)",
                row -> members.computeIfAbsent(row.number(1), _ -> new ArrayList<>())
                        .add(new Member(row.text(2), Member.Type.of((int) row.number(3)), Optional.empty())),
                range.first(),
                range.last(),
                range.content(),
                range.content());
        members.values().forEach(list -> list.sort(Comparator.comparing(Member::value)));
        return members;
    }

    /// The names of a snapshot's groups, by id: what pinning a reference needs of older snapshots.
    public Map<String, String> groupNames(Snapshot snapshot) {
        return groupNames(List.of(snapshot)).getOrDefault(snapshot, Map.of());
    }

    /// A group under one name, from one content to before another.
    private record Name(long since, long until, String id, String name) {
        boolean in(long content) {
            return since <= content && content < until;
        }
    }

    /// The names of the groups of each snapshot, by id; snapshots that tell the same share them.
    ///
    /// @param taken of one source
    public Map<Snapshot, Map<String, String>> groupNames(List<Snapshot> taken) {
        var names = new HashMap<Snapshot, Map<String, String>>();
        taken.stream().findFirst().flatMap(this::range).ifPresent(range -> {
            List<Name> all = names(range);
            var shared = new HashMap<Map<String, String>, Map<String, String>>();
            for (Snapshot one : taken) {
                long content = contentOf(one);
                var told = new TreeMap<String, String>();
                all.stream().filter(name -> name.in(content)).forEach(name -> told.put(name.id(), name.name()));
                names.put(one, shared.computeIfAbsent(told, same -> same));
            }
        });
        return names;
    }

    /// A group that keeps its name while its members change is there once.
    private List<Name> names(Range range) {
        var names = new ArrayList<Name>();
        tx.each(
                "SELECT since, coalesce(until, 9223372036854775807), id, coalesce(display_name, '') FROM account_group g"
                        + " JOIN resource r ON r.key = g.resource WHERE g.key BETWEEN ? AND ? ORDER BY g.resource, since",
                row -> {
                    var name = new Name(row.number(1), row.number(2), row.text(3), row.text(4));
                    Optional<Name> before = names.isEmpty() ? Optional.empty() : Optional.of(names.getLast());
                    if (before.filter(last -> last.until() == name.since()
                                    && last.id().equals(name.id())
                                    && last.name().equals(name.name()))
                            .isPresent()) {
                        names.set(
                                names.size() - 1, new Name(before.get().since(), name.until(), name.id(), name.name()));
                    } else {
                        names.add(name);
                    }
                },
                range.first(),
                range.last());
        return names;
    }
}
