package org.countersign.drift;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.countersign.identity.Correlation;
import org.countersign.identity.Link;
import org.countersign.identity.Suggestion;
import org.countersign.scim.UserResource;
import org.countersign.snapshot.Hold;
import org.countersign.snapshot.Snapshot;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.workspace.Transaction;

/// Keeps the snapshots that today's answers rest on: those whose former names or departed identities correlate an
/// account, or make it ambiguous, and those in which a name of a group was first resolved. It looks at the workspace as
/// it would be left, and keeps what makes a difference.
public final class HistoryHold implements Hold {
    private static final String NAMES = "former names and departed identities";
    private static final String GROUPS = "names of groups";

    private final Clock clock;

    /// Today by this clock.
    public HistoryHold(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Map<Snapshot, String> held(Transaction tx, List<Snapshot> all, Set<Snapshot> kept) {
        if (kept.containsAll(all)) {
            return Map.of();
        }
        Instant now = Stream.concat(Stream.of(clock.instant()), all.stream().map(Snapshot::takenAt))
                .max(Instant::compareTo)
                .orElseThrow();
        Landscape is = new ReadLandscape(tx).asOf(now);
        var reading = new ReadLandscape(tx, kept::contains);
        Landscape left = reading.asOf(now);
        var held = new LinkedHashMap<Snapshot, String>();
        involved(is, left).forEach((idp, identities) -> identities(tx, idp, now, identities)
                .forEach(one -> held.putIfAbsent(one, NAMES)));
        reading.introduced(now).forEach((source, names) -> {
            Optional<SourceState> before = is.source(source);
            Optional<SourceState> after = left.source(source);
            if (before.isPresent() && after.isPresent()) {
                names.forEach((name, from) -> {
                    if (!before.get()
                            .references()
                            .pin(name)
                            .equals(after.get().references().pin(name))) {
                        pins(tx, source, now, name, from).forEach(one -> held.putIfAbsent(one, GROUPS));
                    }
                });
            }
        });
        held.keySet().removeAll(kept);
        return held;
    }

    /// The identities of each IdP through which any answer would become another.
    private static Map<String, Set<String>> involved(Landscape is, Landscape left) {
        var involved = new HashMap<String, Set<String>>();
        for (AppState app : is.apps()) {
            Optional<IdpState> idp = app.idp();
            Optional<AppState> after = left.app(app.id());
            if (idp.isEmpty() || after.isEmpty()) {
                continue;
            }
            var ids = involved.computeIfAbsent(idp.get().state().id(), _ -> new HashSet<>());
            links(app.correlation(), after.get().correlation(), ids);
            suggestions(
                    app.correlation().suggestions(), after.get().correlation().suggestions(), ids);
            IdpState remaining = after.get().idp().orElseThrow();
            app.correlation().identities().stream()
                    .filter(id -> !idp.get().identity(id).equals(remaining.identity(id)))
                    .forEach(ids::add);
        }
        return involved;
    }

    private static void links(Correlation before, Correlation after, Set<String> identities) {
        Map<String, Link> was = before.links();
        Map<String, Link> is = after.links();
        Stream.concat(was.keySet().stream(), is.keySet().stream())
                .filter(account -> !Optional.ofNullable(was.get(account)).equals(Optional.ofNullable(is.get(account))))
                .flatMap(account ->
                        Stream.of(was, is).flatMap(links -> Optional.ofNullable(links.get(account)).stream()))
                .forEach(link -> identities.add(link.identityId()));
    }

    private static void suggestions(List<Suggestion> before, List<Suggestion> after, Set<String> identities) {
        var was = new HashSet<>(before);
        var is = new HashSet<>(after);
        Stream.concat(
                        before.stream().filter(one -> !is.contains(one)),
                        after.stream().filter(one -> !was.contains(one)))
                .forEach(one -> identities.addAll(one.identityIds()));
    }

    /// The newest snapshot that shows each state of these identities.
    private static Set<Snapshot> identities(Transaction tx, String idp, Instant now, Set<String> identities) {
        var needed = new HashSet<Snapshot>();
        if (identities.isEmpty()) {
            return needed;
        }
        var store = new SnapshotStore(tx);
        List<Snapshot> taken = store.before(idp, now);
        Map<String, UserResource> current = store.accounts(taken.getFirst());
        List<List<UserResource>> earlier = store.earlier(taken, current);
        var seen = new HashSet<UserResource>();
        for (int i = 0; i < earlier.size(); i++) {
            Collection<UserResource> states = earlier.get(i);
            for (UserResource state : states) {
                if (identities.contains(state.id()) && seen.add(state)) {
                    needed.add(taken.get(i + 1));
                }
            }
        }
        return needed;
    }

    /// Where the search for a name begins, and where it ends.
    private static Set<Snapshot> pins(Transaction tx, String source, Instant now, String name, Instant from) {
        var store = new SnapshotStore(tx);
        List<Snapshot> taken = store.before(source, now).reversed();
        int start = 0;
        while (start + 1 < taken.size() && !taken.get(start + 1).takenAt().isAfter(from)) {
            start++;
        }
        var needed = new HashSet<Snapshot>();
        needed.add(taken.get(start));
        for (Snapshot one : taken.subList(start, taken.size())) {
            var names = new GroupReferences.Names(one.takenAt(), store.groupNames(one));
            if (new GroupReferences(List.of(names), Map.of()).pin(name).isPresent()) {
                needed.add(one);
                break;
            }
        }
        return needed;
    }
}
