package org.countersign.drift;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.governance.Access;
import org.countersign.governance.ExceptionRecord;
import org.countersign.governance.Governance;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.GovernanceVersion;
import org.countersign.governance.Mapping;
import org.countersign.governance.Source;
import org.countersign.identity.Correlation;
import org.countersign.scim.GroupResource;
import org.countersign.snapshot.AccountStore;
import org.countersign.snapshot.AssignmentStore;
import org.countersign.snapshot.Snapshot;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.snapshot.StoredAccounts;
import org.countersign.workspace.Transaction;

/// Reads what is known as of an instant: the snapshots, governance and exceptions of that day.
public final class ReadLandscape {
    private final Transaction tx;
    private final SnapshotStore snapshots;

    /// Inside `tx`.
    public ReadLandscape(Transaction tx) {
        this.tx = tx;
        this.snapshots = new SnapshotStore(tx);
    }

    /// As of `asOf`.
    public Landscape asOf(Instant asOf) {
        Governance governance = new GovernanceStore(tx)
                .asOf(asOf)
                .map(version -> GovernanceJson.typed(version.body()))
                .orElse(Governance.EMPTY);
        Map<String, Map<String, Instant>> introduced = introduced(asOf);
        var idps = new ArrayList<IdpState>();
        var apps = new ArrayList<SourceState>();
        for (Source source : governance.sources()) {
            List<Snapshot> taken = snapshots.before(source.id(), asOf);
            SourceState state = state(source, taken, introduced.getOrDefault(source.id(), Map.of()), asOf);
            if (source.kind() == Source.Kind.IDP) {
                idps.add(new IdpState(
                        state, new AccountStore(tx, source.id()).history(taken, state.accounts()), assigned(taken)));
            } else {
                apps.add(state);
            }
        }
        LocalDate day = asOf.atZone(ZoneOffset.UTC).toLocalDate();
        var logs = new LoggedProvisioning.Reading(tx, asOf);
        return new Landscape(
                asOf,
                governance,
                idps,
                apps.stream()
                        .map(state -> app(state, governance, idps, day, logs))
                        .toList(),
                documented(asOf));
    }

    private SourceState state(Source source, List<Snapshot> taken, Map<String, Instant> introduced, Instant asOf) {
        Optional<Snapshot> current = taken.stream().findFirst();
        var store = new AccountStore(tx, source.id());
        StoredAccounts accounts = store.accounts(current);
        Map<String, GroupResource> groups = store.groups(current);
        var names = new ArrayList<GroupReferences.Names>();
        Map<Snapshot, Map<String, String>> told = snapshots.groupNames(taken);
        for (Snapshot snapshot : taken.reversed()) {
            names.add(new GroupReferences.Names(snapshot.takenAt(), told.getOrDefault(snapshot, Map.of())));
        }
        return new SourceState(
                source,
                current,
                accounts,
                groups,
                store.memberships(current, groups, accounts),
                new GroupReferences(names, introduced),
                snapshots.removed(source.id(), current.map(Snapshot::takenAt), asOf));
    }

    private AssignedAccess assigned(List<Snapshot> taken) {
        var store = new AssignmentStore(tx);
        return taken.isEmpty()
                ? AssignedAccess.NONE
                : AssignedAccess.of(store.of(taken.getFirst()), store.ofAccounts(taken));
    }

    private AppState app(
            SourceState state,
            Governance governance,
            List<IdpState> idps,
            LocalDate day,
            LoggedProvisioning.Reading logs) {
        Optional<IdpState> idp = state.source().authoritativeIdp().flatMap(id -> idps.stream()
                .filter(known -> known.state().id().equals(id))
                .findFirst());
        AppState.Owners owners = text -> state.source().authoritativeIdp().isPresent()
                ? idp.filter(known -> known.isActiveOwner(text)).isPresent()
                : idps.stream().anyMatch(known -> known.isActiveOwner(text));
        Set<String> applications = AssignedAccess.applications(state.source(), governance.mappings());
        Optional<KeepLinks.Asked> asked = idp.map(known ->
                new KeepLinks.Asked(state.source(), state.accounts(), known.history(), known.assigned(), applications));
        Correlation correlation = asked.map(new KeepLinks(tx)::of).orElseGet(Correlation::none);
        List<ExceptionRecord> exceptions = governance.exceptions().stream()
                .filter(exception -> exception.source().equals(state.id()))
                .toList();
        var inForce = new HashSet<String>();
        exceptions.stream()
                .filter(exception -> exception.holdsOn(day)
                        && exception.owner().filter(owners::active).isPresent())
                .forEach(exception -> inForce.add(exception.id()));
        List<ResolvedMapping> mappings = governance.mappings().stream()
                .filter(mapping -> mapping.app().equals(state.id()))
                .map(mapping -> resolve(mapping, state, idp))
                .toList();
        return new AppState(
                state,
                idp,
                correlation,
                mappings,
                applications,
                logs.of(state, idp, applications, mappings),
                governance.accounts().stream()
                        .filter(entry -> entry.source().equals(state.id()))
                        .toList(),
                exceptions,
                inForce,
                owners);
    }

