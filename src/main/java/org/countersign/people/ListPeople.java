package org.countersign.people;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.countersign.drift.MatchAccounts;
import org.countersign.governance.Governance;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.Source;
import org.countersign.people.PeopleQuery.Column;
import org.countersign.people.PeopleQuery.Kind;
import org.countersign.snapshot.AccountListStore;
import org.countersign.snapshot.PersonLinkStore;
import org.countersign.snapshot.Snapshot;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.work.Stretch;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: the list of everybody, in any order, on a connection of its own. It is read in stretches by
/// [#read()], between which it answers from what was there before; nothing of it is written to the workspace.
///
/// One thread at a time; close it.
public final class ListPeople implements AutoCloseable {
    /// How many rows a stretch has: some tens of milliseconds.
    private static final int STRETCH = 10_000;

    /// The first one is shorter: somebody waits for it.
    private static final int FIRST = 1_000;

    private final Workspace workspace;
    private final Clock clock;
    private List<Part> parts = List.of();
    /// Of the source that is being read: by number of an identity its accounts, or the accounts of an app that have
    /// one.
    private int[] accounts = {};
    private BitSet linked = new BitSet();
    private String stamp = "";
    private int part;
    private long after;
    private long read;
    private int tables;
    private Optional<Shown> shown = Optional.empty();
    private Optional<Shown> before = Optional.empty();
    private Optional<Counted> counted = Optional.empty();
    private boolean reading;

    /// @param workspace a connection of its own, closed with this
    public ListPeople(Workspace workspace, Clock clock) {
        this.workspace = workspace;
        this.clock = clock;
    }

    /// A source that people are read from.
    private record Part(int number, Source source, Snapshot snapshot, List<String> apps) {}

    /// A numbered table.
    private record Shown(int table, int rows, List<Map.Entry<String, String>> sources) {}

    /// How many there are of each kind: the same for every order of the same people.
    private record Counted(int table, String text, int source, Map<Kind, Integer> counts) {}

    /// The rows that match, by number, and how many match of each kind.
    public record Listing(int table, int[] numbers, Map<Kind, Integer> counts) {}

    /// The ids of sources that people are in.
    public static List<String> sources(Transaction tx, Clock clock) {
        Instant asOf = MatchAccounts.asOf(tx, clock);
        var snapshots = new SnapshotStore(tx);
        return governed(tx, asOf).stream()
                .map(Source::id)
                .filter(id -> snapshots.current(id, asOf).isPresent())
                .toList();
    }

    private static List<Source> governed(Transaction tx, Instant asOf) {
        return new GovernanceStore(tx)
                .asOf(asOf)
                .map(version -> GovernanceJson.typed(version.body()))
                .orElse(Governance.EMPTY)
                .sources();
    }

    /// Reads the next stretch, or begins anew where something has changed since; the first stretch can be listed at
    /// once, and everybody when there is no more.
    public Stretch read() {
        return workspace.read(tx -> {
            var store = new PeopleStore(tx);
            if (!reading) {
                String now = store.stamp();
                if (shown.isPresent() && now.equals(stamp)) {
                    return state();
                }
                stamp = now;
                begin(tx, store);
            }
            stretch(tx, store);
            return state();
        });
    }

    private Stretch state() {
        long all = parts.stream()
                .filter(one -> one.source().kind() == Source.Kind.IDP)
                .mapToLong(one -> one.snapshot().accounts())
                .sum();
        return new Stretch(shown.map(Shown::table).orElse(0), read, Math.max(read, all), reading);
    }

    private void begin(Transaction tx, PeopleStore store) {
        Instant asOf = MatchAccounts.asOf(tx, clock);
        List<Source> sources = governed(tx, asOf);
        var snapshots = new SnapshotStore(tx);
        var found = new ArrayList<Part>();
        for (int i = 0; i < sources.size(); i++) {
            Source source = sources.get(i);
            int number = i;
            snapshots
                    .current(source.id(), asOf)
                    .ifPresent(snapshot -> found.add(new Part(
                            number,
                            source,
                            snapshot,
                            sources.stream()
                                    .filter(app -> app.authoritativeIdp().equals(Optional.of(source.id())))
                                    .map(Source::id)
                                    .toList())));
        }
        parts = List.copyOf(found);
        names = sources.stream().map(one -> Map.entry(one.id(), one.name())).toList();
        part = 0;
        after = 0;
        read = 0;
        reading = true;
        store.begin();
    }

