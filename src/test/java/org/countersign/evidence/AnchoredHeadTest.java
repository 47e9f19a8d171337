package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import org.countersign.testkit.SignedCampaign;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reviewers sign, with the campaign, the head of the ledger when it was opened: its owner alone cannot write it anew.
class AnchoredHeadTest {
    @Test
    void aLedgerThatItsOwnerWroteAnewAfterReviewersSignedIsRefused(@TempDir Path folder) throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC()).sign()) {
            byte[] bundle = campaign.bundle();
            Path trust = campaign.trust();
            assertThat(new Forgery(campaign, bundle)
                            .events(lines -> lines)
                            .resign()
                            .faults(trust))
                    .isEmpty();
            assertThat(new Forgery(campaign, bundle)
                            .events(lines -> {
                                lines.set(0, "{\"leaf\":\"" + "7".repeat(64) + "\",\"seq\":1}");
                                return lines;
                            })
                            .resign()
                            .faults(trust))
                    .containsExactly("The ledger is not the one that the reviewers signed with the campaign.");
        }
    }
}
