package org.countersign.snapshot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: removes the snapshots that neither a rule nor anything in the workspace keeps (ADR 0016). All or nothing;
/// the ledger stays whole and tells what went.
public final class PruneSnapshots {
    private final Workspace workspace;
    private final Ledger ledger;
    private final List<Hold> holds;

    /// @param holds of the packages that rest on snapshots
    public PruneSnapshots(Workspace workspace, Ledger ledger, List<Hold> holds) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.holds = List.copyOf(holds);
    }

    /// What stays and what goes.
    ///
    /// @param kept with the reasons
    /// @param removed by source and time
    public record Plan(Map<Snapshot, List<String>> kept, List<Snapshot> removed) {
        /// Copies both.
        public Plan {
            kept = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(kept));
            removed = List.copyOf(removed);
        }
    }

    /// What would stay and go. Nothing is changed.
    ///
    /// @param sources empty = all
    public Plan plan(Retention retention, Set<String> sources) throws RefusedException {
        return workspace.read(tx -> plan(tx, retention, sources));
    }

    /// Removes what goes. The file keeps its size until [Workspace#shrink()].
    ///
    /// @param sources empty = all
    public Plan run(Actor actor, Retention retention, Set<String> sources, Progress progress) throws RefusedException {
        return workspace.erase(tx -> {
            Plan plan = plan(tx, retention, sources);
            var bySource = new LinkedHashMap<String, List<Snapshot>>();
            plan.removed().forEach(one -> bySource.computeIfAbsent(one.source(), _ -> new ArrayList<>())
                    .add(one));
            bySource.forEach((source, removed) -> {
                new PruneStore(tx, source, progress).remove(removed);
                ledger.append(tx, actor, "snapshot.pruned", event(source, removed));
            });
            return plan;
        });
    }

    private static ObjectNode event(String source, List<Snapshot> removed) {
        ObjectNode data = CanonicalJson.object().put("source", source);
        var array = data.putArray("removed");
        removed.forEach(one -> array.addObject()
                .put("number", one.number())
                .put("takenAt", Formats.instant(one.takenAt()))
                .put("sha256", one.sha256()));
        return data;
    }

    private Plan plan(Transaction tx, Retention retention, Set<String> sources) throws RefusedException {
        var store = new SnapshotStore(tx);
        for (String source : sources) {
            store.get(source, Optional.empty());
        }
        List<Snapshot> all = store.all();
        var kept = new LinkedHashMap<Snapshot, List<String>>();
        for (String source :
                new LinkedHashSet<>(all.stream().map(Snapshot::source).toList())) {
            List<Snapshot> taken = all.stream()
                    .filter(one -> one.source().equals(source))
                    .toList()
                    .reversed();
            if (sources.isEmpty() || sources.contains(source)) {
                kept.putAll(retention.kept(taken));
                keep(kept, taken.getFirst(), "newest");
                keep(kept, taken, PruneStore.base(tx, source), "imported last");
                keep(kept, taken, PruneStore.columns(tx, source), "names the columns of tables");
            } else {
                taken.forEach(one -> keep(kept, one, "another source"));
            }
        }
        hold(tx, all, kept);
        var ordered = new LinkedHashMap<Snapshot, List<String>>();
        all.stream().filter(kept::containsKey).forEach(one -> ordered.put(one, kept.get(one)));
        return new Plan(
                ordered, all.stream().filter(one -> !kept.containsKey(one)).toList());
    }

    private void hold(Transaction tx, List<Snapshot> all, Map<Snapshot, List<String>> kept) {
        int before;
        do {
            before = kept.size();
            for (Hold hold : holds) {
                hold.held(tx, all, Set.copyOf(kept.keySet())).forEach((one, reason) -> keep(kept, one, reason));
            }
        } while (kept.size() > before);
    }

    private static void keep(
            Map<Snapshot, List<String>> kept, List<Snapshot> taken, Optional<Long> number, String reason) {
        taken.stream()
                .filter(one -> number.filter(wanted -> wanted == one.number()).isPresent())
                .forEach(one -> keep(kept, one, reason));
    }

    private static void keep(Map<Snapshot, List<String>> kept, Snapshot one, String reason) {
        List<String> reasons = kept.computeIfAbsent(one, _ -> new ArrayList<>());
        if (!reasons.contains(reason)) {
            reasons.add(reason);
        }
    }
}
