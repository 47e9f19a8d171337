package org.countersign.drift;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.countersign.drift.Past.Identities;
import org.countersign.drift.Past.Matched;
import org.countersign.identity.Correlation;
import org.countersign.identity.Link;
import org.countersign.identity.Suggestion;
import org.countersign.scim.UserResource;
import org.countersign.snapshot.Hold;
import org.countersign.snapshot.Snapshot;
import org.countersign.workspace.Transaction;

/// Keeps the snapshots that today's answers rest on: those whose former names or departed identities correlate an
/// account, or make it ambiguous, those in which a name of a group was first resolved, and the one before, where a
/// group was called otherwise. It looks at the workspace as it would be left, and keeps what makes a difference.
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
        var past = new Past(tx, now);
        var held = new LinkedHashMap<Snapshot, String>();
        Map<String, Map<String, Matched>> left = past.matched(kept::contains);
        past.matched(_ -> true).forEach((idp, apps) -> involved(apps, left.getOrDefault(idp, Map.of()))
                .forEach(one -> held.putIfAbsent(one, NAMES)));
        new ReadLandscape(tx).introduced(now).forEach((source, names) -> {
            if (past.has(source)) {
                GroupReferences before = past.references(source, names, _ -> true);
                GroupReferences after = past.references(source, names, kept::contains);
                names.keySet().stream()
                        .flatMap(name -> before.resolve(name).stream())
                        .filter(id -> !before.nameBefore(id).equals(after.nameBefore(id)))
                        .forEach(_ -> held.putIfAbsent(past.taken(source).get(1), GROUPS));
                names.forEach((name, from) -> {
                    if (!before.pin(name).equals(after.pin(name))) {
                        pins(past, source, name, from).forEach(one -> held.putIfAbsent(one, GROUPS));
                    }
                });
            }
        });
        held.keySet().removeAll(kept);
        return held;
    }

    /// The snapshots of one IdP through whose identities any answer would become another.
    private static Set<Snapshot> involved(Map<String, Matched> apps, Map<String, Matched> left) {
        var ids = new HashSet<String>();
        apps.forEach((app, is) -> {
            Matched after = Objects.requireNonNull(left.get(app));
            links(is.correlation(), after.correlation(), ids);
            suggestions(is.correlation().suggestions(), after.correlation().suggestions(), ids);
            is.correlation().identities().stream()
                    .filter(id -> !is.identities()
                            .identity(id)
                            .equals(after.identities().identity(id)))
                    .forEach(ids::add);
        });
        return apps.values().stream()
                .findFirst()
                .map(any -> showing(any.identities(), ids))
                .orElse(Set.of());
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
    private static Set<Snapshot> showing(Identities all, Set<String> identities) {
        var needed = new HashSet<Snapshot>();
        var seen = new HashSet<UserResource>();
        for (int i = 1; i < all.states().size(); i++) {
            for (UserResource state : all.states().get(i)) {
                if (identities.contains(state.id()) && seen.add(state)) {
                    needed.add(all.taken().get(i));
                }
            }
        }
        return needed;
    }

    /// Where the search for a name begins, and where it ends.
    private static Set<Snapshot> pins(Past past, String source, String name, Instant from) {
        List<Snapshot> taken = past.taken(source).reversed();
        int start = 0;
        while (start + 1 < taken.size() && !taken.get(start + 1).takenAt().isAfter(from)) {
            start++;
        }
        var needed = new HashSet<Snapshot>();
        needed.add(taken.get(start));
        for (Snapshot one : taken.subList(start, taken.size())) {
            if (new GroupReferences(List.of(past.names(one)), Map.of())
                    .pin(name)
                    .isPresent()) {
                needed.add(one);
                break;
            }
        }
        return needed;
    }
}
