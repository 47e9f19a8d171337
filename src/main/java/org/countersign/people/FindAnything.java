package org.countersign.people;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.countersign.campaign.CampaignStore;
import org.countersign.drift.MatchAccounts;
import org.countersign.governance.Governance;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.Source;
import org.countersign.snapshot.AccountListStore;
import org.countersign.snapshot.GroupListStore;
import org.countersign.snapshot.Snapshot;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.text.Formats;
import org.countersign.workspace.Batch;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: anything by a part of its name, an address or an id, on a connection of its own. What can be found is
/// read in stretches by [#read()]; nothing of it is written to the workspace.
///
/// One thread at a time; close it.
public final class FindAnything implements AutoCloseable {
    private static final int STRETCH = 10_000;
    /// Read when people are, and not each time that a finding comes or goes.
    private static final List<Kind> BULK = List.of(Kind.PERSON, Kind.ACCOUNT, Kind.GROUP);

    private final Workspace workspace;
    private final Clock clock;
    private List<Part> parts = List.of();
    private String people = "";
    private String rest = "";
    private int table;
    private int part;
    private long after;
    private long read;

    /// @param workspace a connection of its own, closed with this
    public FindAnything(Workspace workspace, Clock clock) {
        this.workspace = workspace;
        this.clock = clock;
    }

    private record Part(Source source, Snapshot snapshot) {}

    /// What is found.
    public enum Kind {
        /// An identity.
        PERSON(20),
        /// Of an app.
        ACCOUNT(10),
        /// Of any source.
        GROUP(8),
        /// That stands.
        FINDING(6),
        /// Access allowed by hand.
        EXCEPTION(4),
        /// Where snapshots come from.
        SOURCE(4),
        /// A review.
        CAMPAIGN(4);

        private final int most;

        Kind(int most) {
            this.most = most;
        }
    }

    /// One thing.
    ///
    /// @param place as links name it: `SOURCE/ID`, an id, the sentence of a finding
    /// @param detail beside it: where it is, who signs in
    public record Hit(Kind kind, String place, String label, String detail) {}

    /// Reads the next stretch, or begins anew where something has changed since.
    ///
    /// @return whether there is more
    public boolean read() {
        return workspace.read(tx -> {
            var store = new FindStore(tx);
            Instant asOf = MatchAccounts.asOf(tx, clock);
            if (part == parts.size()) {
                begin(tx, store, asOf);
            }
            try (var batch = store.reading(table)) {
                stretch(tx, batch);
            }
            return part < parts.size();
        });
    }

    private void begin(Transaction tx, FindStore store, Instant asOf) {
        Governance governance = governance(tx, asOf);
        String now = new PeopleStore(tx).stamp();
        boolean all = table == 0 || !now.equals(people);
        if (all) {
            people = now;
            rest = "";
            store.drop(table);
            store.begin(++table);
            var snapshots = new SnapshotStore(tx);
            parts = governance.sources().stream()
                    .flatMap(source ->
                            snapshots.current(source.id(), asOf).stream().map(snapshot -> new Part(source, snapshot)))
                    .toList();
            part = 0;
            after = 0;
            read = 0;
        }
        String others = store.stamp();
        if (!others.equals(rest)) {
            rest = others;
            store.forgetAllBut(table, BULK);
            try (var batch = store.reading(table)) {
                others(tx, store, governance, batch);
            }
        }
    }

    private static Governance governance(Transaction tx, Instant asOf) {
        return new GovernanceStore(tx)
                .asOf(asOf)
                .map(version -> GovernanceJson.typed(version.body()))
                .orElse(Governance.EMPTY);
    }

    private static void others(Transaction tx, FindStore store, Governance governance, Batch batch) {
        store.findings(batch);
        governance
                .exceptions()
                .forEach(one -> FindStore.add(
                        batch,
                        Kind.EXCEPTION,
                        one.id(),
                        one.id(),
                        one.source() + " " + one.account() + " " + one.reason().orElse(""),
                        one.account()));
        governance
                .sources()
                .forEach(one -> FindStore.add(batch, Kind.SOURCE, one.id(), one.name(), one.id(), one.id()));
        new CampaignStore(tx)
                .all()
                .forEach(one -> FindStore.add(batch, Kind.CAMPAIGN, one.name(), one.title(), one.name(), one.name()));
    }

    private void stretch(Transaction tx, Batch batch) {
        long wanted = read + STRETCH;
        while (part < parts.size() && read < wanted) {
            Part now = parts.get(part);
            Source source = now.source();
            if (after == 0) {
                new GroupListStore(tx)
                        .each(
                                now.snapshot(),
                                (id, name) -> FindStore.add(
                                        batch,
                                        Kind.GROUP,
                                        source.id() + "/" + id,
                                        name.isBlank() ? id : name,
                                        id,
                                        source.name()));
            }
            Kind kind = source.kind() == Source.Kind.IDP ? Kind.PERSON : Kind.ACCOUNT;
            after = new AccountListStore(tx, now.snapshot(), after).next((int) (wanted - read), new BitSet(), one -> {
                read++;
                FindStore.add(
                        batch,
                        kind,
                        source.id() + "/" + one.id(),
                        one.label(),
                        one.name() + " " + one.id() + one.words(),
                        one.name() + " · " + source.name());
            });
            if (after < 0) {
                after = 0;
                part++;
            }
        }
    }

    /// How many accounts have been read so far.
    public long count() {
        return read;
    }

    /// What has every word of `text`, at most fifty: of each kind first what begins with them.
    public List<Hit> find(String text) {
        List<String> words = Arrays.stream(Formats.plain(text).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        if (table == 0 || words.isEmpty()) {
            return List.of();
        }
        return workspace.read(tx -> {
            var store = new FindStore(tx);
            var hits = new ArrayList<Hit>();
            for (Kind kind : Kind.values()) {
                store.find(table, kind, words, kind.most, hits::add);
            }
            return hits.subList(0, Math.min(50, hits.size()));
        });
    }

    @Override
    public void close() {
        workspace.close();
    }
}
