package org.countersign.ui.campaigns;

import org.countersign.campaign.Campaign;
import org.countersign.campaign.Standing;

/// A campaign in the list.
///
/// @param daysLeft until it is due, below zero where it is late; of those that are open
public record CampaignRow(Campaign campaign, Standing standing, long daysLeft) {
    /// Whether it waits for decisions.
    public boolean open() {
        return campaign.state() == Campaign.State.OPEN;
    }

    /// Whether it is open beyond its day.
    public boolean late() {
        return open() && daysLeft < 0;
    }
}
