package org.countersign.groups;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.countersign.drift.Landscape;
import org.countersign.drift.ReadLandscape;
import org.countersign.governance.GroupRecord;
import org.countersign.governance.Mapping;
import org.countersign.governance.SeparationRule;
import org.countersign.governance.Source;
import org.countersign.groups.Group.Around;
import org.countersign.groups.Group.Counts;
import org.countersign.groups.Group.Granted;
import org.countersign.groups.Group.Toxic;
import org.countersign.scim.GroupResource;
import org.countersign.snapshot.AccountStore;
import org.countersign.snapshot.GroupStore;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: one group's page. Reads the rows of that group and of those around it, never a whole source's.
public final class ReadGroup {
    private final Workspace workspace;
    private final Clock clock;

    /// As of now, or of the instant of a sample.
    public ReadGroup(Workspace workspace, Clock clock) {
        this.workspace = workspace;
        this.clock = clock;
    }

    /// The group of an id at a source; empty where its current snapshot has none.
    public Optional<Group> run(String source, String id) {
        return workspace.read(tx -> of(tx, new GroupReading(tx, clock), source, id));
    }

    static Optional<Group> of(Transaction tx, GroupReading reading, String source, String id) {
        return reading.governance().source(source).flatMap(found -> reading.at(source)
                .group(id)
                .map(group -> new Page(tx, reading, found, group).read()));
    }

    /// The number of an owner's identities and what is asked of it.
    static Optional<Group.Owner> owner(Transaction tx, GroupReading reading, Source source, String text) {
        Optional<Source> idp = source.kind() == Source.Kind.IDP ? Optional.of(source) : reading.idp(source.id());
        return idp.map(one -> {
            GroupStore store = reading.at(one.id());
            boolean known = store.current()
                    .filter(taken -> taken.completeness().activeTold()
                            && taken.completeness().complete())
                    .isPresent();
            if (store.current().isEmpty()) {
                return new Group.Owner(text, Optional.empty(), text, false, false, false);
            }
            var accounts = reading.accounts(one.id());
            List<String> ids = new AccountStore(tx, one.id())
                    .history(List.of(store.current().get()), accounts)
                    .named(org.countersign.text.Formats.folded(text));
            boolean active = ids.stream().anyMatch(id -> accounts.isActive(accounts.number(id)));
            Optional<String> id = ids.stream().findFirst();
            String label = id.map(accounts::get).map(user -> user.label()).orElse(text);
            return new Group.Owner(text, id, label, active, false, known || active || id.isPresent());
        });
    }

    private static final class Page {
        private final Transaction tx;
        private final GroupReading reading;
        private final Source source;
        private final GroupResource group;
        private final GroupStore store;
        private final GroupStore.Members members;

        Page(Transaction tx, GroupReading reading, Source source, GroupResource group) {
            this.tx = tx;
            this.reading = reading;
            this.source = source;
            this.group = group;
            this.store = reading.at(source.id());
            this.members = store.members(group.id());
        }

        Group read() {
            Optional<GroupRecord> record = reading.record(source.id(), group.id());
            var history = new CardHistory(tx, reading);
            List<Mapping> mappings = reading.mappings(source.id(), group.id());
            var lines = new MappingReading(reading);
            Counts counts = counts();
            return new Group(
                    source,
                    group.id(),
                    group.label(),
                    store.names(group.id()).stream().skip(1).findFirst(),
                    reading.asOf(),
                    store.current(),
                    record,
                    source.kind() == Source.Kind.IDP && !mappings.isEmpty(),
                    record.flatMap(history::stated),
                    record.flatMap(GroupRecord::owner)
                            .flatMap(text -> owner(tx, reading, source, text))
                            .map(this::alsoMember),
                    record.flatMap(card -> history.found(card, group.id(), counts)),
                    record.flatMap(this::due),
                    counts,
                    mappings.stream()
                            .flatMap(mapping -> lines.line(mapping).stream())
                            .toList(),
                    around(lines),
                    source.kind() == Source.Kind.IDP ? toxic() : List.of());
        }

        private Counts counts() {
            if (!members.told()) {
                return Counts.UNTOLD;
            }
            int inactive = (int) IntStream.range(0, members.size())
                    .filter(i -> !members.active(i))
                    .count();
            return new Counts(
                    true,
                    members.size(),
                    members.direct(),
                    inactive,
                    members.nestedGroups().size(),
                    Optional.of(attested(store, source.id(), group.id(), members)));
        }

        private Group.Owner alsoMember(Group.Owner owner) {
            boolean member = source.kind() == Source.Kind.IDP
                    && owner.id()
                            .filter(id -> members.indexOf(store.number(id)) >= 0)
                            .isPresent();
            return new Group.Owner(owner.text(), owner.id(), owner.label(), owner.active(), member, owner.known());
        }

        private Optional<LocalDate> due(GroupRecord card) {
            return card.cadence().map(cadence -> card.lastReviewed()
                    .orElseGet(() -> new ReadLandscape(tx)
                            .documented(reading.asOf())
                            .getOrDefault(
                                    new Landscape.GroupName(card.source(), card.group()),
                                    LocalDate.ofInstant(reading.asOf(), ZoneOffset.UTC)))
                    .atStartOfDay()
                    .plus(cadence)
                    .toLocalDate());
        }

        private List<Around> around(MappingReading lines) {
            var around = new ArrayList<Around>();
            for (String outer : store.around(group.id())) {
                var grants = new ArrayList<Granted>();
                if (source.kind() == Source.Kind.IDP) {
                    for (Mapping mapping : reading.mappings(source.id(), outer)) {
                        if (!mapping.nesting().equals(Optional.of(Mapping.Nesting.DIRECT))) {
                            lines.line(mapping)
                                    .ifPresent(line -> grants.add(new Granted(
                                            mapping.id(),
                                            line.app().name(),
                                            mapping.access().kind(),
                                            line.to(),
                                            line.privileged())));
                        }
                    }
                }
                around.add(new Around(outer, reading.label(source.id(), outer), grants));
            }
            return around;
        }

        private List<Toxic> toxic() {
            var toxic = new ArrayList<Toxic>();
            for (SeparationRule rule : reading.governance().separations()) {
                boolean left = names(rule.left());
                boolean right = names(rule.right());
                if (left || right) {
                    List<String> others = left ? rule.right() : rule.left();
                    var there = new BitSet();
                    var labels = new ArrayList<String>();
                    for (String other : others) {
                        Optional<String> id = reading.resolve(source.id(), other);
                        labels.add(id.map(known -> reading.label(source.id(), known))
                                .orElse(other));
                        id.ifPresent(known ->
                                IntStream.of(store.members(known).numbers()).forEach(there::set));
                    }
                    int both = (int) IntStream.range(0, members.size())
                            .filter(i -> members.active(i) && there.get(members.numbers()[i]))
                            .count();
                    toxic.add(new Toxic(rule, labels, both));
                }
            }
            return toxic;
        }

        private boolean names(List<String> side) {
            return side.stream().anyMatch(name -> reading.means(name, source.id(), group.id()));
        }
    }

    /// What an attestation of these members says.
    static Attested attested(GroupStore store, String source, String group, GroupStore.Members members) {
        return Attested.of(source, group, store.ids(members.numbers()));
    }
}
