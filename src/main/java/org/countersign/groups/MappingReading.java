package org.countersign.groups;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.countersign.governance.Access;
import org.countersign.governance.Mapping;
import org.countersign.governance.Source;
import org.countersign.groups.MappingLine.Figures;
import org.countersign.identity.AccountStates;
import org.countersign.scim.Grant;
import org.countersign.snapshot.GroupStore;
import org.countersign.snapshot.StoredAccounts;
import org.countersign.text.Formats;

/// Reads mappings: what their names mean, whom they grant an access, and who has it.
final class MappingReading {
    private final GroupReading reading;

    MappingReading(GroupReading reading) {
        this.reading = reading;
    }

    /// One mapping; empty where its app is not known any more.
    Optional<MappingLine> line(Mapping mapping) {
        return reading.governance().source(mapping.app()).map(app -> line(mapping, app));
    }

    private MappingLine line(Mapping mapping, Source app) {
        Optional<Source> idp = reading.idp(app.id());
        Optional<String> from = idp.flatMap(one -> reading.resolve(one.id(), mapping.idpGroup()));
        Optional<String> to = mapping.access().kind() == Access.Kind.GROUP
                ? reading.resolve(app.id(), mapping.access().name())
                : Optional.empty();
        int nested = from.map(group -> reading.at(idp.orElseThrow().id())
                        .members(group)
                        .nestedGroups()
                        .size())
                .orElse(0);
        return new MappingLine(
                mapping,
                app,
                idp,
                from,
                to,
                from.map(group -> reading.label(idp.orElseThrow().id(), group)).orElse(mapping.idpGroup()),
                to.map(group -> reading.label(app.id(), group))
                        .orElse(mapping.access().name()),
                nested,
                privileged(app, mapping.access(), to),
                from.map(group -> figures(mapping, app, idp.orElseThrow(), group, to))
                        .orElse(Figures.UNKNOWN));
    }

    /// Whether an app's lists name what is granted.
    boolean privileged(Source app, Access access, Optional<String> group) {
        return switch (access.kind()) {
            case ROLE -> named(app.privileged().roles(), access.name());
            case ENTITLEMENT -> named(app.privileged().entitlements(), access.name());
            case GROUP ->
                group.filter(id -> app.privileged().groups().stream().anyMatch(name -> reading.resolve(app.id(), name)
                                .equals(Optional.of(id))))
                        .isPresent();
        };
    }

    private static boolean named(List<String> names, String name) {
        return names.stream().anyMatch(one -> Formats.folded(one).equals(Formats.folded(name)));
    }

    /// The active identities that a mapping grants its access, by number.
    BitSet granted(Mapping mapping, Source idp, String group) {
        GroupStore.Members members = reading.at(idp.id()).members(group);
        boolean direct = mapping.nesting().equals(Optional.of(Mapping.Nesting.DIRECT));
        var granted = new BitSet();
        for (int i = 0; i < members.size(); i++) {
            if (members.active(i) && (!direct || members.via()[i] == 0)) {
                granted.set(members.numbers()[i]);
            }
        }
        return granted;
    }

    /// Who has an access.
    ///
    /// @param identities behind active accounts that have it
    /// @param active identities with any active account in the app
    /// @param extra active accounts that have it and are granted it by no mapping
    record Having(BitSet identities, BitSet active, int[] extra) {}

    private Figures figures(Mapping mapping, Source app, Source idp, String group, Optional<String> to) {
        boolean told = reading.at(idp.id()).members(group).told();
        Optional<Having> found = told ? having(app, idp, mapping.access(), to) : Optional.empty();
        if (found.isEmpty()) {
            return Figures.UNKNOWN;
        }
        Having having = found.get();
        BitSet granted = granted(mapping, idp, group);
        BitSet there = (BitSet) having.identities().clone();
        there.and(granted);
        BitSet active = (BitSet) having.active().clone();
        active.and(granted);
        int expected = granted.cardinality();
        return new Figures(
                true,
                expected,
                there.cardinality(),
                active.cardinality() - there.cardinality(),
                expected - active.cardinality(),
                having.extra().length);
    }

