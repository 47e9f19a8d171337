package org.countersign.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.testkit.SignedCampaign;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is counted where it lies is what the items say, at every stage of a campaign.
class StandingTest {
    @TempDir
    private Path folder;

    private static void same(SignedCampaign campaign) throws Exception {
        campaign.app().workspace().<Boolean, RefusedException>read(tx -> {
            Standing standing = new StandingStore(tx).of(new CampaignStore(tx).get("q4"));
            List<ItemState> items = new CampaignStore(tx).items("q4");
            Figures figures = Figures.of(items);
            assertThat(standing)
                    .isEqualTo(new Standing(
                            figures.items(),
                            figures.unsigned(),
                            figures.approved(),
                            figures.approvedUntil(),
                            figures.revoked(),
                            figures.covered(),
                            figures.dontKnow(),
                            figures.open(),
                            (int) items.stream()
                                    .map(ItemState::reviewer)
                                    .filter(one -> !one.isEmpty())
                                    .distinct()
                                    .filter(one -> items.stream()
                                            .noneMatch(state -> state.reviewer().equals(one)
                                                    && state.decision().isPresent()))
                                    .count(),
                            (int) items.stream()
                                    .filter(state -> state.reviewer().isEmpty())
                                    .count()));
            assertThat(standing.decided()).isEqualTo(figures.decided());
            return true;
        });
    }

    private static void decide(SignedCampaign campaign, ItemState state, Verdict verdict) throws Exception {
        campaign.app()
                .recordDecision()
                .run(
                        campaign.app().actor(),
                        "q4",
                        state.reviewer(),
                        List.of(new Draft("", state.item().id(), verdict, Optional.of("why"), Optional.empty(), 3)),
                        Manner.SINGLE);
    }

    @Test
    void itIsWhatTheItemsSayAtEachStage() throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            same(campaign);
            ItemState account = campaign.item("account", "ada");
            decide(campaign, account, Verdict.REVOKE);
            same(campaign);
            decide(campaign, campaign.item("account", "王小明"), Verdict.DONT_KNOW);
            same(campaign);
            campaign.app().signAsReviewer().run(campaign.app().actor(), "q4", campaign.key(account.reviewer()));
            same(campaign);
            // A draft over what was signed, which an end of the campaign forgets.
            decide(campaign, campaign.item("account", "ada"), Verdict.APPROVE);
            same(campaign);
            campaign.app().endCampaign().close(campaign.app().actor(), "q4", Optional.of("The quarter is over."));
            same(campaign);
            assertThat(campaign.items().stream().filter(ItemState::covered)).isNotEmpty();
        }
    }

    @Test
    void itIsWhatTheItemsSayWhenAllIsSigned() throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            campaign.sign();
            same(campaign);
        }
    }
}
