package org.countersign.groups;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.countersign.drift.CurrentRun;
import org.countersign.drift.Landscape;
import org.countersign.drift.ReadLandscape;
import org.countersign.drift.Severity;
import org.countersign.governance.GroupRecord;
import org.countersign.governance.Mapping;
import org.countersign.governance.Source;
import org.countersign.groups.GroupFindings.Found;
import org.countersign.groups.GroupList.Base;
import org.countersign.identity.Memberships;
import org.countersign.scim.GroupResource;
import org.countersign.snapshot.AccountStore;
import org.countersign.snapshot.Snapshot;
import org.countersign.workspace.Workspace;

/// Use case: the groups of all sources, on a connection of its own. What snapshots tell is read again where there are
/// others; what people say of groups, and what is wrong with them, each time.
///
/// One thread at a time; close it.
public final class ListGroups implements AutoCloseable {
    private final Workspace workspace;
    private final Clock clock;
    private Map<String, Long> read = Map.of();
    private List<Source> sources = List.of();
    private List<Base> bases = List.of();

    /// @param workspace a connection of its own, closed with this
    public ListGroups(Workspace workspace, Clock clock) {
        this.workspace = workspace;
        this.clock = clock;
    }

    /// What needs a person of a group.
    record Mark(List<GroupCard.Field> missing, Optional<LocalDate> overdue, int findings, Optional<Severity> worst) {
        static final Mark NONE = new Mark(List.of(), Optional.empty(), 0, Optional.empty());

        Mark missing(List<GroupCard.Field> fields) {
            return new Mark(fields, overdue, findings + 1, worse(Severity.MEDIUM));
        }

        Mark overdue(LocalDate since) {
            return new Mark(missing, Optional.of(since), findings + 1, worse(Severity.MEDIUM));
        }

        Mark found(Severity severity) {
            return new Mark(missing, overdue, findings + 1, worse(severity));
        }

        private Optional<Severity> worse(Severity severity) {
            return Optional.of(worst.filter(one -> one.compareTo(severity) < 0).orElse(severity));
        }
    }

    /// The list as it is now.
    ///
    /// @param found what is wrong with them
    /// @param fresh whether its findings are those of the current snapshots and governance; else they are what the
    /// last
    /// check kept
    public record Listed(GroupList groups, List<Found> found, boolean fresh) {
        /// Copies the list.
        public Listed {
            found = List.copyOf(found);
        }
    }

    /// Reads it.
    ///
    /// @param evaluated findings of now, where somebody has evaluated them; absent = those that the last check kept
    public Listed read(Optional<List<Found>> evaluated) {
        return workspace.read(tx -> {
            var reading = new GroupReading(tx, clock);
            var now = new HashMap<String, Long>();
            for (Source source : reading.governance().sources()) {
                reading.at(source.id()).current().ifPresent(taken -> now.put(source.id(), taken.id()));
            }
            if (!now.equals(read) || !reading.governance().sources().equals(sources)) {
                bases = bases(reading);
                read = now;
                sources = reading.governance().sources();
            }
            boolean fresh = evaluated.isPresent() || CurrentRun.isOf(tx, reading.asOf());
            List<Found> found = evaluated.orElseGet(
                    () -> new GroupFindingStore(tx).standing(LocalDate.ofInstant(reading.asOf(), ZoneOffset.UTC)));
            return new Listed(new GroupList(bases, marks(reading, found)), found, fresh);
        });
    }

    private static List<Base> bases(GroupReading reading) {
        var bases = new ArrayList<Base>();
        for (Source source : reading.governance().sources()) {
            Optional<Snapshot> current = reading.at(source.id()).current();
            if (current.isPresent()) {
                var store = new AccountStore(reading.tx(), source.id());
                var accounts = store.accounts(current);
                Map<String, GroupResource> groups = store.groups(current);
                Memberships members = store.memberships(current, groups, accounts);
                Set<String> named = namedForAccess(reading, source, groups.keySet());
                groups.forEach((id, group) -> {
                    boolean access = GroupResource.standsForAccess(id);
                    if (!access || named.contains(id)) {
                        boolean told = access ? group.members().isPresent() : members.told() != Memberships.Told.NO;
                        bases.add(Base.of(
                                source, id, group.label(), told ? members.effective(accounts.number(id)).length : -1));
                    }
                });
            }
        }
        bases.sort(Comparator.comparing(Base::search)
                .thenComparing(base -> base.source().id()));
        return bases;
    }

    /// What stands for an application or a role is listed where somebody gives access by it.
    private static Set<String> namedForAccess(GroupReading reading, Source source, Set<String> ids) {
        var named = new HashSet<String>();
        reading.governance().mappings().forEach(mapping -> named.add(mapping.idpGroup()));
        reading.governance().groups().stream()
                .filter(record -> record.source().equals(source.id()))
                .forEach(record -> named.add(record.group()));
        named.retainAll(ids);
        return named;
    }

    private static Map<String, Mark> marks(GroupReading reading, List<Found> findings) {
        var marks = new HashMap<String, Mark>();
        Map<String, GroupRecord> records = records(reading);
        var mapped = new HashMap<String, String>();
        for (Mapping mapping : reading.governance().mappings()) {
            reading.idp(mapping.app())
                    .flatMap(
                            idp -> reading.resolve(idp.id(), mapping.idpGroup()).map(id -> idp.id() + "/" + id))
                    .ifPresent(key -> {
                        mapped.put(mapping.id(), key);
                        List<GroupCard.Field> missing = GroupCard.missing(Optional.ofNullable(records.get(key)));
                        if (!missing.isEmpty()
                                && marks.getOrDefault(key, Mark.NONE).missing().isEmpty()) {
                            mark(marks, key, mark -> mark.missing(missing));
                        }
                    });
        }
        var documented = new ReadLandscape(reading.tx()).documented(reading.asOf());
        LocalDate today = LocalDate.ofInstant(reading.asOf(), ZoneOffset.UTC);
        records.forEach((key, record) ->
                overdue(record, documented, today).ifPresent(since -> mark(marks, key, mark -> mark.overdue(since))));
        for (Found found : findings) {
            String key = found.mapping().isEmpty() ? found.group() : mapped.getOrDefault(found.mapping(), "");
            if (!key.isEmpty() && !GroupFindings.OF_CARDS.contains(found.rule())) {
                mark(marks, key, mark -> mark.found(found.severity()));
            }
        }
        return marks;
    }

    private static void mark(Map<String, Mark> marks, String key, UnaryOperator<Mark> more) {
        marks.put(key, more.apply(marks.getOrDefault(key, Mark.NONE)));
    }

    private static Map<String, GroupRecord> records(GroupReading reading) {
        var records = new HashMap<String, GroupRecord>();
        for (GroupRecord record : reading.governance().groups()) {
            reading.resolve(record.source(), record.group())
                    .ifPresent(id -> records.putIfAbsent(record.source() + "/" + id, record));
        }
        return records;
    }

    private static Optional<LocalDate> overdue(
            GroupRecord record, Map<Landscape.GroupName, LocalDate> documented, LocalDate today) {
        return record.cadence()
                .map(cadence -> record.lastReviewed()
                        .orElseGet(() -> documented.getOrDefault(
                                new Landscape.GroupName(record.source(), record.group()), today))
                        .atStartOfDay()
                        .plus(cadence)
                        .toLocalDate())
                .filter(due -> due.isBefore(today));
    }

    @Override
    public void close() {
        workspace.close();
    }
}
