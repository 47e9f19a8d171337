package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Window;
import org.countersign.testkit.Words;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever can name an account must not decide in which order a reviewer reads: on no screen is a mark drawn that turns
/// a text round (evidence.md 5), and what is spelled out for it can be read.
class TurnedNamesTest {
    private static final Pattern TURNING = Pattern.compile("[\\u202A-\\u202E\\u2066\\u2067\\u200B\\u200F\\uFEFF]");

    private final TreeSet<String> turned = new TreeSet<>();
    private final TreeSet<String> spelled = new TreeSet<>();

    @Test
    @SuppressWarnings("unchecked")
    void noScreenDrawsAMarkThatTurnsAText(@TempDir Path folder) throws Exception {
        Path workspace;
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            workspace = campaign.workspace();
        }
        try (var window = new Window(workspace, Optional.empty())) {
            for (Place place : Place.values()) {
                window.go(place);
                look(window, place.name());
            }
            window.go(Place.FINDINGS);
            for (int i = 0; i < 4; i++) {
                window.press(KeyCode.DOWN);
                look(window, "finding " + i);
            }
            window.go(Place.REVIEW);
            window.until(() -> window.lookup("#reviewer") instanceof ComboBox<?> box
                    && box.getItems().size() > 1);
            Window.onFx(() -> {
                ((ComboBox<String>) window.lookup("#reviewer")).setValue("apps@example.com");
                return true;
            });
            window.settle();
            window.until(() -> Words.of(window.lookup("#item")).length() > 40);
            for (int i = 0; i < 12; i++) {
                window.press(KeyCode.J);
                look(window, "item " + i);
            }
            window.go(Place.PEOPLE);
            window.press(KeyCode.END);
            window.press(KeyCode.ENTER);
            look(window, "person");
            window.go(Place.CAMPAIGNS);
            window.press(KeyCode.ENTER);
            window.until(() -> window.lookup("#campaign-view-ITEMS") != null);
            Window.onFx(() -> {
                window.findHere("#campaign-view-ITEMS", ToggleButton.class).fire();
                return true;
            });
            window.until(() -> window.lookup("#campaign-items") instanceof TableView<?> table
                    && !table.getItems().isEmpty());
            look(window, "items");
            window.go(Place.EVIDENCE);
            window.press(KeyCode.CONTROL, KeyCode.L);
            look(window, "ledger");
            window.press(KeyCode.CONTROL, KeyCode.K);
            window.type("txt");
            look(window, "find");
        }
        assertThat(turned).isEmpty();
        assertThat(spelled).contains("PEOPLE", "items").anyMatch(one -> one.startsWith("item "));
    }

    private void look(Window window, String screen) throws Exception {
        window.settle();
        Window.onFx(() -> {
            look(window.lookup(".root"), screen);
            return true;
        });
    }

    private void look(Node node, String screen) {
        if (!node.isVisible()) {
            return;
        }
        String text =
                node instanceof Labeled labeled ? labeled.getText() : node instanceof Text run ? run.getText() : "";
        String tip = node instanceof Labeled labeled && labeled.getTooltip() != null
                ? labeled.getTooltip().getText()
                : "";
        for (String one : new String[] {text, tip, node.getAccessibleText()}) {
            if (one != null && TURNING.matcher(one).find()) {
                turned.add(screen + ": " + node.getClass().getSimpleName() + " " + node.getId() + " "
                        + node.getStyleClass() + " " + one.replace("\u202E", "{RLO}"));
            }
        }
        if (text != null && text.contains("txt‹U+202E›exe.svc")) {
            spelled.add(screen);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> look(child, screen));
        }
    }
}
