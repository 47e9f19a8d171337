package org.countersign.snapshot;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.ledger.Ledger;
import org.countersign.text.Strings;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: what an import would bring, by doing it where nothing of it stays (ADR 18). Nobody waits for it.
public final class PreviewSnapshot {
    private final Workspace workspace;
    private final ImportSnapshot importing;

    /// On the workspace that the import would write to.
    public PreviewSnapshot(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.importing = new ImportSnapshot(workspace, ledger, clock);
    }

    /// A file that cannot be used: where, why, and what to do at a window.
    ///
    /// @param refusal as the import says it
    public record Refusal(String place, String reason, String remedy, RefusedException refusal) {
        /// With one remedy for all.
        public Refusal(String place, String reason, String remedy) {
            this(place, reason, remedy, new RefusedException(place, reason, remedy));
        }

        static Refusal of(RefusedException e) {
            return new Refusal(e.place(), e.reason(), e.remedyOnScreen(), e);
        }
    }

    /// What the import would come to.
    public sealed interface Outcome {
        /// A snapshot.
        ///
        /// @param snapshot as it would be stored
        /// @param before the one that it would follow
        /// @param difference to that one
        /// @param refused files that would be left out
        /// @param shrinkage where more than a fifth is missing
        record Usable(
                Snapshot snapshot,
                Optional<Snapshot> before,
                Optional<Difference> difference,
                List<Refusal> refused,
                Optional<Shrinkage> shrinkage)
                implements Outcome {
            /// Copies the list.
            public Usable {
                refused = List.copyOf(refused);
            }

            /// Refuses what the import of this request would refuse, in its words.
            public void check(ImportSnapshot.Request request) throws RefusedException {
                if (!refused.isEmpty() && !request.acceptIncomplete()) {
                    throw ImportRefusals.all(
                            refused.stream().map(Refusal::refusal).toList());
                }
                if (shrinkage.isPresent() && !request.acceptShrunken()) {
                    throw ImportRefusals.shrunken(snapshot, shrinkage.get());
                }
            }
        }

        /// Nothing: the same bytes are there, with no older taken-at.
        record Known(Snapshot snapshot) implements Outcome {}

        /// Nothing: there is no file that can be used.
        record Refused(List<Refusal> refused) implements Outcome {
            /// Copies the list.
            public Refused {
                refused = List.copyOf(refused);
            }
        }
    }

    /// Looks at the rehearsed state once an import has been rehearsed in it.
    public interface Onlooker {
        /// Nobody looks.
        Onlooker NONE = (_, _, _) -> {};

        /// Called where there is a new snapshot, as the last thing.
        ///
        /// @param before goes back to the state without it
        void see(Transaction tx, Outcome.Usable usable, Transaction.Mark before);
    }

    /// Reads and compares. What the request puts up with does not matter: everything is shown.
    public Outcome run(ImportSnapshot.Request request, Progress progress, Onlooker onlooker) {
        var refused = new ArrayList<RefusedException>();
        try {
            return rehearse(request, refused, progress, onlooker);
        } catch (RefusedException e) {
            return new Outcome.Refused(refused.isEmpty() ? List.of(Refusal.of(e)) : refusals(refused));
        }
    }

    /// The same, but for files of which none can be used: they are refused as the import would. What the request does
    /// not put up with refuses nothing here: see [Outcome.Usable#check(ImportSnapshot.Request)].
    public Outcome strictly(ImportSnapshot.Request request, Progress progress, Onlooker onlooker)
            throws RefusedException {
        return rehearse(request, new ArrayList<>(), progress, onlooker);
    }

    private Outcome rehearse(
            ImportSnapshot.Request request, List<RefusedException> refused, Progress progress, Onlooker onlooker)
            throws RefusedException {
        request.columns().check();
        Inputs inputs = Inputs.of(request.paths());
        return workspace.rehearse(progress::stopped, tx -> {
            progress.report(Strings.step("preview.prepare"), 0, inputs.bytes());
            RehearsalStore.prepare(tx);
            Transaction.Mark before = tx.mark();
            List<Snapshot> known = new SnapshotStore(tx).before(request.source(), Instant.MAX);
            return switch (importing.within(tx, request.acceptingAll(), inputs, refused, progress)) {
                case ImportSnapshot.Outcome.Known(Snapshot snapshot) -> new Outcome.Known(snapshot);
                case ImportSnapshot.Outcome.Imported(Snapshot snapshot) -> {
                    progress.report(Strings.step("preview.compare"), inputs.bytes(), inputs.bytes());
                    Outcome.Usable usable = readable(tx, snapshot, known, refused);
                    onlooker.see(tx, usable, before);
                    yield usable;
                }
            };
        });
    }

    private static Outcome.Usable readable(
            Transaction tx, Snapshot snapshot, List<Snapshot> known, List<RefusedException> refused) {
        Optional<Snapshot> before = known.stream()
                .filter(one -> !one.takenAt().isAfter(snapshot.takenAt()))
                .findFirst();
        return new Outcome.Usable(
                snapshot,
                before,
                before.map(one -> new DifferenceStore(tx).between(one, snapshot)),
                refusals(refused),
                before.flatMap(one -> Shrinkage.between(one, snapshot)));
    }

    private static List<Refusal> refusals(List<RefusedException> refused) {
        return refused.stream().map(Refusal::of).toList();
    }
}
