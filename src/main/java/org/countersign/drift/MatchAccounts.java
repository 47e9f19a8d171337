package org.countersign.drift;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: keeps which identity stands behind each account, where neither an import nor a drift check has: after
/// another governance file, and in workspaces from before links were kept.
public final class MatchAccounts {
    private final Workspace workspace;
    private final Clock clock;

    /// Now by this clock, or when a sample was taken.
    public MatchAccounts(Workspace workspace, Clock clock) {
        this.workspace = workspace;
        this.clock = clock;
    }

    /// The instant that is looked at.
    public static Instant asOf(Transaction tx, Clock clock) {
        return new FindingStore(tx).sampleAsOf().orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    /// Whether the links that are kept are those of the current snapshots and governance.
    public static boolean fresh(Transaction tx, Instant asOf) {
        return new KeepLinks(tx).isFresh(asOf);
    }

    /// The same, in a transaction of its own.
    public boolean fresh() {
        return workspace.read(tx -> fresh(tx, asOf(tx, clock)));
    }

    /// Correlates and keeps, where what is kept is not of today.
    public void run() {
        workspace.write(tx -> {
            new KeepLinks(tx).refresh(asOf(tx, clock));
            return true;
        });
    }
}
