package org.countersign.drift;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.countersign.governance.Governance;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.governance.GovernanceVersion;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.text.CanonicalJson;
import org.countersign.workspace.Transaction;

/// What the rules look at as of an instant, in one text: the UTC day, the governance, the current snapshots, what
/// people said of links, and the logs. Two evaluations with the same are taken for the same: those rules that count
/// hours may say another thing later on the day, and a check asks them.
public final class DriftStamp {
    private DriftStamp() {}

    /// As of an instant.
    ///
    /// @param rules how many there are: another version of the program may have others
    static String of(Transaction tx, Instant asOf, int rules) {
        Optional<GovernanceVersion> version = new GovernanceStore(tx).asOf(asOf);
        Governance governance =
                version.map(one -> GovernanceJson.typed(one.body())).orElse(Governance.EMPTY);
        ObjectNode stamp = CanonicalJson.object()
                .put("day", FindingStore.day(asOf).toString())
                .put("governance", version.map(GovernanceVersion::number).orElse(0L))
                .put("rules", rules)
                .put("words", new ToldStore(tx).words());
        ObjectNode taken = stamp.putObject("snapshots");
        var snapshots = new SnapshotStore(tx);
        governance.sources().forEach(source -> snapshots
                .current(source.id(), asOf)
                .ifPresent(snapshot -> taken.put(source.id(), snapshot.number())));
        return CanonicalJson.text(stamp);
    }
}
