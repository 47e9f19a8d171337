package org.countersign.ui.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Verdict;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.House;
import org.countersign.testkit.SignedCampaign;
import org.countersign.ui.task.Background;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody does not know goes to the fallback reviewer: out of one queue and into the other.
class DontKnowTest {
    private static final String GRACE = "grace@example.com";
    private static final String APPS = "apps@example.com";

    private final HandClock hand = new HandClock(House.NOW);
    private SignedCampaign campaign;
    private ReviewViewModel grace;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        campaign = new SignedCampaign(folder, Clock.systemUTC());
        grace = as(GRACE);
    }

    @AfterEach
    void close() {
        campaign.close();
    }

    private ReviewViewModel as(String reviewer) {
        var model = new ReviewViewModel(campaign.app(), hand, Background.direct(), Background.direct());
        model.refresh();
        model.reviewerProperty().set(reviewer);
        hand.pass(Duration.ofSeconds(5));
        return model;
    }

    private ItemState first() {
        return grace.shown().selectedProperty().get().orElseThrow();
    }

    private void passOn(ItemState state) {
        grace.decide(state, Verdict.DONT_KNOW, Optional.empty(), Optional.empty());
        hand.pass(Duration.ofSeconds(5));
    }

    private void passAllOn() {
        int all = grace.headProperty().get().waiting();
        for (int i = 0; i < all; i++) {
            passOn(first());
        }
        assertThat(grace.headProperty().get().waiting()).isZero();
    }

    private List<String> waiting(ReviewViewModel model) {
        model.shown().segmentProperty().set(Segment.ALL);
        return Seen.items(model, campaign).stream()
                .filter(state -> state.open()
                        && state.reviewer().equals(model.reviewerProperty().get()))
                .map(state -> state.item().id())
                .toList();
    }

    @Test
    void theItemWaitsForTheFallbackAndNoLongerForTheReviewer() {
        String item = first().item().id();
        int before = grace.headProperty().get().waiting();
        passOn(first());
        assertThat(grace.headProperty().get().waiting()).isEqualTo(before - 1);
        assertThat(grace.messageProperty().get()).startsWith("Don't know. It goes to " + APPS + ". Next: ");
        assertThat(grace.headProperty().get().progress()).endsWith((before - 1) + " open");
        assertThat(waiting(grace)).doesNotContain(item);
        assertThat(waiting(as(APPS))).contains(item);
    }

    @Test
    void theReviewerIsNotLedBackToIt() {
        grace.shown().segmentProperty().set(Segment.ALL);
        String item = first().item().id();
        passOn(first());
        for (int i = 0; i < Seen.items(grace, campaign).size() + 1; i++) {
            assertThat(first().item().id()).isNotEqualTo(item);
            grace.shown().move(1, true);
        }
    }

    @Test
    void theReviewerIsDoneWhenNothingWaitsForThem() {
        passAllOn();
        assertThat(grace.messageProperty().get()).contains("Sign them now");
        assertThat(grace.headProperty().get().counts().getLast())
                .as("under done")
                .isEqualTo(grace.headProperty().get().figures().items());
    }

    @Test
    void whoPassedEverythingOnIsStillThereToUndoAndSign() {
        int all = grace.headProperty().get().waiting();
        passAllOn();
        assertThat(grace.reviewers()).contains(GRACE);
        assertThat(grace.reviewerProperty().get()).isEqualTo(GRACE);
        assertThat(Seen.signOff(grace).waiting()).isEqualTo(all);
        grace.undo();
        assertThat(grace.headProperty().get().waiting()).isEqualTo(1);
    }

    @Test
    void theFallbackDoesNotSignOrUndoWhatAnotherSaid() {
        passOn(first());
        ReviewViewModel apps = as(APPS);
        assertThat(Seen.signOff(apps).waiting()).isZero();
        assertThat(apps.headProperty().get().unsigned()).isZero();
        assertThat(apps.headProperty().get().lastDecision()).isEmpty();
        apps.undo();
        assertThat(apps.messageProperty().get()).isEqualTo("Nothing to undo");
        assertThat(grace.headProperty().get().unsigned()).isEqualTo(1);
    }

    @Test
    void undoBringsItBackToTheReviewer() {
        String item = first().item().id();
        passOn(first());
        grace.undo();
        assertThat(first().item().id()).isEqualTo(item);
        assertThat(waiting(grace)).contains(item);
        assertThat(waiting(as(APPS))).doesNotContain(item);
    }
}
