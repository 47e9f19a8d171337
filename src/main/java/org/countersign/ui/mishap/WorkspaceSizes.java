package org.countersign.ui.mishap;

import java.util.LinkedHashMap;
import java.util.Map;
import org.countersign.app.Countersign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.StandingStore;
import org.countersign.drift.FindingStore;
import org.countersign.governance.GovernanceStore;
import org.countersign.snapshot.SnapshotStore;

/// How much there is in a workspace: numbers alone.
public final class WorkspaceSizes {
    private WorkspaceSizes() {}

    /// Of an open one, on a connection of its own; empty where it cannot be read.
    public static Map<String, Long> of(Countersign app) {
        try (Countersign own = app.beside()) {
            return own.workspace().read(tx -> {
                var sizes = new LinkedHashMap<String, Long>();
                sizes.put("bytes of the file", own.workspace().file().toFile().length());
                sizes.put("events in the ledger", own.ledger().head(tx).seq());
                sizes.put("versions of the governance file", (long)
                        new GovernanceStore(tx).all().size());
                var snapshots = new SnapshotStore(tx).all();
                sizes.put("snapshots", (long) snapshots.size());
                sizes.put(
                        "accounts in the largest snapshot",
                        snapshots.stream()
                                .mapToLong(one -> one.accounts())
                                .max()
                                .orElse(0));
                sizes.put(
                        "groups in the largest snapshot",
                        snapshots.stream().mapToLong(one -> one.groups()).max().orElse(0));
                sizes.put("findings known", (long) new FindingStore(tx).all().size());
                var campaigns = new CampaignStore(tx);
                sizes.put("campaigns", (long) campaigns.all().size());
                sizes.put(
                        "items in campaigns",
                        campaigns.all().stream()
                                .mapToLong(one -> new StandingStore(tx).of(one).items())
                                .sum());
                return sizes;
            });
        } catch (RuntimeException unreadable) {
            // A report must come about, whatever is wrong with the file.
            return Map.of();
        }
    }
}
