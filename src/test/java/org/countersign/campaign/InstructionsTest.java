package org.countersign.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.evidence.KeyFile;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Tools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the owner asks of the reviewers is frozen with the campaign.
class InstructionsTest {
    private static final String ASKS = "Look twice.\nAsk “Guðrún” where in doubt.";

    @TempDir
    private Path folder;

    private Campaign open(String instructions) throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC(), Optional.of(instructions))) {
            return campaign.app()
                    .workspace()
                    .read(tx -> new CampaignStore(tx).all().getFirst());
        }
    }

    @Test
    void theBundleKeepsThemAndVerifies() throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC(), Optional.of("  " + ASKS + "\n"))) {
            campaign.sign();
            assertThat(Countersign.verifyBundle()
                            .run(campaign.bundle(), KeyFile.certificates("trust", Files.readAllBytes(campaign.trust())))
                            .faults())
                    .isEmpty();
            assertThat(new String(Tools.unzip(campaign.bundle()).get("campaign.json"), StandardCharsets.UTF_8))
                    .contains("\"instructions\":\"" + ASKS.replace("\n", "\\n") + "\"");
        }
    }

    @Test
    void linesEndInOneWayWhereverTheyWereWritten() throws Exception {
        assertThat(open(ASKS.replace("\n", "\r\n")).instructions()).contains(ASKS);
    }

    @Test
    void blankOnesAreNone() throws Exception {
        Campaign campaign = open(" \n ");
        assertThat(campaign.instructions()).isEmpty();
        assertThat(campaign.frozen().has("instructions")).isFalse();
    }

    @Test
    void twoThousandCharactersDoAndOneMoreDoesNot() throws Exception {
        String longest = "😀".repeat(2_000);
        assertThat(open(longest).instructions()).contains(longest);
        assertThatThrownBy(() -> new SignedCampaign(
                        Files.createDirectory(folder.resolve("other")), Clock.systemUTC(), Optional.of(longest + ".")))
                .hasMessageContaining("at most 2,000 characters");
    }
}
