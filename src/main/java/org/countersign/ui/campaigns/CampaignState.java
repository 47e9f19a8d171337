package org.countersign.ui.campaigns;

import java.util.List;
import org.countersign.campaign.Reassignment;
import org.countersign.campaign.ReviewerProgress;
import org.countersign.campaign.queue.Deputies;
import org.countersign.packet.Sent;

/// One campaign with everything that its page shows.
///
/// @param reviewers by address
/// @param signers who have signed, the owner among them
/// @param handedOver items that went to another reviewer than they were opened with
/// @param deputies who answers for whom, today or later
/// @param packets what travels of it
public record CampaignState(
        CampaignRow row,
        List<ReviewerProgress> reviewers,
        List<String> signers,
        List<Reassignment> handedOver,
        Deputies deputies,
        Packets packets) {
    /// What travels of it.
    ///
    /// @param elsewhere whether it came in a packet, so that only one reviewer's items are here
    /// @param out whose packets are out
    public record Packets(boolean elsewhere, List<Sent> out) {
        /// Copies the list.
        public Packets {
            out = List.copyOf(out);
        }
    }

    /// Copies the lists.
    public CampaignState {
        reviewers = List.copyOf(reviewers);
        signers = List.copyOf(signers);
        handedOver = List.copyOf(handedOver);
    }
}
