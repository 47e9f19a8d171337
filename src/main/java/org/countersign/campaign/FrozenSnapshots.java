package org.countersign.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.countersign.snapshot.Hold;
import org.countersign.snapshot.Snapshot;
import org.countersign.workspace.Transaction;

/// Keeps every snapshot that a campaign froze, whatever became of the campaign: its evidence tells of them.
public final class FrozenSnapshots implements Hold {
    @Override
    public Map<Snapshot, String> held(Transaction tx, List<Snapshot> all, Set<Snapshot> kept) {
        var held = new LinkedHashMap<Snapshot, String>();
        for (Campaign campaign : new CampaignStore(tx).all()) {
            for (JsonNode frozen : campaign.frozen().path("snapshots")) {
                all.stream()
                        .filter(one -> one.source().equals(frozen.path("source").asText())
                                && one.number() == frozen.path("number").asLong())
                        .forEach(one -> held.putIfAbsent(one, "campaign " + campaign.name()));
            }
        }
        return held;
    }
}
