package org.countersign.groups;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.drift.GroupReferences;
import org.countersign.drift.MatchAccounts;
import org.countersign.drift.ResolveGroups;
import org.countersign.governance.Access;
import org.countersign.governance.Governance;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.GroupRecord;
import org.countersign.governance.Mapping;
import org.countersign.governance.SeparationRule;
import org.countersign.governance.Source;
import org.countersign.snapshot.AccountStore;
import org.countersign.snapshot.GroupStore;
import org.countersign.snapshot.PersonLinkStore;
import org.countersign.snapshot.StoredAccounts;
import org.countersign.text.Formats;
import org.countersign.workspace.Transaction;

/// What one question about groups reads, each thing once: never more of a source than the groups that it is about, and
/// what its names mean.
final class GroupReading {
    private final Transaction tx;
    private final Instant asOf;
    private final Governance governance;
    private final Map<String, GroupStore> stores = new HashMap<>();
    private final Map<String, GroupReferences> references = new HashMap<>();
    private final Map<String, StoredAccounts> accounts = new HashMap<>();
    private final Map<String, int[]> identities = new HashMap<>();
    private Optional<ResolveGroups> resolve = Optional.empty();

    GroupReading(Transaction tx, Clock clock) {
        this.tx = tx;
        this.asOf = MatchAccounts.asOf(tx, clock);
        this.governance = new GovernanceStore(tx)
                .asOf(asOf)
                .map(version -> GovernanceJson.typed(version.body()))
                .orElse(Governance.EMPTY);
    }

    Transaction tx() {
        return tx;
    }

    Instant asOf() {
        return asOf;
    }

    Governance governance() {
        return governance;
    }

    GroupStore at(String source) {
        return stores.computeIfAbsent(source, id -> new GroupStore(tx, id, asOf));
    }

    /// The accounts of a source's current snapshot, as numbers.
    StoredAccounts accounts(String source) {
        return accounts.computeIfAbsent(source, id -> new AccountStore(tx, id).accounts(at(id).current()));
    }

    /// By account of an app the identity behind it.
    int[] identities(String app, String idp) {
        return identities.computeIfAbsent(app + "\n" + idp, _ -> new PersonLinkStore(tx, asOf).identities(app, idp));
    }

    /// What a person reads for a group.
    String label(String source, String group) {
        return at(source).group(group).map(found -> found.label()).orElse(group);
    }

    /// The IdP whose groups a mapping into an app names.
    Optional<Source> idp(String app) {
        return governance.source(app).flatMap(Source::authoritativeIdp).flatMap(governance::source);
    }

    /// The id that governance means by a name of a group at a source.
    Optional<String> resolve(String source, String name) {
        return references.computeIfAbsent(source, this::references).resolve(name);
    }

    /// The id of one that may be named by its id or a name, also where governance does not name it yet.
    Optional<String> named(String source, String name) {
        if (at(source).group(name).isPresent()) {
            return Optional.of(name);
        }
        return new ResolveGroups(tx, asOf).of(source, List.of(name)).resolve(name);
    }

    private GroupReferences references(String source) {
        if (resolve.isEmpty()) {
            resolve = Optional.of(new ResolveGroups(tx, asOf));
        }
        return resolve.get().of(source, names(source));
    }

    private Set<String> names(String source) {
        Stream<String> records = governance.groups().stream()
                .filter(one -> one.source().equals(source))
                .map(GroupRecord::group);
        Stream<String> mappings = governance.mappings().stream().flatMap(mapping -> names(mapping, source));
        Stream<String> lists = governance.source(source).stream().flatMap(one -> one.privileged().groups().stream());
        Stream<String> sides = governance.separations().stream().flatMap(rule -> sides(rule));
        return Stream.of(records, mappings, lists, sides).flatMap(all -> all).collect(Collectors.toSet());
    }

    private Stream<String> names(Mapping mapping, String source) {
        if (mapping.app().equals(source)) {
            return mapping.access().kind() == Access.Kind.GROUP
                    ? Stream.of(mapping.access().name())
                    : Stream.empty();
        }
        return idp(mapping.app()).filter(idp -> idp.id().equals(source)).isPresent()
                ? Stream.of(mapping.idpGroup())
                : Stream.empty();
    }

    private static Stream<String> sides(SeparationRule rule) {
        return Stream.concat(rule.left().stream(), rule.right().stream());
    }

    /// Whether a name may mean a group at all: only then is it worth to look up what every name means.
    private boolean mayMean(String name, String group, Set<String> called) {
        return name.equals(group) || called.contains(Formats.folded(name));
    }

    /// What a group was ever called, folded.
    private Set<String> called(String source, String group) {
        var called = new HashSet<String>();
        at(source).names(group).forEach(name -> called.add(Formats.folded(name.name())));
        return called;
    }

    /// Whether a name means a group.
    boolean means(String name, String source, String group) {
        return mayMean(name, group, called(source, group))
                && resolve(source, name).equals(Optional.of(group));
    }

    /// The policy card of a group.
    Optional<GroupRecord> record(String source, String group) {
        Set<String> called = called(source, group);
        return governance.groups().stream()
                .filter(one -> one.source().equals(source)
                        && mayMean(one.group(), group, called)
                        && resolve(source, one.group()).equals(Optional.of(group)))
                .findFirst();
    }

    /// The mappings that name a group as what grants, or as what is granted.
    List<Mapping> mappings(String source, String group) {
        Set<String> called = called(source, group);
        return governance.mappings().stream()
                .filter(mapping -> names(mapping, source)
                        .anyMatch(name -> mayMean(name, group, called)
                                && resolve(source, name).equals(Optional.of(group))))
                .toList();
    }
}
