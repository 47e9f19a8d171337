package org.countersign.drift;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.countersign.governance.Governance;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.GovernanceVersion;
import org.countersign.snapshot.ShownLinkStore;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.text.CanonicalJson;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: keeps which identity stands behind each account, so that whoever asks of one person need not correlate
/// everybody. A drift check about now keeps it on its way; this is for a workspace in which none has looked at the
/// snapshots that there are.
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

    /// Whether the links that are kept are those of the current snapshots and governance; without any
    /// snapshot there are none.
    public static boolean fresh(Transaction tx, Instant asOf) {
        boolean none = new SnapshotStore(tx).all().isEmpty();
        return none || new FindingStore(tx).matched().equals(Optional.of(stamp(tx, asOf)));
    }

    /// The same, in a transaction of its own.
    public boolean fresh() {
        return workspace.read(tx -> fresh(tx, asOf(tx, clock)));
    }

    /// Correlates and keeps, where what is kept is not of today.
    public void run() {
        workspace.write(tx -> {
            Instant asOf = asOf(tx, clock);
            if (!fresh(tx, asOf)) {
                keep(tx, new ReadLandscape(tx).asOf(asOf));
            }
            return true;
        });
    }

    /// Keeps the links of a landscape.
    static void keep(Transaction tx, Landscape landscape) {
        var links = new ShownLinkStore(tx);
        landscape.apps().forEach(app -> links.replace(app.id(), app.correlation()));
        new FindingStore(tx).matched(stamp(tx, landscape.asOf()));
    }

    /// What correlation looks at, but for people's words, which are asked for themselves.
    private static String stamp(Transaction tx, Instant asOf) {
        Optional<GovernanceVersion> version = new GovernanceStore(tx).asOf(asOf);
        Governance governance =
                version.map(one -> GovernanceJson.typed(one.body())).orElse(Governance.EMPTY);
        ObjectNode stamp = CanonicalJson.object()
                .put("governance", version.map(GovernanceVersion::number).orElse(0L));
        ObjectNode taken = stamp.putObject("snapshots");
        var snapshots = new SnapshotStore(tx);
        governance.sources().forEach(source -> snapshots
                .current(source.id(), asOf)
                .ifPresent(snapshot -> taken.put(source.id(), snapshot.number())));
        return CanonicalJson.text(stamp);
    }
}
