package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import org.countersign.campaign.ReviewItem;
import org.countersign.campaign.Verdict;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.LongQueue;
import org.countersign.testkit.Window;
import org.countersign.ui.PlainReview.Outcome;
import org.countersign.ui.PlainReview.Said;

/// Hands that review by keys alone, at random, and keep in a [PlainReview] what they pressed on which item; after each
/// act the screen must say what that says.
final class ReviewHands {
    /// Longer than an item must have been looked at.
    private static final Duration LOOK = Duration.ofMillis(300);

    private final Window window;
    private final HandClock clock;
    private final PlainReview model;
    private final Random random;
    private final ReviewScreen screen;

    ReviewHands(Window window, HandClock clock, PlainReview model, Random random) {
        this.window = window;
        this.clock = clock;
        this.model = model;
        this.random = random;
        this.screen = new ReviewScreen(window, model);
    }

    private void press(KeyCode... keys) throws Exception {
        window.strike(keys);
        window.settle();
    }

    private void type(String text) throws Exception {
        for (char letter : text.toCharArray()) {
            window.strike(
                    switch (letter) {
                        case ' ' -> KeyCode.SPACE;
                        case '-' -> KeyCode.MINUS;
                        default -> KeyCode.getKeyCode(String.valueOf(Character.toUpperCase(letter)));
                    });
        }
        window.settle();
    }

    /// Types into a field of a question, as often as it takes to read there what was typed: what comes while the
    /// question still opens is lost.
    private void fill(String id, String text) throws Exception {
        for (int i = 0; i < 10 && !screen.typed(id).equals(text); i++) {
            screen.awaitFocus(id);
            press(KeyCode.CONTROL, KeyCode.A);
            if (text.matches("[a-z0-9 -]*")) {
                type(text);
            } else {
                window.type(text);
            }
        }
        assertThat(screen.typed(id)).isEqualTo(text);
    }

    /// Goes to the queue.
    void come() throws Exception {
        press(KeyCode.CONTROL, KeyCode.DIGIT3);
        screen.agrees();
    }

    /// One random act.
    void act() throws Exception {
        int what = random.nextInt(100);
        if (what < 58) {
            decideOne();
        } else if (what < 68) {
            undo();
        } else if (what < 75) {
            redo();
        } else if (what < 84) {
            move();
        } else if (what < 89) {
            segment(random.nextInt(4));
        } else if (what < 93) {
            filter();
        } else if (what < 96) {
            toggle();
        } else {
            gather();
            batch();
        }
    }

    /// Another segment, by its number from 0.
    void segment(int which) throws Exception {
        List<KeyCode> keys = List.of(KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4);
        press(keys.get(which));
        model.segment(List.of("CHANGED", "FINDINGS", "ALL", "DONE").get(which));
        screen.agrees();
    }

    void move() throws Exception {
        KeyCode way = random.nextInt(4) == 0 ? KeyCode.K : KeyCode.J;
        for (int steps = 1 + random.nextInt(3); steps > 0; steps--) {
            if (random.nextBoolean()) {
                press(KeyCode.SHIFT, way);
            } else {
                press(way);
            }
        }
        screen.agrees();
    }

    private void filter() throws Exception {
        press(KeyCode.SLASH);
        screen.awaitFocus("filter");
        if (!model.filter().isEmpty() || random.nextInt(3) == 0) {
            if (model.filter().isEmpty()) {
                model.batch().clear();
            }
            press(KeyCode.ESCAPE);
            model.filter("");
        } else {
            String word = random.nextInt(3) == 0
                    ? "p0" + random.nextInt(10)
                    : LongQueue.TEAMS.get(random.nextInt(LongQueue.TEAMS.size()));
            type(word);
            press(KeyCode.TAB);
            press(KeyCode.TAB);
            model.filter(word);
        }
        screen.agrees();
    }

    /// The item that is to be decided: mostly one that waits.
    private String chosen() throws Exception {
        if (model.visible().stream().noneMatch(model::waits)) {
            unfiltered();
            segment(2);
        }
        String id = screen.here();
        if (!id.isEmpty() && !model.waits(id) && random.nextInt(3) > 0) {
            press(KeyCode.SHIFT, KeyCode.J);
            id = screen.here();
        }
        return id;
    }

    private void decideOne() throws Exception {
        String id = chosen();
        if (id.isEmpty()) {
            return;
        }
        int what = random.nextInt(20);
        decide(
                id,
                what < 11
                        ? Verdict.APPROVE
                        : what < 15 ? Verdict.REVOKE : what < 18 ? Verdict.APPROVE_UNTIL : Verdict.DONT_KNOW);
    }

