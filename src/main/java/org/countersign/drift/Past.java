package org.countersign.drift;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.countersign.governance.Governance;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.Source;
import org.countersign.identity.Correlation;
import org.countersign.identity.IdentityHistory;
import org.countersign.scim.UserResource;
import org.countersign.snapshot.AssignmentStore;
import org.countersign.snapshot.LinkStore;
import org.countersign.snapshot.Snapshot;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.workspace.Transaction;

/// What answers take from snapshots before the current ones: whom accounts are linked to, and which group a name was
/// first given to. Reads that and nothing else, so that it can be asked of the snapshots that would be left, too.
final class Past {
    private final Transaction tx;
    private final SnapshotStore snapshots;
    private final Instant asOf;
    private final Governance governance;
    private final Map<String, List<Snapshot>> taken = new HashMap<>();
    private final Map<Snapshot, Map<String, UserResource>> accounts = new HashMap<>();
    private final Map<String, Map<Snapshot, Map<String, String>>> names = new HashMap<>();

    /// As of `asOf`.
    Past(Transaction tx, Instant asOf) {
        this.tx = tx;
        this.snapshots = new SnapshotStore(tx);
        this.asOf = asOf;
        this.governance = new GovernanceStore(tx)
                .asOf(asOf)
                .map(version -> GovernanceJson.typed(version.body()))
                .orElse(Governance.EMPTY);
    }

    /// An app's accounts and the identities of its IdP.
    record Matched(Correlation correlation, Identities identities) {}

    /// The identities of an IdP.
    ///
    /// @param taken its snapshots, newest first
    /// @param states of the identities in each
    record Identities(
            Map<String, UserResource> current,
            List<Snapshot> taken,
            List<? extends Collection<UserResource>> states,
            IdentityHistory history) {
        Optional<UserResource> identity(String id) {
            return Optional.ofNullable(current.get(id)).or(() -> history.departed(id));
        }
    }

    /// The snapshots of a source, newest first.
    List<Snapshot> taken(String source) {
        return taken.computeIfAbsent(source, id -> snapshots.before(id, asOf));
    }

    /// Every app that has an IdP, by that; of some snapshots.
    Map<String, Map<String, Matched>> matched(Predicate<Snapshot> there) {
        var matched = new HashMap<String, Map<String, Matched>>();
        for (Source app : governance.sources()) {
            Optional<String> idp = app.authoritativeIdp().filter(id -> governance
                    .source(id)
                    .filter(known -> known.kind() == Source.Kind.IDP)
                    .isPresent());
            if (app.kind() == Source.Kind.APP && idp.isPresent()) {
                matched.computeIfAbsent(idp.get(), _ -> new HashMap<>());
            }
        }
        matched.forEach((idp, apps) -> {
            List<Snapshot> left = taken(idp).stream().filter(there).toList();
            Identities identities = identities(left);
            AssignedAccess assigned = new AssignedAccess(Map.of(), new AssignmentStore(tx).ofAccounts(left));
            for (Source app : governance.sources()) {
                if (app.kind() == Source.Kind.APP && app.authoritativeIdp().equals(Optional.of(idp))) {
                    apps.put(app.id(), matched(app, identities, assigned, there));
                }
            }
        });
        return matched;
    }

    private Identities identities(List<Snapshot> left) {
        Map<String, UserResource> current = current(left);
        var states = new ArrayList<Collection<UserResource>>();
        states.add(current.values());
        states.addAll(snapshots.earlier(left, current));
        return new Identities(current, left, states, new IdentityHistory(states));
    }

    private Matched matched(Source app, Identities identities, AssignedAccess assigned, Predicate<Snapshot> there) {
        Set<String> applications = AssignedAccess.applications(app, governance.mappings());
        return new Matched(
                new Correlation(
                        current(taken(app.id()).stream().filter(there).toList()).values(),
                        identities.history(),
                        assigned.appUsers(applications, identities.history()),
                        new LinkStore(tx).manual(app.id())),
                identities);
    }

    private Map<String, UserResource> current(List<Snapshot> left) {
        return left.stream()
                .findFirst()
                .map(newest -> accounts.computeIfAbsent(newest, snapshots::accounts))
                .orElse(Map.of());
    }

    /// Whether the governance of the day has a source.
    boolean has(String source) {
        return governance.source(source).isPresent();
    }

    /// What a snapshot's groups are called.
    GroupReferences.Names names(Snapshot snapshot) {
        Map<Snapshot, Map<String, String>> told =
                names.computeIfAbsent(snapshot.source(), source -> snapshots.groupNames(taken(source)));
        return new GroupReferences.Names(snapshot.takenAt(), told.getOrDefault(snapshot, Map.of()));
    }

    /// What names of groups mean at a source; of some snapshots.
    ///
    /// @param introduced when each was first given
    GroupReferences references(String source, Map<String, Instant> introduced, Predicate<Snapshot> there) {
        return new GroupReferences(
                taken(source).reversed().stream().filter(there).map(this::names).toList(), introduced);
    }
}
