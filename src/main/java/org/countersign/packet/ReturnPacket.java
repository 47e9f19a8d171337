package org.countersign.packet;

import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.Received;
import org.countersign.campaign.ReceivedStore;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Workspace;

/// Use case: hands out the answer to a packet, which was made when it was signed. It can be handed out again.
public final class ReturnPacket {
    private final Workspace workspace;

    /// Reads `workspace`.
    public ReturnPacket(Workspace workspace) {
        this.workspace = workspace;
    }

    /// The file that goes back.
    ///
    /// @param owner to whom
    public record Outcome(String owner, String reviewer, byte[] bytes) {}

    /// Hands it out.
    ///
    /// @throws RefusedException where the campaign came in no packet, or it is not signed
    public Outcome run(String name) throws RefusedException {
        return workspace.read(tx -> {
            Campaign campaign = new CampaignStore(tx).get(name);
            var store = new ReceivedStore(tx);
            Received packet = store.newest(name)
                    .orElseThrow(() -> new RefusedException(
                            name, "The campaign lies in this workspace; nothing of it goes back to anybody.", ""));
            byte[] answer = store.answer(packet)
                    .orElseThrow(() -> new RefusedException(
                            name,
                            "Its packet is not signed yet.",
                            "Decide and sign: countersign sign " + name + " --as reviewer --key FILE.p12",
                            "Decide and sign it."));
            return new Outcome(campaign.owner(), packet.reviewer(), answer);
        });
    }
}