    /// Decides the item that is looked at, or goes back from its question.
    void decide(String id, Verdict verdict) throws Exception {
        ReviewItem item = model.item(id);
        key(verdict);
        boolean asks = verdict == Verdict.REVOKE
                || verdict == Verdict.APPROVE_UNTIL
                || verdict == Verdict.APPROVE && PlainReview.grave(item);
        assertThat(screen.asked())
                .as("%s of %s: %s, focus %s", verdict, id, screen.status(), window.focused())
                .isEqualTo(asks);
        if (asks && random.nextInt(8) == 0) {
            press(KeyCode.ESCAPE);
            assertThat(screen.asked()).isFalse();
            screen.agrees();
            return;
        }
        Optional<LocalDate> until = Optional.empty();
        Optional<String> reason = Optional.empty();
        if (asks) {
            screen.awaitFocus(verdict == Verdict.APPROVE_UNTIL ? "until" : "reason");
        }
        if (verdict == Verdict.APPROVE_UNTIL) {
            until = Optional.of(
                    LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1 + random.nextInt(365)));
            fill("until", until.get().toString());
            press(KeyCode.TAB);
        }
        if (asks && (verdict != Verdict.REVOKE || random.nextBoolean())) {
            reason = Optional.of(reason());
            fill("reason", reason.get());
        }
        if (asks) {
            screen.answer();
        }
        if (model.decide(id, verdict, reason, until) == Outcome.REFUSED) {
            assertThat(screen.status()).contains(id);
        }
        screen.agrees();
    }

    private String reason() {
        return "because of " + random.nextInt(1_000_000);
    }

    /// A key that decides, pressed again where it came before the item was there.
    void key(Verdict verdict) throws Exception {
        KeyCode key =
                switch (verdict) {
                    case APPROVE -> KeyCode.A;
                    case APPROVE_UNTIL -> KeyCode.U;
                    case REVOKE -> KeyCode.R;
                    case DONT_KNOW -> KeyCode.D;
                };
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        do {
            assertThat(System.nanoTime()).as("too soon for 20 s").isLessThan(deadline);
            clock.pass(LOOK);
            press(key);
            if (verdict == Verdict.REVOKE) {
                // What is at stake is read before it asks.
                window.soon(() -> window.lookup("#dialog-ok") != null || screen.tooSoon());
            }
        } while (!screen.asked() && screen.tooSoon());
    }

    void undo() throws Exception {
        if (random.nextBoolean()) {
            press(KeyCode.Z);
        } else {
            press(KeyCode.CONTROL, KeyCode.Z);
        }
        List<Said> back = model.undo();
        screen.agrees();
        if (back.size() == 1 && model.visible().contains(back.getFirst().item())) {
            assertThat(screen.here()).isEqualTo(back.getFirst().item());
        }
    }

    void redo() throws Exception {
        if (random.nextBoolean()) {
            press(KeyCode.Y);
        } else {
            press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
        }
        if (!model.redo()) {
            assertThat(screen.status()).startsWith("Nothing to redo");
        }
        screen.agrees();
    }

    private void toggle() throws Exception {
        String id = screen.here();
        press(KeyCode.SPACE);
        if (!id.isEmpty() && !model.toggle(id)) {
            assertThat(screen.status()).startsWith("This one is decided alone");
        }
        screen.agrees();
    }

    /// Selects a few one by one, or everything of a filter.
    void gather() throws Exception {
        if (model.filter().isEmpty()) {
            for (int i = 0; i < 3; i++) {
                toggle();
                press(KeyCode.SHIFT, KeyCode.J);
            }
        } else {
            all();
        }
    }

    /// Selects everything that is shown and may be decided at once.
    void all() throws Exception {
        press(KeyCode.CONTROL, KeyCode.A);
        model.selectVisible();
        screen.agrees();
    }

    /// Decides what is selected at once; what that was.
    Set<String> batch() throws Exception {
        press(KeyCode.B);
        int count = model.batch().size();
        assertThat(screen.asked()).isEqualTo(count > 0);
        if (count == 0) {
            return Set.of();
        }
        screen.awaitFocus("batch-count");
        Verdict verdict = random.nextInt(3) == 0 ? Verdict.REVOKE : Verdict.APPROVE;
        if (verdict == Verdict.REVOKE) {
            press(KeyCode.SHIFT, KeyCode.TAB);
            window.press(KeyCode.DOWN);
            window.press(KeyCode.DOWN);
            window.press(KeyCode.ENTER);
            press(KeyCode.TAB);
        }
        String reason = reason();
        fill("batch-count", Integer.toString(count));
        press(KeyCode.TAB);
        fill("reason", reason);
        press(KeyCode.CONTROL, KeyCode.ENTER);
        window.meanwhile(() -> window.lookup("#batch-count") == null && window.lookup("#dialog-ok") != null);
        String sure =
                Window.onFx(() -> window.findHere("#dialog-ok", Button.class).getText());
        assertThat(sure).contains(Integer.toString(count));
        screen.answer();
        Set<String> decided = model.decideBatch(verdict, reason);
        screen.agrees();
        return decided;
    }

    /// Signs with the key in a file.
    void sign(Path file, String password) throws Exception {
        press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S);
        screen.awaitFocus("key-file");
        fill("key-file", file.toString());
        press(KeyCode.TAB);
        press(KeyCode.TAB);
        fill("password", password);
        press(KeyCode.CONTROL, KeyCode.ENTER);
        window.until(() -> window.lookup("#dialog-ok") == null);
        model.sign();
        screen.agrees();
    }

    /// Shows everything, whatever it is called.
    void unfiltered() throws Exception {
        if (!model.filter().isEmpty()) {
            press(KeyCode.SLASH);
            screen.awaitFocus("filter");
            press(KeyCode.ESCAPE);
            model.filter("");
        }
        screen.agrees();
    }

    /// Decides what waits, one after another.
    void rest() throws Exception {
        while (model.counts().waiting() > 0) {
            String id = screen.here();
            if (!model.waits(id)) {
                press(KeyCode.SHIFT, KeyCode.J);
                id = screen.here();
            }
            decide(id, PlainReview.grave(model.item(id)) ? Verdict.REVOKE : Verdict.APPROVE);
        }
    }
}
