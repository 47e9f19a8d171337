package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Random;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.countersign.campaign.Verdict;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.House;
import org.countersign.testkit.LongQueue;
import org.countersign.testkit.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys that follow each other as fast as fingers are: each does what it does when there is time.
class QuickKeysTest {
    @TempDir
    private Path folder;

    private Window window;
    private PlainReview model;
    private ReviewHands hands;
    private ReviewScreen screen;

    @BeforeEach
    void open() throws Exception {
        var clock = new HandClock(House.NOW);
        window = new Window(LongQueue.make(folder, clock), Optional.empty(), clock);
        model = new PlainReview(ReviewOnDisk.items(window.app()), LongQueue.REVIEWER);
        hands = new ReviewHands(window, clock, model, new Random(1));
        screen = new ReviewScreen(window, model);
        hands.come();
    }

    @AfterEach
    void close() throws Exception {
        window.close();
    }

    @Test
    void aKeyThatAsksAsksAgainWhenItIsPressedAgain() throws Exception {
        screen.here();
        for (int i = 0; i < 3; i++) {
            hands.key(Verdict.REVOKE);
            assertThat(screen.asked()).as("time %d", i).isTrue();
            window.press(KeyCode.ESCAPE);
            assertThat(screen.asked()).isFalse();
        }
    }

    @Test
    void theSlashIsNotPartOfTheFilter() throws Exception {
        screen.here();
        window.press(KeyCode.SLASH);
        assertThat(window.find("#filter", TextField.class).getText()).isEmpty();
        window.type("amber");
        assertThat(window.find("#filter", TextField.class).getText()).isEqualTo("amber");
    }

    @Test
    void keysCannotReachWhatIsBehindAQuestion() throws Exception {
        screen.here();
        hands.key(Verdict.REVOKE);
        screen.awaitFocus("reason");
        var reached = new LinkedHashSet<String>();
        for (int i = 0; i < 8; i++) {
            window.press(KeyCode.SHIFT, KeyCode.TAB);
            reached.add(window.focused().map(Node::getId).orElse("nothing"));
        }
        for (int i = 0; i < 8; i++) {
            window.press(KeyCode.CONTROL, KeyCode.TAB);
            reached.add(window.focused().map(Node::getId).orElse("nothing"));
        }
        assertThat(reached).containsExactlyInAnyOrder("reason", "dialog-back", "dialog-ok");
    }
}
