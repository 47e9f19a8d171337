package org.countersign.drift;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.snapshot.Completeness;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.snapshot.PreviewSnapshot;
import org.countersign.snapshot.Snapshot;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.text.Strings;
import org.countersign.work.Progress;
import org.countersign.workspace.Transaction;

/// Use case: what an import would bring, and which rules could no longer be answered after it, or could again.
public final class ForeseeImport {
    private final PreviewSnapshot preview;
    private final CheckDrift drift;
    private final Clock clock;

    /// Rehearses by `preview` and evaluates by `drift`.
    public ForeseeImport(PreviewSnapshot preview, CheckDrift drift, Clock clock) {
        this.preview = preview;
        this.drift = drift;
        this.clock = clock;
    }

    /// What is foreseen.
    ///
    /// @param lost what could no longer be answered
    /// @param regained what could not be answered until now
    public record Foreseen(PreviewSnapshot.Outcome outcome, List<NotEvaluable> lost, List<NotEvaluable> regained) {
        /// Copies the lists.
        public Foreseen {
            lost = List.copyOf(lost);
            regained = List.copyOf(regained);
        }
    }

    /// Rehearses the import. Nothing is stored.
    public Foreseen run(ImportSnapshot.Request request, Progress progress) {
        var lost = new ArrayList<NotEvaluable>();
        var regained = new ArrayList<NotEvaluable>();
        PreviewSnapshot.Outcome outcome = preview.run(request, progress, (tx, usable, before) -> {
            Snapshot snapshot = usable.snapshot();
            Instant asOf = asOf(tx, snapshot);
            List<Snapshot> taken = new SnapshotStore(tx).before(request.source(), asOf);
            if (taken.stream().findFirst().filter(snapshot::equals).isPresent()
                    && changes(snapshot, taken.stream().skip(1).findFirst())) {
                progress.report(Strings.step("preview.rules"), 0, 0);
                List<NotEvaluable> after = drift.evaluate(tx, asOf).notEvaluable();
                before.back();
                List<NotEvaluable> until = drift.evaluate(tx, asOf).notEvaluable();
                lost.addAll(without(after, until));
                regained.addAll(without(until, after));
            }
        });
        return new Foreseen(outcome, lost, regained);
    }

    private Instant asOf(Transaction tx, Snapshot snapshot) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new FindingStore(tx).sampleAsOf().orElse(snapshot.takenAt().isAfter(now) ? snapshot.takenAt() : now);
    }

    /// Whether rules may come to another answer about what can be answered: that rests on what the snapshot tells, and,
    /// where it does not tell members, on the groups that are named. An export like yesterday's costs no
    /// evaluation.
    private static boolean changes(Snapshot now, Optional<Snapshot> before) {
        return !now.completeness().membersTold()
                || before.filter(one -> tells(one).equals(tells(now))).isEmpty();
    }

    private static List<Boolean> tells(Snapshot snapshot) {
        Completeness told = snapshot.completeness();
        return List.of(told.complete(), told.activeTold(), told.membersTold(), snapshot.groups() == 0);
    }

    private static List<NotEvaluable> without(List<NotEvaluable> all, List<NotEvaluable> others) {
        return all.stream()
                .filter(one -> others.stream()
                        .noneMatch(other -> other.rule().equals(one.rule())
                                && other.source().equals(one.source())))
                .toList();
    }
}
