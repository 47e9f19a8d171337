package org.countersign.snapshot;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: what an import would bring, by doing it and undoing it. Nothing is stored.
public final class PreviewSnapshot {
    private final Workspace workspace;
    private final ImportSnapshot importing;

    /// On the workspace that the import would write to.
    public PreviewSnapshot(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.importing = new ImportSnapshot(workspace, ledger, clock);
    }

    /// A file that cannot be used: where, why, and what to do.
    public record Refusal(String place, String reason, String remedy) {
        static Refusal of(RefusedException e) {
            return new Refusal(e.place(), e.reason(), e.remedy());
        }

        RefusedException exception() {
            return new RefusedException(place, reason, remedy);
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
                    throw ImportSnapshot.all(
                            refused.stream().map(Refusal::exception).toList());
                }
                if (shrinkage.isPresent() && !request.acceptShrunken()) {
                    throw ImportSnapshot.shrunken(snapshot, shrinkage.get());
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

    /// Looks at what the import would have stored, while it is there.
    public interface Look {
        /// Reads in the import's own transaction, which is undone afterwards.
        void at(Transaction tx, Outcome.Usable usable);
    }

    /// Reads and compares.
    public Outcome run(Actor actor, String source, List<Path> paths, Progress progress) {
        var refused = new ArrayList<RefusedException>();
        var request = new ImportSnapshot.Request(source, paths, Optional.empty(), true, true);
        try {
            return rehearse(actor, request, refused, progress, (_, _) -> {});
        } catch (RefusedException e) {
            return new Outcome.Refused(refused.isEmpty() ? List.of(Refusal.of(e)) : refusals(refused));
        }
    }

    /// As an import of this request. What the request does not put up with is told as well, and refuses nothing here:
    /// see [Outcome.Usable#check(ImportSnapshot.Request)].
    ///
    /// @throws RefusedException where there is no file that can be used, as the import would
    public Outcome run(Actor actor, ImportSnapshot.Request request, Progress progress, Look look)
            throws RefusedException {
        request.columns().check();
        return rehearse(actor, request.acceptingAll(), new ArrayList<>(), progress, look);
    }

    private Outcome rehearse(
            Actor actor, ImportSnapshot.Request request, List<RefusedException> refused, Progress progress, Look look)
            throws RefusedException {
        Inputs inputs = Inputs.of(request.paths());
        return workspace.rehearse(tx -> {
            List<Snapshot> known = new SnapshotStore(tx).before(request.source(), java.time.Instant.MAX);
            return switch (importing.within(tx, actor, request, inputs, refused, progress)) {
                case ImportSnapshot.Outcome.Known(Snapshot snapshot) -> new Outcome.Known(snapshot);
                case ImportSnapshot.Outcome.Imported(Snapshot snapshot) -> {
                    Outcome.Usable usable = readable(tx, snapshot, known, refused);
                    look.at(tx, usable);
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
