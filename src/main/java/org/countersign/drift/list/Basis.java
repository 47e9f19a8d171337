package org.countersign.drift.list;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.countersign.drift.CheckDrift;
import org.countersign.drift.DriftRun;
import org.countersign.drift.FindingStore;
import org.countersign.drift.ToldStore;
import org.countersign.governance.Governance;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.GovernanceVersion;
import org.countersign.governance.Source;
import org.countersign.snapshot.Snapshot;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.workspace.Transaction;

/// What a list of findings is made of.
///
/// @param stamp of what rules look at now
/// @param run the last one, 0 without any
/// @param kept whether that looked at the same
/// @param stale whether it is listed although it did not
/// @param base the run that says what stood a day before, where one does
/// @param snapshots how many are looked at
/// @param snapshotsBefore whether there was any snapshot a day before
record Basis(
        Instant asOf,
        String stamp,
        long run,
        boolean kept,
        boolean stale,
        Optional<Long> base,
        int snapshots,
        boolean snapshotsBefore) {
    boolean same(Basis other) {
        return stamp.equals(other.stamp) && run == other.run && kept == other.kept;
    }

    /// As of now, or of the instant that a sample is looked at from.
    static Basis now(Transaction tx, Clock clock, CheckDrift drift) {
        var store = new FindingStore(tx);
        Optional<Instant> sample = store.sampleAsOf();
        Instant now = sample.orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS));
        String stamp = drift.stamp(tx, now);
        Optional<DriftRun> last = store.lastRun();
        boolean kept = sample.isEmpty()
                && last.isPresent()
                && new ToldStore(tx).stamp().equals(Optional.of(stamp));
        return of(
                tx,
                kept ? last.get().at() : now,
                stamp,
                last.map(DriftRun::number).orElse(0L),
                kept,
                false);
    }

    /// The last run instead, which looked at something else.
    Basis stale(Transaction tx, DriftRun last) {
        return of(tx, last.at(), stamp, run, kept, true);
    }

    private static Basis of(Transaction tx, Instant asOf, String stamp, long run, boolean kept, boolean stale) {
        Instant then = asOf.minus(1, ChronoUnit.DAYS);
        Map<String, Long> taken = taken(tx, then);
        return new Basis(
                asOf,
                stamp,
                run,
                kept,
                stale,
                base(tx, then, taken),
                taken(tx, asOf).size(),
                !taken.isEmpty());
    }

    /// The run before an instant, where it looked at what there was then: on the same UTC day, as what rules say of
    /// dates
    /// and ages changes although nothing else does.
    private static Optional<Long> base(Transaction tx, Instant then, Map<String, Long> taken) {
        long governance = new GovernanceStore(tx)
                .asOf(then)
                .map(GovernanceVersion::number)
                .orElse(0L);
        return new FindingStore(tx)
                .run(then)
                .filter(run -> FindingStore.day(run.at()).equals(FindingStore.day(then)))
                .filter(run -> run.snapshots().equals(taken) && run.governance() == governance)
                .map(DriftRun::number);
    }

    private static Map<String, Long> taken(Transaction tx, Instant at) {
        var taken = new HashMap<String, Long>();
        var snapshots = new SnapshotStore(tx);
        governance(tx, at).sources().stream()
                .map(Source::id)
                .forEach(id ->
                        snapshots.current(id, at).map(Snapshot::number).ifPresent(number -> taken.put(id, number)));
        return taken;
    }

    static Governance governance(Transaction tx, Instant asOf) {
        return new GovernanceStore(tx)
                .asOf(asOf)
                .map(version -> GovernanceJson.typed(version.body()))
                .orElse(Governance.EMPTY);
    }
}
