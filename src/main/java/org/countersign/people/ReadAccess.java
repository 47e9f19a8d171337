package org.countersign.people;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.countersign.drift.GroupReferences;
import org.countersign.drift.ResolveGroups;
import org.countersign.governance.Access;
import org.countersign.governance.Governance;
import org.countersign.governance.Mapping;
import org.countersign.governance.Source;
import org.countersign.people.Person.AccessHeld;
import org.countersign.people.Person.Held;
import org.countersign.people.Person.Why;
import org.countersign.scim.Grant;
import org.countersign.scim.UserResource;
import org.countersign.snapshot.ResourceStore;
import org.countersign.snapshot.ResourceStore.InGroup;
import org.countersign.text.Formats;
import org.countersign.workspace.Transaction;

/// What accounts hold, and why: the mapping that grants it and the way through the IdP's groups, or nobody at the IdP.
final class ReadAccess {
    private final Governance governance;
    private final LocalDate day;
    private final ResolveGroups resolve;
    private final Function<Source, ResourceStore> at;
    private final Map<String, GroupReferences> references = new HashMap<>();
    private final Map<String, List<InGroup>> groups = new HashMap<>();

    ReadAccess(Transaction tx, Instant asOf, Governance governance, Function<Source, ResourceStore> at) {
        this.governance = governance;
        this.day = asOf.atZone(ZoneOffset.UTC).toLocalDate();
        this.resolve = new ResolveGroups(tx, asOf);
        this.at = at;
    }

    /// What an account holds: groups, roles, entitlements, each in the order of names.
    ///
    /// @param identity that stands behind it; absent where none does, or it is gone
    List<AccessHeld> of(Held held, Optional<UserResource> identity) {
        Source source = held.source();
        UserResource account = held.account();
        boolean own = source.kind() == Source.Kind.IDP;
        var all = new ArrayList<AccessHeld>();
        for (InGroup group : groupsOf(source, account)) {
            all.add(new AccessHeld(
                    source,
                    account.id(),
                    Access.Kind.GROUP,
                    group.id(),
                    group.label(),
                    group.way(),
                    own
                            ? new Why.Member()
                            : why(
                                    source,
                                    held,
                                    identity,
                                    access -> access.kind() == Access.Kind.GROUP
                                            && references(source)
                                                    .resolve(access.name())
                                                    .equals(Optional.of(group.id()))),
                    Optional.of(group.since()),
                    privilegedGroup(source, group.id())));
        }
        for (Access.Kind kind : List.of(Access.Kind.ROLE, Access.Kind.ENTITLEMENT)) {
            boolean role = kind == Access.Kind.ROLE;
            for (Grant grant : role ? account.roles() : account.entitlements()) {
                all.add(new AccessHeld(
                        source,
                        account.id(),
                        kind,
                        grant.value(),
                        grant.label(),
                        List.of(),
                        own
                                ? new Why.Member()
                                : why(
                                        source,
                                        held,
                                        identity,
                                        access -> access.kind() == kind && grant.is(access.name())),
                        at.apply(source).since(account.id(), grant, role),
                        privileged(source, grant, role)));
            }
        }
        return all;
    }

    /// With the names of what makes it privileged.
    Held privileged(Held held) {
        Source source = held.source();
        List<String> names = Stream.of(
                        held.account().roles().stream()
                                .filter(grant -> privileged(source, grant, true))
                                .map(Grant::label),
                        held.account().entitlements().stream()
                                .filter(grant -> privileged(source, grant, false))
                                .map(Grant::label),
                        groupsOf(source, held.account()).stream()
                                .filter(group -> privilegedGroup(source, group.id()))
                                .map(InGroup::label))
                .flatMap(all -> all)
                .distinct()
                .toList();
        return new Held(source, held.account(), held.link(), held.linkedSince(), names);
    }

    private List<InGroup> groupsOf(Source source, UserResource account) {
        return groups.computeIfAbsent(
                source.id() + "/" + account.id(), _ -> at.apply(source).groupsOf(account));
    }

    private static boolean privileged(Source source, Grant grant, boolean role) {
        return (role ? source.privileged().roles() : source.privileged().entitlements())
                .stream().anyMatch(grant::is);
    }

    private boolean privilegedGroup(Source source, String group) {
        return source.privileged().groups().stream()
                .anyMatch(name -> references(source).resolve(name).equals(Optional.of(group)));
    }

    private Why why(
            Source app, Held held, Optional<UserResource> identity, java.util.function.Predicate<Access> means) {
        Optional<Source> idp = app.authoritativeIdp().flatMap(governance::source);
        Optional<String> exception = governance.exceptions().stream()
                .filter(one -> one.source().equals(app.id())
                        && one.holdsOn(day)
                        && (one.account().equals(held.account().id())
                                || held.account()
                                        .userName()
                                        .filter(name -> Formats.folded(name).equals(Formats.folded(one.account())))
                                        .isPresent())
                        && one.access().filter(means).isPresent())
                .map(one -> one.id())
                .min(String::compareTo);
        if (idp.isPresent() && !tells(idp.get(), identity)) {
            return exception.<Why>map(Why.Allowed::new).orElseGet(Why.NotTold::new);
        }
        return idp.flatMap(known -> identity.flatMap(who -> governance.mappings().stream()
                        .filter(mapping -> mapping.app().equals(app.id()) && means.test(mapping.access()))
                        .flatMap(mapping -> granted(mapping, known, who).stream())
                        .findFirst()))
                .or(() -> exception.map(Why.Allowed::new))
                .orElseGet(Why.AddedInApp::new);
    }

    /// Whether the IdP says who is in its groups, or the identity says so itself.
    private boolean tells(Source idp, Optional<UserResource> identity) {
        return at.apply(idp)
                .current()
                .filter(one -> one.completeness().complete()
                        && (one.completeness().membersTold()
                                || one.groups() == 0
                                || identity.filter(who -> !who.groups().isEmpty())
                                        .isPresent()))
                .isPresent();
    }

    /// Whether the mapping grants it to this identity, as its nesting says, and through which groups.
    private Optional<Why> granted(Mapping mapping, Source idp, UserResource who) {
        return references(idp).resolve(mapping.idpGroup()).flatMap(group -> groupsOf(idp, who).stream()
                .filter(one -> one.id().equals(group)
                        && !(one.nested() && mapping.nesting().equals(Optional.of(Mapping.Nesting.DIRECT))))
                .map(one -> (Why) new Why.Mapped(mapping.id(), one.way()))
                .findFirst());
    }

    /// The names that mappings, exceptions and lists give to groups of a source.
    private GroupReferences references(Source source) {
        return references.computeIfAbsent(
                source.id(),
                id -> resolve.of(
                        id,
                        Stream.of(
                                        source.privileged().groups().stream(),
                                        governance.exceptions().stream()
                                                .filter(one -> one.source().equals(id))
                                                .flatMap(one -> one.access().stream())
                                                .filter(access -> access.kind() == Access.Kind.GROUP)
                                                .map(Access::name),
                                        governance.mappings().stream().flatMap(mapping -> named(mapping, source)))
                                .flatMap(names -> names)
                                .distinct()
                                .toList()));
    }

    private Stream<String> named(Mapping mapping, Source source) {
        if (mapping.app().equals(source.id())) {
            return mapping.access().kind() == Access.Kind.GROUP
                    ? Stream.of(mapping.access().name())
                    : Stream.empty();
        }
        boolean from = governance
                .source(mapping.app())
                .flatMap(Source::authoritativeIdp)
                .equals(Optional.of(source.id()));
        return from ? Stream.of(mapping.idpGroup()) : Stream.empty();
    }
}
