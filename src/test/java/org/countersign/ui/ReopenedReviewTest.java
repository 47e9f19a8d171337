package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.countersign.app.Countersign;
import org.countersign.campaign.Verdict;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.House;
import org.countersign.testkit.LongQueue;
import org.countersign.testkit.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A window that is closed at twenty moments of a review, in the midst of whatever is under way: after each opening all
/// that was shown as taken is there, and nothing else.
class ReopenedReviewTest {
    private static final int CLOSINGS = 20;

    @TempDir
    private Path folder;

    private final Random random = new Random(21);
    private final HandClock clock = new HandClock(House.NOW);
    private Window window;
    private PlainReview model;
    private ReviewHands hands;
    private ReviewScreen screen;
    /// What the last key meant, where nobody waited for it.
    private Optional<Runnable> meant = Optional.empty();

    private boolean shown;

    @Test
    void aWindowClosedAtAnyMomentLosesNothing() throws Exception {
        Path workspace = LongQueue.make(folder, clock);
        try (var app = Countersign.open(workspace, clock)) {
            model = new PlainReview(ReviewOnDisk.items(app), LongQueue.REVIEWER);
        }
        for (int closing = 0; closing < CLOSINGS; closing++) {
            window = new Window(workspace, Optional.empty(), clock);
            try {
                model.reopen();
                hands = new ReviewHands(window, clock, model, random);
                screen = new ReviewScreen(window, model);
                hands.come();
                ReviewOnDisk.agrees(window.app(), model);
                for (int acts = random.nextInt(6); acts >= 0; acts--) {
                    hands.act();
                }
                midst(closing % 5);
            } finally {
                window.close();
            }
            settle(workspace);
            try (var app = Countersign.open(workspace, clock)) {
                ReviewOnDisk.agrees(app, model);
            }
        }
        assertThat(model.all()).hasSizeGreaterThan(CLOSINGS);
    }

    private void midst(int what) throws Exception {
        switch (what) {
            case 0 -> written();
            case 1 -> {
                screen.here();
                hands.unfiltered();
                hands.segment(2);
                hands.key(Verdict.REVOKE);
                assertThat(screen.asked()).isTrue();
            }
            case 2 -> {
                hands.gather();
            }
            case 3 -> hands.undo();
            default -> atOnce(KeyCode.Z, model::undo);
        }
    }

    /// Goes while a decision is written.
    private void written() throws Exception {
        hands.unfiltered();
        hands.segment(2);
        String id = screen.here();
        for (int i = 0; i < 20 && (!model.waits(id) || PlainReview.grave(model.item(id))); i++) {
            window.press(KeyCode.SHIFT, KeyCode.J);
            id = screen.here();
        }
        String item = id;
        clock.pass(Duration.ofMillis(300));
        atOnce(KeyCode.D, () -> model.decide(item, Verdict.DONT_KNOW, Optional.empty(), Optional.empty()));
    }

    private void atOnce(KeyCode key, Runnable act) throws Exception {
        Label progress = window.find("#progress", Label.class);
        String before = Window.onFx(() -> progress.getText());
        window.strike(key);
        meant = Optional.of(act);
        shown = !Window.onFx(() -> progress.getText()).equals(before);
    }

    /// What nobody waited for has happened, or it has not; what was shown has.
    private void settle(Path workspace) throws Exception {
        if (meant.isPresent()) {
            try (var app = Countersign.open(workspace, clock)) {
                List<Integer> acts = ReviewOnDisk.acts(app);
                boolean happened = !acts.equals(model.acts());
                assertThat(happened || !shown).as("shown, and not there").isTrue();
                if (happened) {
                    meant.get().run();
                }
            }
            meant = Optional.empty();
        }
    }
}
