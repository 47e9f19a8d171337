package org.countersign.packet;

import java.util.List;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.ReceivedStore;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Workspace;

/// Use case: who is still missing in a campaign, and whose packet is out.
public final class ReadPackets {
    private final Workspace workspace;

    /// Reads `workspace`.
    public ReadPackets(Workspace workspace) {
        this.workspace = workspace;
    }

    /// Whether only one reviewer's items of a campaign are here, from a packet.
    public boolean elsewhere(String campaign) {
        return workspace.read(tx -> new ReceivedStore(tx).newest(campaign).isPresent());
    }

    /// Everybody who reviews something in it.
    ///
    /// @throws RefusedException where there is no such campaign
    public List<Missing> run(String campaign) throws RefusedException {
        return workspace.read(tx -> Missing.of(tx, new CampaignStore(tx).get(campaign)));
    }
}
