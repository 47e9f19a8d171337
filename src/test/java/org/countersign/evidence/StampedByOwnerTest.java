package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.OpenCampaign;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.Scope;
import org.countersign.campaign.Verdict;
import org.countersign.testkit.Authority;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.StampServer;
import org.countersign.testkit.Waiting;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An authority that fails while the owner signs: it is asked once for the document and the bundle, and keeps nobody
/// from the workspace.
class StampedByOwnerTest {
    private static final String OWNER = "amara@example.com";

    @TempDir
    private Path folder;

    private StampServer stamps;
    private SignedCampaign campaign;
    private Countersign app;

    @BeforeEach
    void open() throws Exception {
        stamps = new StampServer(Authority.root("Clockmaker", Instant.now()).timestamps("Clockmaker TSA"));
        campaign = new SignedCampaign(folder, Clock.systemUTC());
        app = campaign.app();
    }

    @AfterEach
    void close() {
        campaign.close();
        stamps.close();
    }

    private Proofs proofs() throws RefusedException {
        return new Proofs(List.of(), Optional.of(TimestampAuthority.at(stamps.url())));
    }

    /// Reviewed, signed by its reviewers and closed.
    private void closed(String name, boolean required) throws Exception {
        if (!name.equals("q4")) {
            app.openCampaign()
                    .run(
                            app.actor(),
                            new OpenCampaign.Request(
                                    name,
                                    name,
                                    OWNER,
                                    "apps@example.com",
                                    LocalDate.parse("2099-01-01"),
                                    Scope.ALL,
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    required));
        }
        List<ItemState> items = app.workspace().read(tx -> new CampaignStore(tx).items(name));
        for (String reviewer :
                items.stream().map(ItemState::reviewer).distinct().toList()) {
            List<Draft> drafts = items.stream()
                    .filter(state -> state.reviewer().equals(reviewer))
                    .map(state ->
                            new Draft("", state.item().id(), Verdict.REVOKE, Optional.of("x"), Optional.empty(), 3))
                    .toList();
            app.recordDecision().run(app.actor(), name, reviewer, drafts, Manner.SINGLE);
            app.signAsReviewer().run(app.actor(), name, campaign.key(reviewer), required ? proofs() : Proofs.NONE);
        }
        app.endCampaign().close(app.actor(), name, Optional.empty());
    }

    private Campaign.State state(String name) throws RefusedException {
        return app.workspace().read(tx -> new CampaignStore(tx).get(name).state());
    }

    @Test
    void anAuthorityThatFailsIsAskedOnceAndSaidOnce() throws Exception {
        closed("q4", false);
        stamps.is(StampServer.Manner.BROKEN);
        SignAsOwner.Outcome outcome = app.signAsOwner().run(app.actor(), "q4", campaign.key(OWNER), proofs());
        assertThat(stamps.asked()).isOne();
        assertThat(outcome.level()).isEqualTo(SignatureLevel.B_B);
        assertThat(outcome.notes())
                .filteredOn(note -> note.contains("HTTP 500"))
                .hasSize(1);
        assertThat(state("q4")).isEqualTo(Campaign.State.SIGNED);
    }

    @Test
    void whereATimestampIsRequiredItIsAskedOnceAndRefusedInOneSentence() throws Exception {
        closed("q6", true);
        int before = stamps.asked();
        stamps.is(StampServer.Manner.BROKEN);
        assertThatThrownBy(() -> app.signAsOwner().run(app.actor(), "q6", campaign.key(OWNER), proofs()))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.reason())
                        .isEqualTo("The timestamp authority answers HTTP 500, and q6 requires a timestamp with each"
                                + " signature."));
        assertThat(stamps.asked()).isEqualTo(before + 1);
        assertThatThrownBy(() -> app.signAsOwner().run(app.actor(), "q6", campaign.key(OWNER), Proofs.NONE))
                .hasMessageContaining("This campaign requires a timestamp with each signature.");
        assertThat(state("q6")).isEqualTo(Campaign.State.CLOSED);
    }

    @Test
    void whileItAnswersNothingOthersWriteAndWhoWaitsCanStop() throws Exception {
        closed("q4", false);
        stamps.is(StampServer.Manner.DRIPS);
        var key = campaign.key(OWNER);
        try (var waiting = new Waiting(stamps, by -> {
            try (Countersign own = app.beside()) {
                own.signAsOwner().run(own.actor(), "q4", key, proofs().watched(by));
            }
        })) {
            app.signers().trust().run(app.actor(), key.certificate());
            waiting.stop();
        }
        assertThat(state("q4")).isEqualTo(Campaign.State.CLOSED);
    }
}