    /// Of a mapping whose figures are known.
    Having having(MappingLine line) {
        return having(line.app(), line.idp().orElseThrow(), line.mapping().access(), line.appGroup())
                .orElseThrow();
    }

    private Optional<Having> having(Source app, Source idp, Access access, Optional<String> to) {
        return holders(app, access, to).map(holders -> {
            int[] behind = reading.identities(app.id(), idp.id());
            BitSet anyhow = grantedBy(app, idp, access, to, Optional.empty());
            var identities = new BitSet();
            var extra = IntStream.builder();
            for (int account : holders) {
                int identity = account < behind.length ? behind[account] : 0;
                identities.set(identity, identity != 0);
                if (identity == 0 || !anyhow.get(identity)) {
                    extra.add(account);
                }
            }
            var active = new BitSet();
            StoredAccounts accounts = reading.accounts(app.id());
            for (int account = 1; account < behind.length; account++) {
                if (behind[account] != 0 && accounts.isActive(account)) {
                    active.set(behind[account]);
                }
            }
            return new Having(identities, active, extra.build().toArray());
        });
    }

    /// Whom other mappings grant the same.
    BitSet grantedByOthers(MappingLine line) {
        return grantedBy(
                line.app(),
                line.idp().orElseThrow(),
                line.mapping().access(),
                line.appGroup(),
                Optional.of(line.mapping().id()));
    }

    /// Whom any mapping grants the same, but for one.
    private BitSet grantedBy(Source app, Source idp, Access access, Optional<String> to, Optional<String> but) {
        var all = new BitSet();
        for (Mapping mapping : reading.governance().mappings()) {
            if (mapping.app().equals(app.id())
                    && !but.equals(Optional.of(mapping.id()))
                    && same(app, mapping.access(), access, to)) {
                reading.resolve(idp.id(), mapping.idpGroup()).ifPresent(group -> all.or(members(mapping, idp, group)));
            }
        }
        return all;
    }

    /// As `app-side-membership` has it, somebody who is not active is still a member.
    private BitSet members(Mapping mapping, Source idp, String group) {
        GroupStore.Members members = reading.at(idp.id()).members(group);
        boolean direct = mapping.nesting().equals(Optional.of(Mapping.Nesting.DIRECT));
        var all = new BitSet();
        IntStream.of(direct ? members.directNumbers() : members.numbers()).forEach(all::set);
        return all;
    }

    /// Whether two name the same thing of an app.
    boolean same(Source app, Access one, Access other, Optional<String> group) {
        return one.kind() == other.kind()
                && (one.kind() == Access.Kind.GROUP
                        ? group.isPresent()
                                && reading.resolve(app.id(), one.name()).equals(group)
                        : Formats.folded(one.name()).equals(Formats.folded(other.name())));
    }

    /// Active accounts that hold an access themselves; absent where the app does not tell.
    private Optional<int[]> holders(Source app, Access access, Optional<String> group) {
        StoredAccounts accounts = reading.accounts(app.id());
        if (access.kind() == Access.Kind.GROUP) {
            return group.map(id -> reading.at(app.id()).members(id))
                    .filter(GroupStore.Members::told)
                    .map(members -> IntStream.of(members.directNumbers())
                            .filter(accounts::isActive)
                            .toArray());
        }
        var named = new AccountStates.NameSet(accounts.hasher(), List.of(access.name()));
        int[] maybe = accounts.active()
                .filter(number -> accounts.states().holdsAny(accounts.row(number), named))
                .toArray();
        accounts.expect(maybe);
        return Optional.of(IntStream.of(maybe)
                .filter(number -> (access.kind() == Access.Kind.ROLE
                                ? accounts.account(number).roles()
                                : accounts.account(number).entitlements())
                        .stream().anyMatch((Grant grant) -> grant.is(access.name())))
                .toArray());
    }
}