    private static ResolvedMapping resolve(Mapping mapping, SourceState app, Optional<IdpState> idp) {
        Optional<String> idpGroup =
                idp.flatMap(known -> known.state().references().resolve(mapping.idpGroup()));
        Optional<String> appGroup = mapping.access().kind() == Access.Kind.GROUP
                ? app.references().resolve(mapping.access().name())
                : Optional.empty();
        GroupMembers members = idpGroup.map(group ->
                        GroupMembers.of(mapping, group, idp.orElseThrow().state()))
                .orElse(GroupMembers.NONE);
        return new ResolvedMapping(mapping, idpGroup, appGroup, members);
    }

    /// Since when each group has a cadence, by the version of governance that first gave it one.
    public Map<Landscape.GroupName, LocalDate> documented(Instant asOf) {
        var documented = new HashMap<Landscape.GroupName, LocalDate>();
        for (GovernanceVersion version : new GovernanceStore(tx).all()) {
            if (version.number() > 1 && version.effective().isAfter(asOf)) {
                continue;
            }
            LocalDate day = version.effective().atZone(ZoneOffset.UTC).toLocalDate();
            GovernanceJson.typed(version.body()).groups().stream()
                    .filter(entry -> entry.cadence().isPresent())
                    .forEach(entry -> documented.merge(
                            new Landscape.GroupName(entry.source(), entry.group()),
                            day,
                            (known, other) -> known.isBefore(other) ? known : other));
        }
        return documented;
    }

    /// When each reference to a group was first made, by source: pinning starts there. What the first
    /// version says holds from the beginning and is left out.
    Map<String, Map<String, Instant>> introduced(Instant asOf) {
        var introduced = new HashMap<String, Map<String, Instant>>();
        for (GovernanceVersion version : new GovernanceStore(tx).all()) {
            Instant from = version.number() == 1 ? Instant.MIN : version.effective();
            if (from.isAfter(asOf)) {
                continue;
            }
            references(GovernanceJson.typed(version.body()))
                    .forEach((source, names) -> names.forEach(name -> introduced
                            .computeIfAbsent(source, _ -> new HashMap<>())
                            .putIfAbsent(name, from)));
        }
        return introduced;
    }

    private static Map<String, Set<String>> references(Governance governance) {
        var names = new HashMap<String, Set<String>>();
        governance.groups().forEach(group -> add(names, group.source(), group.group()));
        for (Mapping mapping : governance.mappings()) {
            governance
                    .source(mapping.app())
                    .flatMap(Source::authoritativeIdp)
                    .ifPresent(idp -> add(names, idp, mapping.idpGroup()));
            if (mapping.access().kind() == Access.Kind.GROUP) {
                add(names, mapping.app(), mapping.access().name());
            }
        }
        governance
                .sources()
                .forEach(source -> source.privileged().groups().forEach(name -> add(names, source.id(), name)));
        governance.sources().stream()
                .filter(source -> source.kind() == Source.Kind.IDP)
                .forEach(idp -> governance.separations().forEach(rule -> rule.groups()
                        .forEach(name -> add(names, idp.id(), name))));
        governance.exceptions().forEach(exception -> exception
                .access()
                .filter(access -> access.kind() == Access.Kind.GROUP)
                .ifPresent(access -> add(names, exception.source(), access.name())));
        return names;
    }

    private static void add(Map<String, Set<String>> names, String source, String name) {
        names.computeIfAbsent(source, _ -> new HashSet<>()).add(name);
    }
}
