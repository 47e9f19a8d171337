package org.countersign.app;

import java.util.List;
import org.countersign.campaign.CampaignStore;
import org.countersign.drift.FindingStore;
import org.countersign.evidence.EvidenceStore;
import org.countersign.governance.GovernanceStore;
import org.countersign.ledger.LedgerStore;
import org.countersign.packet.PacketStore;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.workspace.Migrations;

/// Whose tables a workspace has.
final class Tables {
    /// Every package that owns some, in the order of the ladder.
    static final List<Migrations> ALL = List.of(
            LedgerStore.MIGRATIONS,
            GovernanceStore.MIGRATIONS,
            SnapshotStore.MIGRATIONS,
            FindingStore.MIGRATIONS,
            CampaignStore.MIGRATIONS,
            EvidenceStore.MIGRATIONS,
            PacketStore.MIGRATIONS);

    private Tables() {}
}
