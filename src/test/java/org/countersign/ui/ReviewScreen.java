package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.scene.text.Text;
import org.controlsfx.control.StatusBar;
import org.countersign.campaign.ReviewItem;
import org.countersign.testkit.Window;
import org.countersign.ui.PlainReview.Counts;

/// What the review screen says, read as it is shown.
final class ReviewScreen {
    private final Window window;
    private final PlainReview model;

    ReviewScreen(Window window, PlainReview model) {
        this.window = window;
        this.model = model;
    }

    /// Of which only questions are answered.
    ReviewScreen(Window window) {
        this(window, new PlainReview(List.of(), ""));
    }

    private static String texts(Node node) {
        return switch (node) {
            case null -> "";
            case Labeled labeled -> labeled.getText() + "\n";
            case Text text -> text.getText();
            case Parent parent ->
                parent.getChildrenUnmodifiable().stream()
                                .map(ReviewScreen::texts)
                                .collect(Collectors.joining()) + "\n";
            default -> "";
        };
    }

    /// The item that list and sheet agree upon; empty where nothing is listed.
    String here() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            String seen = Window.onFx(this::seen);
            if (!seen.equals("?")) {
                return seen;
            }
            assertThat(System.nanoTime())
                    .as(() -> "list and sheet do not agree: " + model.visible().size() + " listed, " + sheet())
                    .isLessThan(deadline);
            Thread.sleep(10);
        }
    }

    private String sheet() {
        try {
            return Window.onFx(
                    () -> texts(((Pane) window.lookup("#item")).getChildren().getFirst())
                            + list().getSelectionModel().getSelectedIndex() + " " + Shown.chosen(list()) + " "
                            + model.item(Shown.chosen(list())).label() + " "
                            + model.item(Shown.chosen(list())).access());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private ListView<?> list() {
        return window.findHere("#list", ListView.class);
    }

    private String seen() {
        int listed = model.visible().size();
        if (list() == null || list().getItems().size() != listed) {
            return "?";
        }
        var sheet = window.findHere("#item", Pane.class).getChildren();
        if (listed == 0) {
            return sheet.isEmpty() ? "" : "?";
        }
        String id = Shown.chosen(list());
        if (id.isEmpty() || sheet.isEmpty()) {
            return "?";
        }
        ReviewItem item = model.item(id);
        String head = texts(sheet.getFirst());
        boolean same =
                head.contains(item.label() + "\n") && head.contains(asks(item)) && head.contains(" of " + listed);
        return same ? id : "?";
    }

    private static String asks(ReviewItem item) {
        return switch (item.kind()) {
            case ACCOUNT -> "has an account";
            case MEMBERSHIP -> "is a member of " + item.access() + " in";
            case ROLE -> "has the role " + item.access() + " in";
            case ENTITLEMENT -> "has the entitlement " + item.access() + " in";
            case EXCEPTION -> "is allowed by hand, exception " + item.access() + " in";
            case MAPPING -> "grants";
            case GROUP -> "Policy card";
        };
    }

    /// What was last said.
    String status() throws Exception {
        return Window.onFx(() -> window.findHere("#statusBar", StatusBar.class).getText());
    }

    /// Whether a question is open.
    boolean asked() throws Exception {
        return Window.onFx(() -> window.lookup("#dialog-ok") != null);
    }

    /// Whether a key came before its item.
    boolean tooSoon() {
        return window.findHere("#statusBar", StatusBar.class).getText().startsWith("Too soon");
    }

    /// Takes the default of a question; where something is at stake, ticks first that it was read.
    void answer() throws Exception {
        strike(KeyCode.CONTROL, KeyCode.ENTER);
        if (asked() && Window.onFx(() -> window.lookup("#guard-read") != null)) {
            for (int i = 0; i < 20 && !ticked(); i++) {
                strike(KeyCode.SHIFT, KeyCode.TAB);
                if (window.focused()
                        .filter(node -> "guard-read".equals(node.getId()))
                        .isPresent()) {
                    strike(KeyCode.SPACE);
                }
            }
            strike(KeyCode.CONTROL, KeyCode.ENTER);
        }
        String problem = Window.onFx(() -> texts(window.lookup("#dialog-problem")));
        assertThat(asked()).as(problem).isFalse();
    }

    /// What stands in a field.
    String typed(String id) throws Exception {
        return Window.onFx(() -> window.lookup("#" + id) instanceof TextInputControl field ? field.getText() : "");
    }

    /// Waits until what is typed goes there.
    void awaitFocus(String id) throws Exception {
        window.until(
                () -> window.lookup("#" + id) != null && window.lookup("#" + id).isFocused());
    }

    private boolean ticked() throws Exception {
        return Window.onFx(() -> window.findHere("#guard-read", CheckBox.class).isSelected());
    }

    private void strike(KeyCode... keys) throws Exception {
        window.strike(keys);
        window.settle();
    }

    /// Waits until the figures are the model's.
    void agrees() throws Exception {
        Counts counts = model.counts();
        String progress = counts.decided() + " of " + counts.items() + " decided, " + counts.waiting() + " open";
        String segments = "Changed %d, Findings %d, Open %d, Done %d"
                .formatted(counts.changed(), counts.found(), counts.waiting(), counts.items() - counts.waiting());
        String sign = "Sign " + counts.unsigned() + (counts.unsigned() == 1 ? " decision" : " decisions");
        String batch =
                model.batch().isEmpty() ? "nothing selected" : model.batch().size() + " selected";
        String wanted = String.join("; ", progress, segments, sign, batch);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        String said = Window.onFx(this::said);
        while (!said.equals(wanted) && System.nanoTime() < deadline) {
            Thread.sleep(10);
            said = Window.onFx(this::said);
        }
        assertThat(said).as(status()).isEqualTo(wanted);
    }

    private String said() {
        var bar = window.findHere("#batchBar", Pane.class);
        return String.join(
                "; ",
                window.findHere("#progress", Label.class).getText(),
                java.util.stream.Stream.of("CHANGED", "FINDINGS", "ALL", "DONE")
                        .map(segment -> window.findHere("#queue-" + segment, ToggleButton.class)
                                .getText())
                        .collect(Collectors.joining(", ")),
                window.findHere("#sign", Button.class).getText().replaceAll("[…\\u00a0]", ""),
                bar.isVisible()
                        ? bar.getChildren().stream()
                                .filter(Label.class::isInstance)
                                .map(node -> ((Label) node).getText())
                                .collect(Collectors.joining())
                        : "nothing selected");
    }
}
