package org.countersign.ui.campaigns;

import java.util.List;
import org.countersign.campaign.Reassignment;
import org.countersign.campaign.ReviewerProgress;
import org.countersign.campaign.queue.Deputies;

/// One campaign with everything that its page shows.
///
/// @param reviewers by address
/// @param signers who have signed, the owner among them
/// @param handedOver items that went to another reviewer than they were opened with
/// @param deputies who answers for whom, today or later
public record CampaignState(
        CampaignRow row,
        List<ReviewerProgress> reviewers,
        List<String> signers,
        List<Reassignment> handedOver,
        Deputies deputies) {
    /// Copies the lists.
    public CampaignState {
        reviewers = List.copyOf(reviewers);
        signers = List.copyOf(signers);
        handedOver = List.copyOf(handedOver);
    }
}
