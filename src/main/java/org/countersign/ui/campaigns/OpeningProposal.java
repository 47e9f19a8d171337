package org.countersign.ui.campaigns;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.countersign.app.Countersign;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.governance.Governance;
import org.countersign.governance.GovernanceJson;
import org.countersign.governance.GovernanceStore;
import org.countersign.text.CanonicalJson;

/// What a new campaign is proposed from.
///
/// @param governance as it stands
/// @param taken names of campaigns
record OpeningProposal(Governance governance, List<String> taken) {
    /// Copies the list.
    OpeningProposal {
        taken = List.copyOf(taken);
    }

    static OpeningProposal read(Countersign app, Clock clock) {
        Instant asOf = app.sampleAsOf().orElseGet(clock::instant);
        return app.workspace()
                .read(tx -> new OpeningProposal(
                        new GovernanceStore(tx)
                                .asOf(asOf)
                                .map(version -> GovernanceJson.typed(version.body()))
                                .orElseGet(() -> GovernanceJson.typed(CanonicalJson.object())),
                        new CampaignStore(tx).all().stream().map(Campaign::name).toList()));
    }
}
