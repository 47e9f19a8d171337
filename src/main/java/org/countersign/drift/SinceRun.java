package org.countersign.drift;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.workspace.Workspace;

/// Use case: what the runs after an earlier one changed.
public final class SinceRun {
    private final Workspace workspace;
    private final Clock clock;

    /// On a clock that says which acknowledgements have ended.
    public SinceRun(Workspace workspace, Clock clock) {
        this.workspace = workspace;
        this.clock = clock;
    }

    /// What changed.
    ///
    /// @param run the earlier run; absent = everything is new
    /// @param fresh seen for the first time
    /// @param back resolved before, and here again
    /// @param reopened acknowledged or suppressed before, or not asked for
    /// @param suppressed allowed by an exception since
    /// @param resolved what does not hold any more
    /// @param notAsked whose rule is off or whose source is gone
    public record Changes(
            Optional<DriftRun> run,
            List<StoredFinding> fresh,
            List<StoredFinding> back,
            List<StoredFinding> reopened,
            List<StoredFinding> suppressed,
            List<StoredFinding> resolved,
            List<StoredFinding> notAsked) {
        /// Copies the lists.
        public Changes {
            fresh = List.copyOf(fresh);
            back = List.copyOf(back);
            reopened = List.copyOf(reopened);
            suppressed = List.copyOf(suppressed);
            resolved = List.copyOf(resolved);
            notAsked = List.copyOf(notAsked);
        }

        /// What `drift --since … --format json` adds.
        public ObjectNode json() {
            ObjectNode node = CanonicalJson.object();
            run.ifPresentOrElse(
                    known -> node.put("run", known.number()).put("at", Formats.instant(known.at())),
                    () -> node.putNull("run").putNull("at"));
            array(node, "new", fresh);
            array(node, "back", back);
            array(node, "reopened", reopened);
            array(node, "suppressed", suppressed);
            array(node, "resolved", resolved);
            array(node, "notAsked", notAsked);
            return node;
        }

        private static void array(ObjectNode node, String name, List<StoredFinding> findings) {
            var array = node.putArray(name);
            findings.forEach(one -> array.addObject()
                    .put("fingerprint", one.fingerprint())
                    .put("severity", one.severity().text())
                    .put("rule", one.rule())
                    .put("source", one.source())
                    .put("summary", one.summary()));
        }
    }

    /// Since a run that was stored before; absent = since ever.
    public Changes run(Optional<DriftRun> reference) {
        long run = reference.map(DriftRun::number).orElse(0L);
        var day = FindingStore.day(clock.instant());
        var changed = new ArrayList<StoredFinding>();
        Set<String> returned = workspace.read(tx -> {
            var store = new FindingStore(tx);
            changed.addAll(store.all());
            return store.returned(run);
        });
        changed.removeIf(one -> one.sinceRun() <= run || one.rule().isEmpty());
        Predicate<StoredFinding> fresh = one -> one.firstRun() > run;
        Predicate<StoredFinding> back = one -> returned.contains(one.fingerprint());
        Predicate<StoredFinding> waits = one -> one.status(day).waits();
        return new Changes(
                reference,
                chosen(changed, fresh.and(waits)),
                chosen(changed, fresh.negate().and(back).and(waits)),
                chosen(changed, fresh.negate().and(back.negate()).and(waits)),
                chosen(changed, one -> one.status() == Status.SUPPRESSED),
                chosen(changed, fresh.negate().and(one -> one.status() == Status.RESOLVED)),
                chosen(changed, fresh.negate().and(one -> one.status() == Status.NOT_ASKED)));
    }

    private static List<StoredFinding> chosen(List<StoredFinding> all, Predicate<StoredFinding> which) {
        return all.stream().filter(which).toList();
    }
}
