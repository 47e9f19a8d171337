package org.countersign.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.SigningKey;
import org.countersign.evidence.Verification;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Tools;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Items that go to another reviewer while the campaign is open, and how far each reviewer is.
class HandedOverTest {
    private static final String GRACE = "grace@example.com";
    private static final String APPS = "apps@example.com";
    private static final String BEA = "bea@example.com";
    private static final Map<String, SigningKey> KEYS = new HashMap<>();

    private SignedCampaign campaign;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        campaign = new SignedCampaign(folder, Clock.systemUTC()).withKeys(KEYS);
    }

    @AfterEach
    void close() {
        campaign.close();
    }

    private ReassignItems.Outcome handOver(String from, String to) throws RefusedException {
        return campaign.app().reassignItems().all(campaign.app().actor(), "q4", from, to, "On leave until May.");
    }

    private List<ItemState> of(String reviewer) {
        return campaign.items().stream()
                .filter(state -> state.reviewer().equals(reviewer))
                .toList();
    }

    private ReviewerProgress progress(String reviewer) {
        return campaign
                .app()
                .workspace()
                .<List<ReviewerProgress>, RuntimeException>read(tx -> new StandingStore(tx)
                        .reviewers(new CampaignStore(tx).find("q4").orElseThrow(), List.of()))
                .stream()
                .filter(one -> one.reviewer().equals(reviewer))
                .findFirst()
                .orElseThrow();
    }

    private void decide(String reviewer, ItemState state, Verdict verdict, long seconds) throws RefusedException {
        campaign.app()
                .recordDecision()
                .run(
                        campaign.app().actor(),
                        "q4",
                        reviewer,
                        List.of(new Draft(
                                "", state.item().id(), verdict, Optional.of("seen"), Optional.empty(), seconds)),
                        Manner.SINGLE);
    }

    @Test
    void whatWaitsGoesToTheOtherAndSaysWhy() throws Exception {
        int waiting = of(GRACE).size();
        ReassignItems.Outcome outcome = handOver(GRACE, BEA);
        assertThat(outcome).isEqualTo(new ReassignItems.Outcome(waiting, 0, BEA));
        assertThat(of(GRACE)).isEmpty();
        assertThat(of(BEA))
                .hasSize(waiting)
                .allMatch(state -> state.item().frozenReviewer().equals(GRACE));
        assertThat(campaign.app().workspace().<List<Reassignment>, RuntimeException>read(tx -> new CampaignStore(tx)
                        .reassignments("q4")))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.reviewer()).isEqualTo(BEA);
                    assertThat(one.reason()).isEqualTo("On leave until May.");
                    assertThat(one.items()).isEqualTo(waiting);
                });
    }

    @Test
    void whatIsAnsweredStays() throws Exception {
        ItemState first = of(GRACE).stream()
                .filter(state -> state.item().kind() == Kind.MAPPING)
                .findFirst()
                .orElseThrow();
        decide(GRACE, first, Verdict.APPROVE, 3);
        handOver(GRACE, BEA);
        assertThat(of(GRACE))
                .extracting(state -> state.item().id())
                .containsExactly(first.item().id());
        assertThatThrownBy(() -> campaign.app()
                        .reassignItems()
                        .run(campaign.app().actor(), "q4", List.of(first.item().id()), BEA, "r"))
                .hasMessageContaining("is approve already");
    }

    @Test
    void nobodyGetsWhatIsAboutThem() throws Exception {
        // Grace's own account waits for the owner of the app.
        int before = of(APPS).size();
        ReassignItems.Outcome outcome = handOver(APPS, GRACE);
        assertThat(outcome.about()).isEqualTo(1);
        assertThat(outcome.moved()).isEqualTo(before - 1);
        assertThat(of(APPS)).singleElement().matches(state -> state.item().isAbout(GRACE));
        String own = of(APPS).getFirst().item().id();
        assertThatThrownBy(() ->
                        campaign.app().reassignItems().run(campaign.app().actor(), "q4", List.of(own), GRACE, "r"))
                .hasMessageContaining("nobody reviews themself");
    }

    @Test
    void itNeedsAReasonAnAddressAnOpenCampaignAndSomethingThatWaits() throws Exception {
        var use = campaign.app().reassignItems();
        var actor = campaign.app().actor();
        assertThatThrownBy(() -> use.all(actor, "q4", GRACE, BEA, "  ")).hasMessageContaining("needs a reason");
        assertThatThrownBy(() -> use.all(actor, "q4", GRACE, "Bea", "r")).hasMessageContaining("e-mail address");
        assertThatThrownBy(() -> use.all(actor, "q4", BEA, GRACE, "r")).hasMessageContaining("Nothing waits");
        assertThatThrownBy(() -> use.all(actor, "q4", GRACE, "GRACE@example.com", "r"))
                .hasMessageContaining("theirs already");
        assertThat(of(GRACE)).isNotEmpty();
        campaign.app().endCampaign().cancel(actor, "q4");
        assertThatThrownBy(() -> use.all(actor, "q4", GRACE, BEA, "r")).hasMessageContaining("cancelled");
    }

    @Test
    void theEvidenceHoldsAndSaysToWhomItWent() throws Exception {
        handOver(GRACE, BEA);
        campaign.sign();
        Verification verification = Countersign.verifyBundle()
                .run(campaign.bundle(), KeyFile.certificates("trust", Files.readAllBytes(campaign.trust())));
        assertThat(verification.faults()).isEmpty();
        String events = new String(Tools.unzip(campaign.bundle()).get("events.ndjson"), StandardCharsets.UTF_8);
        assertThat(events).contains("items.reassigned").doesNotContain(BEA);
        assertThat(verification.signers()).anyMatch(signer -> signer.address().equals(BEA));
    }

    @Test
    void progressCountsWhatIsTheirsAndHowTheyDecide() throws Exception {
        List<ItemState> all = of(GRACE);
        ReviewerProgress before = progress(GRACE);
        assertThat(before.open()).isEqualTo(before.items()).isEqualTo(all.size());
        assertThat(before.last()).isEmpty();
        ItemState passed = all.stream()
                .filter(state -> state.item().kind() == Kind.GROUP)
                .findFirst()
                .orElseThrow();
        ItemState kept = all.stream()
                .filter(state -> state.item().kind() == Kind.MAPPING)
                .findFirst()
                .orElseThrow();
        decide(GRACE, kept, Verdict.APPROVE, 40);
        decide(GRACE, passed, Verdict.DONT_KNOW, 8);
        ReviewerProgress after = progress(GRACE);
        assertThat(after.items()).as("passed on").isEqualTo(all.size() - 1);
        assertThat(after.open()).isEqualTo(all.size() - 2);
        assertThat(after.unsigned()).isEqualTo(1);
        assertThat(after.medianSeconds()).isEqualTo(40);
        assertThat(after.largestBatch()).isZero();
        assertThat(after.last()).isPresent();
        assertThat(progress(APPS).items()).isPositive();
    }
}
