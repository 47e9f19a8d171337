package org.countersign.groups;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.countersign.governance.Access;
import org.countersign.governance.ChangeGovernance;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.Mapping;
import org.countersign.governance.Source;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.snapshot.GrantNameStore;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: a person states which IdP group gives which access in an app, changes that, or ends it. What they name
/// must be
/// there: a slip would be a mapping that grants nothing.
public final class SetMapping {
    private static final int LONGEST_ID = 40;

    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;

    /// Appends to this ledger.
    public SetMapping(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// What is stated.
    ///
    /// @param id absent = one is made of the names
    /// @param idpGroup id, or name where it is unique, at the app's authoritative IdP
    /// @param access of a group its id, or its name where that is unique
    public record Request(
            Optional<String> id, String idpGroup, String app, Access access, Optional<Mapping.Nesting> nesting) {}

    /// States another one.
    ///
    /// @throws RefusedException where something of it is not there, or is stated already
    public Mapping add(Actor actor, Request request) throws RefusedException {
        return workspace.write(tx -> {
            var reading = new GroupReading(tx, clock);
            String id = request.id()
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .orElse("");
            if (!id.isEmpty() && ReadMappings.known(reading, id).isPresent()) {
                throw new RefusedException(Formats.visible(id), "There is a mapping of this id.", "Change that one.");
            }
            Mapping made = made(reading, request, id);
            keep(tx, actor, reading.asOf(), made);
            tell(tx, actor, "mapping.added", made, Optional.empty());
            return made;
        });
    }

    /// States one otherwise; its app and its id stay.
    public Mapping change(Actor actor, String id, String idpGroup, Access access, Optional<Mapping.Nesting> nesting)
            throws RefusedException {
        return workspace.write(tx -> {
            var reading = new GroupReading(tx, clock);
            Mapping before = known(reading, id);
            Mapping after = asWritten(
                    reading,
                    before,
                    made(reading, new Request(Optional.of(id), idpGroup, before.app(), access, nesting), id));
            if (after.equals(before)) {
                throw new RefusedException(Formats.visible(id), "Nothing of it would change.", "");
            }
            keep(tx, actor, reading.asOf(), after);
            tell(tx, actor, "mapping.changed", after, Optional.of(before));
            return after;
        });
    }

    /// Ends it: what it granted is nobody's word any more. The versions of governance before keep it.
    public void end(Actor actor, String id) throws RefusedException {
        workspace.write(tx -> {
            var reading = new GroupReading(tx, clock);
            Mapping before = known(reading, id);
            new ChangeGovernance(ledger)
                    .change(tx, actor, reading.asOf(), Map.of(), Map.of("mappings", List.of(before.id())));
            tell(tx, actor, "mapping.ended", before, Optional.empty());
            return true;
        });
    }

    private static Mapping known(GroupReading reading, String id) throws RefusedException {
        return ReadMappings.known(reading, id)
                .orElseThrow(() -> new RefusedException(
                        Formats.visible(id),
                        "There is no mapping of this id.",
                        "See: countersign mapping list",
                        "They are listed with the groups, under Mappings."));
    }

    /// A reference that means the same as before stays as it is written.
    private static Mapping asWritten(GroupReading reading, Mapping before, Mapping after) {
        boolean sameGroup = reading.idp(before.app())
                .filter(idp -> reading.resolve(idp.id(), before.idpGroup()).equals(Optional.of(after.idpGroup())))
                .isPresent();
        boolean sameAccess = before.access().kind() == Access.Kind.GROUP
                && after.access().kind() == Access.Kind.GROUP
                && reading.resolve(before.app(), before.access().name())
                        .equals(Optional.of(after.access().name()));
        return new Mapping(
                after.id(),
                sameGroup ? before.idpGroup() : after.idpGroup(),
                after.app(),
                sameAccess ? before.access() : after.access(),
                after.nesting());
    }

    private static Mapping made(GroupReading reading, Request request, String id) throws RefusedException {
        Source app = reading.governance()
                .source(request.app())
                .filter(source -> source.kind() == Source.Kind.APP)
                .orElseThrow(() -> new RefusedException(
                        Formats.visible(request.app()), "There is no app of this id.", "A mapping leads into an app."));
        Source idp = reading.idp(app.id())
                .orElseThrow(() -> new RefusedException(
                        app.id(), "The app names no identity provider.", "Name it as authoritativeIdp of the source."));
        String group = reading.named(idp.id(), request.idpGroup().strip())
                .or(() -> reading.resolve(idp.id(), request.idpGroup().strip()))
                .orElseThrow(() -> new RefusedException(
                        Formats.visible(request.idpGroup()),
                        idp.name() + " has no group of this id, and not just one of this name.",
                        ""));
        Access access = access(reading, app, request.access());
        for (Mapping other : reading.governance().mappings()) {
            if (!other.id().equals(id)
                    && other.app().equals(app.id())
                    && reading.resolve(idp.id(), other.idpGroup()).equals(Optional.of(group))
                    && new MappingReading(reading)
                            .same(
                                    app,
                                    other.access(),
                                    access,
                                    Optional.of(access.name()).filter(_ -> access.kind() == Access.Kind.GROUP))) {
                throw new RefusedException(
                        Formats.visible(other.id()), "This mapping states the same already.", "Change that one.");
            }
        }
        String known = id.isEmpty() ? free(reading, reading.label(idp.id(), group) + "-" + app.id()) : id;
        return new Mapping(known, group, app.id(), access, request.nesting());
    }

    private static Access access(GroupReading reading, Source app, Access wanted) throws RefusedException {
        String name = wanted.name().strip();
        if (wanted.kind() == Access.Kind.GROUP) {
            String group = reading.named(app.id(), name)
                    .or(() -> reading.resolve(app.id(), name))
                    .orElseThrow(() -> new RefusedException(
                            Formats.visible(name),
                            app.name() + " has no group of this id, and not just one of this name.",
                            ""));
            return new Access(Access.Kind.GROUP, group);
        }
        List<String> there = reading.at(app.id())
                .current()
                .map(snapshot -> new GrantNameStore(reading.tx()).of(snapshot, wanted.kind() == Access.Kind.ROLE))
                .orElse(List.of());
        if (there.stream().noneMatch(one -> Formats.folded(one).equals(Formats.folded(name)))) {
            throw new RefusedException(
                    Formats.visible(name),
                    "Nobody in " + app.name() + " holds "
                            + (wanted.kind() == Access.Kind.ROLE ? "a role" : "an entitlement") + " of this name.",
                    "Name one as the app writes it.");
        }
        return new Access(wanted.kind(), name);
    }

    /// An id that says what it is of, and that no other mapping has.
    private static String free(GroupReading reading, String names) {
        String plain = Formats.plain(names).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String stem = plain.replaceAll("^-+|-+$", "");
        String base = stem.isEmpty() ? "mapping" : stem.substring(0, Math.min(LONGEST_ID, stem.length()));
        String id = base;
        for (int i = 2; ReadMappings.known(reading, id).isPresent(); i++) {
            id = base + "-" + i;
        }
        return id;
    }

    private void keep(Transaction tx, Actor actor, Instant now, Mapping mapping) {
        new ChangeGovernance(ledger)
                .put(tx, actor, now, Map.of("mappings", List.of(GovernanceJson.json(mapping))), List.of());
    }

    private void tell(Transaction tx, Actor actor, String event, Mapping mapping, Optional<Mapping> before) {
        ObjectNode data = CanonicalJson.object().put("mapping", mapping.id());
        before.ifPresent(was -> data.set("before", GovernanceJson.json(was)));
        data.set(event.equals("mapping.ended") ? "before" : "after", GovernanceJson.json(mapping));
        ledger.append(tx, actor, event, data);
    }
}
