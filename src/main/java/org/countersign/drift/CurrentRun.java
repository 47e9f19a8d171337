package org.countersign.drift;

import java.time.Instant;
import java.util.Optional;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.GovernanceVersion;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.workspace.Transaction;

/// Whether the findings that are kept are those of today: then nobody need evaluate them again.
public final class CurrentRun {
    private CurrentRun() {}

    /// Whether the last check looked at the snapshots and the governance of that instant.
    public static boolean isOf(Transaction tx, Instant asOf) {
        Optional<DriftRun> last = new FindingStore(tx).lastRun();
        long governance = new GovernanceStore(tx)
                .asOf(asOf)
                .map(GovernanceVersion::number)
                .orElse(0L);
        var snapshots = new SnapshotStore(tx);
        return last.filter(run -> run.governance() == governance
                        && run.snapshots().entrySet().stream().allMatch(one -> snapshots
                                .current(one.getKey(), asOf)
                                .filter(taken -> taken.number() == one.getValue())
                                .isPresent()))
                .isPresent();
    }
}