    private List<Map.Entry<String, String>> names = List.of();

    private void stretch(Transaction tx, PeopleStore store) {
        boolean first = read == 0 && part == 0;
        long wanted = read + (first ? FIRST : STRETCH);
        while (part < parts.size() && read < wanted) {
            Part now = parts.get(part);
            boolean identity = now.source().kind() == Source.Kind.IDP;
            if (after == 0) {
                links(tx, now);
            }
            try (var batch = store.reading()) {
                after = new AccountListStore(tx, now.snapshot(), after).next((int) (wanted - read), linked, listed -> {
                    PeopleStore.add(batch, now.number(), identity, accountsOf(listed.number()), listed);
                    read++;
                });
            }
            if (after < 0) {
                after = 0;
                part++;
            }
        }
        boolean last = part == parts.size();
        if (first || last) {
            number(store, last);
        }
    }

    private void links(Transaction tx, Part now) {
        var links = new PersonLinkStore(tx, MatchAccounts.asOf(tx, clock));
        accounts = new int[0];
        linked = now.source()
                .authoritativeIdp()
                .map(idp -> links.linked(now.source().id(), idp))
                .orElseGet(BitSet::new);
        for (String app : now.apps()) {
            int[] counts = links.counts(app, now.source().id());
            accounts = Arrays.copyOf(accounts, Math.max(accounts.length, counts.length));
            for (int number = 1; number < counts.length; number++) {
                accounts[number] += counts[number];
            }
        }
    }

    private int accountsOf(int identity) {
        return identity < accounts.length ? accounts[identity] : 0;
    }

    /// The table before stays until the next: somebody may be reading a page of it.
    private void number(PeopleStore store, boolean last) {
        store.number(++tables);
        before.ifPresent(old -> store.drop(old.table()));
        before = shown;
        shown = Optional.of(new Shown(tables, store.count(tables), names));
        if (last) {
            store.end();
            reading = false;
        }
    }

    /// The rows that match, in their order.
    public Listing list(PeopleQuery query) {
        if (shown.isEmpty()) {
            return new Listing(0, new int[0], Map.of());
        }
        Shown table = shown.get();
        int source = query.source()
                .map(id ->
                        table.sources().stream().map(Map.Entry::getKey).toList().indexOf(id))
                .orElse(-1);
        return workspace.read(tx -> {
            var store = new PeopleStore(tx);
            boolean all = query.text().isBlank() && source < 0 && query.kind() == Kind.EVERYONE;
            int rows = table.rows();
            return new Listing(
                    table.table(),
                    all && query.column() == Column.LABEL
                            ? IntStream.range(0, rows)
                                    .map(i -> query.descending() ? rows - i : i + 1)
                                    .toArray()
                            : store.order(table.table(), query, source),
                    counts(store, table.table(), query, source));
        });
    }

    private Map<Kind, Integer> counts(PeopleStore store, int table, PeopleQuery query, int source) {
        Counted now = counted.filter(one -> one.table() == table
                        && one.source() == source
                        && one.text().equals(query.text()))
                .orElseGet(() -> new Counted(table, query.text(), source, store.counts(table, query, source)));
        counted = Optional.of(now);
        return now.counts();
    }

    /// Rows by their numbers, in that order.
    ///
    /// @return none where the numbers are of a table that is gone
    public List<PersonRow> rows(int table, int[] numbers) {
        return shown.filter(one -> one.table() == table)
                .or(() -> before.filter(one -> one.table() == table))
                .map(one -> workspace.<List<PersonRow>, RuntimeException>read(
                        tx -> new PeopleStore(tx).rows(table, numbers, one.sources())))
                .orElse(List.of());
    }

    @Override
    public void close() {
        workspace.close();
    }
}
