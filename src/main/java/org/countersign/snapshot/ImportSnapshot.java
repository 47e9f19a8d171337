package org.countersign.snapshot;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.governance.Governance;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.Source;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.scim.Columns;
import org.countersign.scim.Dialect;
import org.countersign.scim.Dialects;
import org.countersign.snapshot.Inputs.Input;
import org.countersign.snapshot.Snapshot.SourceFile;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: reads files and folders as one snapshot of one source, whole or not at all.
public final class ImportSnapshot {
    private static final Duration AHEAD = Duration.ofMinutes(5);
    /// A first guess of how many resources will come.
    private static final long BYTES_OF_A_RESOURCE = 1_000;

    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;
    private final Afterwards afterwards;

    /// Appends to this ledger.
    public ImportSnapshot(Workspace workspace, Ledger ledger, Clock clock) {
        this(workspace, ledger, clock, Afterwards.NOTHING);
    }

    /// The same.
    ///
    /// @param afterwards is done in the same transaction
    public ImportSnapshot(Workspace workspace, Ledger ledger, Clock clock, Afterwards afterwards) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
        this.afterwards = afterwards;
    }

    /// What follows an import.
    public interface Afterwards {
        /// Nothing does.
        Afterwards NOTHING = (_, _, _, _) -> {};

        /// Does it; what stops it stops the import.
        void run(Transaction tx, String source, Instant now, Progress progress);
    }

    /// What to import, and what to put up with.
    ///
    /// @param takenAt absent: the newest file's modification time, never later than now
    /// @param acceptIncomplete leaves unusable files out and marks the snapshot incomplete
    /// @param acceptShrunken takes a snapshot with more than a fifth fewer accounts or memberships than the
    /// one before
    /// @param columns of tables, where their header does not say enough; remembered for the source
    /// @param pull what fetched the files, where no person named them
    /// @param reason why a snapshot is taken that has so many fewer rows; kept in the ledger
    /// @param expected what a person looked at before, and means
    public record Request(
            String source,
            List<Path> paths,
            Optional<Instant> takenAt,
            boolean acceptIncomplete,
            boolean acceptShrunken,
            Columns columns,
            Optional<PullRecord> pull,
            Optional<String> reason,
            Optional<Expected> expected) {
        /// Copies the list.
        public Request {
            paths = List.copyOf(paths);
        }

        /// Without a reason, and whatever is in the files.
        public Request(
                String source,
                List<Path> paths,
                Optional<Instant> takenAt,
                boolean acceptIncomplete,
                boolean acceptShrunken,
                Columns columns,
                Optional<PullRecord> pull) {
            this(
                    source,
                    paths,
                    takenAt,
                    acceptIncomplete,
                    acceptShrunken,
                    columns,
                    pull,
                    Optional.empty(),
                    Optional.empty());
        }

        /// Of files that a person named, without a word on columns.
        public Request(
                String source,
                List<Path> paths,
                Optional<Instant> takenAt,
                boolean acceptIncomplete,
                boolean acceptShrunken) {
            this(source, paths, takenAt, acceptIncomplete, acceptShrunken, Columns.BY_HEADER, Optional.empty());
        }

        /// Of files that a person named.
        public Request(
                String source,
                List<Path> paths,
                Optional<Instant> takenAt,
                boolean acceptIncomplete,
                boolean acceptShrunken,
                Columns columns) {
            this(source, paths, takenAt, acceptIncomplete, acceptShrunken, columns, Optional.empty());
        }

        Request acceptingAll() {
            return new Request(source, paths, takenAt, true, true, columns, pull);
        }

        /// For a reason.
        public Request because(Optional<String> why) {
            return new Request(source, paths, takenAt, acceptIncomplete, acceptShrunken, columns, pull, why, expected);
        }

        /// Only what was looked at, after the snapshot that it was compared with.
        public Request expecting(Expected looked) {
            return new Request(
                    source,
                    paths,
                    takenAt,
                    acceptIncomplete,
                    acceptShrunken,
                    columns,
                    pull,
                    reason,
                    Optional.of(looked));
        }

        private String basis() {
            return pull.isPresent() ? "pull" : takenAt.isPresent() ? "given" : "file";
        }
    }

    /// What the import came to.
    public sealed interface Outcome {
        /// A new snapshot.
        record Imported(Snapshot snapshot) implements Outcome {}

        /// The same bytes with no newer taken-at: nothing was added.
        record Known(Snapshot snapshot) implements Outcome {}
    }

    /// Reads, checks and stores.
    ///
    /// @throws RefusedException naming every unusable file
    public Outcome run(Actor actor, Request request, Progress progress) throws RefusedException {
        request.columns().check();
        Inputs inputs = Inputs.of(request.paths());
        return workspace.fill(inputs.bytes(), tx -> {
            Outcome outcome = within(tx, request, inputs, new ArrayList<>(), progress);
            if (outcome instanceof Outcome.Imported(Snapshot stored)) {
                afterwards.run(tx, stored.source(), clock.instant().truncatedTo(ChronoUnit.SECONDS), progress);
                record(tx, actor, request, stored);
            }
            return outcome;
        });
    }

    /// The import inside a transaction that somebody else ends, without its entry in the ledger.
    ///
    /// @param refused gets every unusable file, whether or not the rest is taken
    Outcome within(Transaction tx, Request request, Inputs inputs, List<RefusedException> refused, Progress progress)
            throws RefusedException {
        Instant takenAt = takenAt(request, inputs, clock.instant());
        Source source = source(tx, request.source());
        Transaction.Mark before = tx.mark();
        Columns columns = request.columns().over(new SnapshotStore(tx).columns(source.id()));
        Dialect dialect = dialect(source, request);
        Reading first = read(tx, source, dialect, columns, inputs, refused, progress);
        if (refused.isEmpty()) {
            return finish(tx, request, takenAt, source, first, List.of(), before);
        }
        if (!request.acceptIncomplete() || refused.size() == inputs.inputs().size()) {
            throw ImportRefusals.all(refused);
        }
        // What a refused file brought before it broke is already written, so the usable ones are read again alone.
        before.back();
        Reading second =
                read(tx, source, dialect, columns, inputs.without(first.unusable()), new ArrayList<>(), progress);
        return finish(tx, request, takenAt, source, second, first.unusable(), before);
    }

    /// A vendor's groups that were asked one by one tell what its lists do not.
    private static Dialect dialect(Source source, Request request) {
        return request.pull().orElse(PullRecord.NONE).of(Dialects.of(source.vendor()));
    }

    private record Reading(
            long content,
            long accounts,
            long groups,
            long memberships,
            Intake intake,
            SourceFiles source,
            Columns columns,
            List<SourceFile> files,
            List<Input> unusable) {}

    private Reading read(
            Transaction tx,
            Source source,
            Dialect dialect,
            Columns columns,
            Inputs inputs,
            List<RefusedException> refused,
            Progress progress) {
        var found = new SourceFiles(dialect, columns, inputs.inputs());
        long size = inputs.bytes();
        try (var writer = new ContentWriter(tx, source.id(), size / BYTES_OF_A_RESOURCE);
                var assignments = new AssignmentContentStore(tx, source.id(), writer);
                var ahead = new ReadAhead(found, writer.known(), writer.anotherHasher(), writer.anotherFacts())) {
            var signIns = SignInStore.of(tx, source.id(), writer.content());
            var intake = new Intake(writer, assignments, signIns);
            inputs.leftOut().forEach(intake::warning);
            ahead.deliver(intake, () -> {
                progress.rows(intake.rows());
                progress.report(found.current(), found.bytesRead(), size);
            });
            assignments.finish();
            signIns.finish(writer.content());
            writer.finish();
            intake.lookAtIds();
            refused.addAll(found.refusals());
            return new Reading(
                    writer.content(),
                    writer.accounts(),
                    writer.groups(),
                    writer.memberships(),
                    intake,
                    found,
                    columns,
                    withArchives(inputs, found.usable()),
                    found.unusable());
        }
    }

    private static List<SourceFile> withArchives(Inputs inputs, List<SourceFile> read) {
        return Stream.concat(inputs.archives().stream(), read.stream()).toList();
    }

    private Outcome finish(
            Transaction tx,
            Request request,
            Instant takenAt,
            Source source,
            Reading reading,
            List<Input> unusable,
            Transaction.Mark before)
            throws RefusedException {
        reading.intake().requireOne();
        var store = new SnapshotStore(tx);
        String sha256 = SourceFiles.digest(reading.files());
        if (request.expected().isPresent()) {
            request.expected().get().check(store, source.id(), sha256, takenAt);
        }
        Completeness completeness = completeness(request, reading, unusable);
        Optional<Snapshot> same = store.sameBytes(source.id(), sha256, source.vendor())
                .filter(known -> readsTheSame(known, reading, completeness));
        long content = reading.content();
        if (same.isPresent()) {
            before.back();
            if (!takenAt.isAfter(same.get().takenAt())) {
                return new Outcome.Known(same.get());
            }
            content = store.contentOf(same.get());
        }
        var files = new ArrayList<>(reading.files());
        unusable.forEach(input -> files.add(input.unusable()));
        var snapshot = new Snapshot(
                0,
                source.id(),
                0,
                takenAt,
                request.basis(),
                clock.instant(),
                source.vendor(),
                reading.accounts(),
                reading.groups(),
                reading.memberships(),
                sha256,
                completeness,
                files);
        if (!request.acceptShrunken()) {
            refuseShrunken(store, snapshot);
        }
        return new Outcome.Imported(store.insert(snapshot, content));
    }

    private static Completeness completeness(Request request, Reading reading, List<Input> unusable) {
        int read =
                (int) reading.files().stream().filter(file -> !file.archive()).count();
        return reading.intake()
                .completeness(
                        read + unusable.size(),
                        unusable.stream().map(Input::name).toList(),
                        reading.source().missing(),
                        reading.source().dialects(),
                        reading.source().sawTable() ? reading.columns().chosen() : Map.of())
                .toldByNames(reading.source().toldByNames().digest())
                .with(request.pull().orElse(PullRecord.NONE));
    }

    private void record(Transaction tx, Actor actor, Request request, Snapshot stored) {
        var told = CanonicalJson.object()
                .put("source", stored.source())
                .put("number", stored.number())
                .put("takenAt", Formats.instant(stored.takenAt()))
                .put("sha256", stored.sha256())
                .put("accounts", stored.accounts())
                .put("groups", stored.groups())
                .put("memberships", stored.memberships())
                .put("complete", stored.completeness().complete());
        request.reason().ifPresent(reason -> told.put("reason", reason));
        ledger.append(tx, actor, "snapshot.imported", told);
    }

    private static void refuseShrunken(SnapshotStore store, Snapshot snapshot) throws RefusedException {
        Optional<Shrinkage> shrinkage = store.current(snapshot.source(), snapshot.takenAt())
                .flatMap(before -> Shrinkage.between(before, snapshot));
        if (shrinkage.isPresent()) {
            throw ImportRefusals.shrunken(snapshot, shrinkage.get());
        }
    }

    /// The same bytes are another content where names of files or columns say something else of them.
    private static boolean readsTheSame(Snapshot known, Reading reading, Completeness completeness) {
        return ToldByNames.of(known).equals(completeness.toldByNames())
                && (!reading.source().sawTable()
                        || known.completeness().columnsAsRead().equals(completeness.columnsAsRead()));
    }

    static Source source(Transaction tx, String id) throws RefusedException {
        Governance governance = new GovernanceStore(tx)
                .newest()
                .map(version -> GovernanceJson.typed(version.body()))
                .orElse(Governance.EMPTY);
        return governance
                .source(id)
                .orElseThrow(() -> new RefusedException(
                        id,
                        "There is no source of this id.",
                        governance.sources().isEmpty()
                                ? "Import a governance file that names the sources first."
                                : "Known are: "
                                        + String.join(
                                                ", ",
                                                governance.sources().stream()
                                                        .map(Source::id)
                                                        .toList())
                                        + "."));
    }

    private static Instant takenAt(Request request, Inputs inputs, Instant now) throws RefusedException {
        if (request.takenAt().isPresent()) {
            Instant given = request.takenAt().get().truncatedTo(ChronoUnit.SECONDS);
            if (given.isAfter(now.plus(AHEAD))) {
                throw new RefusedException(
                        request.source(),
                        "The snapshot claims to be taken at " + Formats.instant(given) + ", which is in the future.",
                        "Check --taken-at and the clock.",
                        "Check when it was taken, and the clock.");
            }
            return given;
        }
        Instant newest = inputs.newest();
        return (newest.isAfter(now) ? now : newest).truncatedTo(ChronoUnit.SECONDS);
    }
}
