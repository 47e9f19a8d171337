package org.countersign.ui.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Verdict;
import org.countersign.testkit.SignedCampaign;
import org.countersign.ui.review.ReviewQueue.Segment;
import org.countersign.ui.task.Background;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Without a toolkit, on a real workspace.
class ReviewViewModelTest {
    /// A clock that a test moves.
    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-11-24T08:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final Hand hand = new Hand();
    private SignedCampaign campaign;
    private ReviewViewModel model;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        campaign = new SignedCampaign(folder, Clock.systemUTC());
        model = new ReviewViewModel(campaign.app(), hand, Background.direct());
        model.refresh();
        model.reviewerProperty().set("grace@example.com");
        pass(5_000);
    }

    @AfterEach
    void close() {
        campaign.close();
    }

    private void pass(long millis) {
        hand.now = hand.now.plus(Duration.ofMillis(millis));
    }

    private ItemState selected() {
        return model.shown().selectedProperty().get().orElseThrow();
    }

    private void select(String kind) {
        for (int i = 0; i < model.shown().rows().size(); i++) {
            if (model.shown().rows().get(i).item().kind().text().equals(kind)) {
                model.shown().select(i);
                pass(5_000);
                return;
            }
        }
        throw new AssertionError("no " + kind);
    }

    @Test
    void theBusiestReviewerIsShownFirstAndOthersCanBeChosen() {
        var fresh = new ReviewViewModel(campaign.app(), hand, Background.direct());
        fresh.refresh();
        assertThat(fresh.reviewers()).contains("grace@example.com", "apps@example.com");
        assertThat(fresh.shown().rows()).isNotEmpty().allMatch(state -> state.reviewer()
                .equals(fresh.reviewerProperty().get()));
    }

    @Test
    void everythingIsNewInTheFirstCampaign() {
        assertThat(model.shown().segmentProperty().get()).isEqualTo(Segment.CHANGED);
        assertThat(model.headProperty().get().counts().get(0))
                .isEqualTo(model.headProperty().get().counts().get(2));
    }

    @Test
    void aDecisionWithinAQuarterSecondIsIgnored() {
        model.shown().move(1, false);
        pass(249);
        assertThat(model.ready()).isFalse();
        assertThat(model.messageProperty().get()).startsWith("Too soon");
        pass(1);
        assertThat(model.ready()).isTrue();
    }

    @Test
    void aDecisionIsStoredWithItsSecondsAndTheNextOpenItemIsShown() {
        String item = selected().item().id();
        model.decide(Verdict.APPROVE, Optional.of("fine"), Optional.empty());
        ItemState stored = campaign.items().stream()
                .filter(state -> state.item().id().equals(item))
                .findFirst()
                .orElseThrow();
        assertThat(stored.decision().orElseThrow().seconds()).isEqualTo(5);
        assertThat(selected().item().id()).isNotEqualTo(item);
        assertThat(selected().open()).isTrue();
        assertThat(model.messageProperty().get()).startsWith("Approved. Next: ");
    }

    @Test
    void whatIsRefusedIsSaidAndChangesNothing() {
        select("group");
        model.decide(Verdict.APPROVE_UNTIL, Optional.of("r"), Optional.of(java.time.LocalDate.parse("2026-12-31")));
        assertThat(model.messageProperty().get()).contains("approve-until is for access");
        assertThat(selected().open()).isTrue();
        assertThat(model.ready()).isTrue();
    }

    @Test
    void undoReturnsAndRedoRepeats() {
        String item = selected().item().id();
        model.decide(Verdict.REVOKE, Optional.of("gone"), Optional.empty());
        model.undo();
        assertThat(selected().item().id()).isEqualTo(item);
        assertThat(selected().open()).isTrue();
        model.redo();
        assertThat(campaign.items().stream()
                        .filter(state -> state.item().id().equals(item))
                        .findFirst()
                        .orElseThrow()
                        .decision()
                        .orElseThrow()
                        .reason())
                .contains("gone");
        model.redo();
        assertThat(model.messageProperty().get()).isEqualTo("Nothing to redo");
    }

    @Test
    void movingSkipsDecidedItemsWhereAsked() {
        List<ItemState> rows = List.copyOf(model.shown().rows());
        model.shown().select(1);
        pass(5_000);
        model.decide(Verdict.APPROVE, Optional.of("r"), Optional.empty());
        model.shown().select(0);
        model.shown().move(1, true);
        assertThat(selected().item().id()).isEqualTo(rows.get(2).item().id());
        model.shown().move(-1, true);
        assertThat(selected().item().id()).isEqualTo(rows.get(0).item().id());
        model.shown().move(-1, false);
        assertThat(selected().item().id())
                .as("the first stays the first")
                .isEqualTo(rows.get(0).item().id());
    }

    @Test
    void theFilterFindsPersonAccessAndRule() {
        model.shown().filterProperty().set("ONCALL");
        assertThat(model.shown().rows())
                .isNotEmpty()
                .allMatch(state -> (state.item().access() + state.item().label()).contains("oncall"));
        model.shown().filterProperty().set("nothing like this");
        assertThat(model.shown().rows()).isEmpty();
        assertThat(model.shown().selectedProperty().get()).isEmpty();
        assertThat(model.ready()).isFalse();
    }

    @Test
    void aBatchLeavesOutWhatIsDecidedAlone() {
        select("group");
        model.toggleBatch();
        assertThat(model.batch().ids()).isEmpty();
        assertThat(model.messageProperty().get()).contains("decided alone");
        model.selectBatch();
        assertThat(model.batch().ids()).isNotEmpty();
        assertThat(model.shown().rows().stream()
                        .filter(state ->
                                model.batch().ids().contains(state.item().id())))
                .allMatch(state ->
                        !state.item().privileged() && state.item().identity().isPresent());
        int size = model.batch().size();
        model.decideBatch(Verdict.APPROVE, "all of them were checked");
        assertThat(model.batch().ids()).isEmpty();
        assertThat(model.signOff().largestBatch()).isEqualTo(size);
        model.undo();
        assertThat(model.headProperty().get().figures().open())
                .as("one undo for the batch")
                .isEqualTo(model.headProperty().get().figures().items());
    }

    @Test
    void signOffSaysWhatTheEvidenceWillSay() {
        model.decide(Verdict.APPROVE, Optional.of("r"), Optional.empty());
        pass(9_000);
        model.decide(Verdict.REVOKE, Optional.of("r"), Optional.empty());
        SignOff signOff = model.signOff();
        assertThat(signOff.waiting()).isEqualTo(2);
        assertThat(signOff.approvedShare()).isEqualTo(50);
        assertThat(signOff.medianSeconds()).isEqualTo(9);
        assertThat(signOff.open()).isPositive();
    }

    @Test
    void aSignatureIsTakenAndAWrongPasswordIsSaid() throws Exception {
        model.decide(Verdict.APPROVE, Optional.of("r"), Optional.empty());
        campaign.key("grace@example.com");
        Path key = campaign.keyFile("grace@example.com");
        var said = new String[1];
        model.sign(key, "wrong".toCharArray(), text -> said[0] = text);
        assertThat(said[0]).contains("does not open this key");
        char[] password = SignedCampaign.PASSWORD.toCharArray();
        model.sign(key, password, text -> said[0] = text);
        assertThat(said[0]).isEmpty();
        assertThat(password).containsOnly('\0');
        assertThat(model.headProperty().get().figures().unsigned()).isZero();
        assertThat(model.messageProperty().get()).isEqualTo("1 decision signed.");
    }

    @Test
    void aClosedCampaignIsReadOnly() throws Exception {
        campaign.app().endCampaign().cancel(campaign.app().actor(), "q4");
        model.refresh();
        assertThat(model.headProperty().get().open()).isFalse();
        assertThat(model.ready()).isFalse();
        assertThat(model.messageProperty().get()).contains("Nothing can be decided");
    }
}
