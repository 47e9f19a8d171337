package org.countersign.ui;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.countersign.campaign.ReviewItem;
import org.countersign.campaign.Verdict;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.Window;

/// The process that is killed: reviews in the real window by keys, as fast as it may, and says each decision when the
/// window shows it as taken. Warms up, and opens the workspace once it is told to by a line.
final class Reviewing {
    private final Window window;
    private final HandClock clock;
    private final Random random;
    private final Map<String, ReviewItem> items;
    /// What was pressed last, until it is shown.
    private final Deque<String> pressed = new ArrayDeque<>();

    private Reviewing(Window window, HandClock clock, Random random) {
        this.window = window;
        this.clock = clock;
        this.random = random;
        this.items = ReviewOnDisk.items(window.app()).stream()
                .map(state -> state.item())
                .collect(Collectors.toMap(ReviewItem::id, item -> item));
    }

    /// Arguments: workspace, where the clock stands, seed, another workspace to warm up on.
    public static void main(String[] arguments) throws Exception {
        var clock = new HandClock(Instant.parse(arguments[1]));
        new Window(Path.of(arguments[3]), Optional.empty(), clock).close();
        System.out.println("warm");
        if (System.in.read() < 0) {
            return;
        }
        var window = new Window(Path.of(arguments[0]), Optional.empty(), clock);
        new Reviewing(window, clock, new Random(Long.parseLong(arguments[2]))).review();
    }

    private void review() throws Exception {
        window.press(KeyCode.CONTROL, KeyCode.DIGIT3);
        window.meanwhile(() -> !chosen().isEmpty());
        window.press(KeyCode.DIGIT3);
        Window.onFx(() -> {
            window.findHere("#progress", Label.class).textProperty().subscribe((_, _) -> say());
            return true;
        });
        while (true) {
            decide();
        }
    }

    private String chosen() {
        ListView<?> list = window.findHere("#list", ListView.class);
        return list == null ? "" : Shown.chosen(list);
    }

    /// The figures over the queue have moved.
    private void say() {
        System.out.println(pressed.remove());
        System.out.flush();
    }

    private boolean asks() {
        return window.lookup("#dialog-ok") != null;
    }

    private void decide() throws Exception {
        window.meanwhile(() -> !chosen().isEmpty());
        String item = Window.onFx(this::chosen);
        Verdict verdict = PlainReview.grave(items.get(item))
                ? Verdict.REVOKE
                : random.nextInt(4) == 0 ? Verdict.DONT_KNOW : Verdict.APPROVE;
        Window.onFx(() -> pressed.add(item + " " + verdict));
        while (Window.onFx(() -> pressed.contains(item + " " + verdict) && !asks())) {
            clock.pass(Duration.ofMillis(300));
            window.strike(verdict == Verdict.REVOKE ? KeyCode.R : verdict == Verdict.APPROVE ? KeyCode.A : KeyCode.D);
            window.soon(() -> pressed.isEmpty() || asks());
        }
        if (Window.onFx(this::asks)) {
            new ReviewScreen(window).answer();
        }
        window.meanwhile(pressed::isEmpty);
    }
}
