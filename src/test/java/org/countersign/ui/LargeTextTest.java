package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.countersign.testkit.Samples;
import org.countersign.testkit.Window;
import org.countersign.text.Strings;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Text at twice its size (WCAG 1.4.4): nothing that can be pressed is cut, a text that is cut says itself whole, and
/// what is beyond the window can be scrolled to.
class LargeTextTest {
    @AfterEach
    void english() {
        Strings.speak(Locale.ROOT);
    }

    /// German words are the longer ones.
    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void everyScreenCanBeReadAndUsedAtTwoHundredPerCent(String language, @TempDir Path folder) throws Exception {
        Strings.speak(Locale.of(language));
        var preferences = Window.light();
        preferences.change(choices -> choices.textSize(200));
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty(), Clock.systemUTC(), preferences)) {
            for (Place place : Place.values()) {
                window.size(1440, 900);
                window.go(place);
                look(window, language + "-" + place.name().toLowerCase(Locale.ROOT));
                window.size(1024, 680);
                look(window, language + "-" + place.name().toLowerCase(Locale.ROOT) + "-small");
            }
            window.size(1440, 900);
            window.press(KeyCode.F1);
            look(window, language + "-keys");
            window.press(KeyCode.ESCAPE);
        }
    }

    @Test
    void rowsGrowWithTextAndHairlinesDoNot(@TempDir Path folder) throws Exception {
        var preferences = Window.light();
        preferences.change(choices -> choices.textSize(200).roomy(true));
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty(), Clock.systemUTC(), preferences)) {
            window.go(Place.PEOPLE);
            window.until(() -> window.lookup(".table-row-cell") != null);
            assertThat(Window.onFx(() -> ((Region) window.lookup(".table-row-cell")).getHeight()))
                    .as("34 and 4 at twice the size")
                    .isEqualTo(76);
            assertThat(Window.onFx(() ->
                            ((Labeled) window.lookup(".table-cell")).getFont().getSize()))
                    .as("13 and 1 at twice the size")
                    .isEqualTo(28);
        }
    }

    private static void look(Window window, String name) throws Exception {
        window.picture("large-" + name);
        List<String> wrong = Window.onFx(() -> {
            var found = new ArrayList<String>();
            var root = (Parent) window.lookup(".root");
            root.applyCss();
            root.layout();
            look(root, found);
            return found;
        });
        assertThat(wrong).as(name).isEmpty();
    }

    private static void look(Node node, List<String> wrong) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled labeled
                && labeled.getText() != null
                && !labeled.getText().isEmpty()
                && !(labeled instanceof IndexedCell<?> cell && cell.isEmpty())) {
            boolean pressed = labeled instanceof ButtonBase && !(labeled instanceof Hyperlink);
            boolean cut = !labeled.isWrapText() && labeled.getWidth() + 0.5 < labeled.prefWidth(-1);
            if (cut && pressed) {
                wrong.add("cut: " + labeled.getText());
            } else if (cut && !readWhole(labeled)) {
                wrong.add("cut without a tooltip: " + labeled.getText());
            }
            if (pressed && beyond(labeled)) {
                wrong.add("cannot be reached: " + labeled.getText());
            }
            if (over(labeled)) {
                wrong.add("over the edge: " + labeled.getText());
            }
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> look(child, wrong));
        }
    }

    private static boolean readWhole(Labeled labeled) {
        Event.fireEvent(
                labeled,
                new MouseEvent(
                        MouseEvent.MOUSE_ENTERED_TARGET,
                        0,
                        0,
                        0,
                        0,
                        MouseButton.NONE,
                        0,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        false,
                        null));
        return labeled.getTooltip() != null && !labeled.getTooltip().getText().isEmpty();
    }

    /// Wider than the pane it lies in, or cut by a pane that does not scroll sideways.
    private static boolean over(Labeled labeled) {
        if (labeled.getParent() instanceof Pane pane
                && labeled.isManaged()
                && labeled.getLayoutX() + labeled.getWidth() > pane.getWidth() + 1) {
            return true;
        }
        var bounds = labeled.localToScene(labeled.getLayoutBounds());
        for (Node up = labeled.getParent(); up != null; up = up.getParent()) {
            if (up instanceof ScrollPane scroll
                    && scroll.getHbarPolicy() == ScrollPane.ScrollBarPolicy.NEVER
                    && scroll.sceneToLocal(bounds).getMaxX() > scroll.getWidth() + 1) {
                return true;
            }
        }
        return false;
    }

    /// Beyond the window, and nothing around it scrolls there.
    private static boolean beyond(Labeled labeled) {
        var bounds = labeled.localToScene(labeled.getLayoutBounds());
        if (bounds.getMaxX() <= labeled.getScene().getWidth() + 1 && bounds.getMinX() >= -1) {
            return false;
        }
        for (Node up = labeled.getParent(); up != null; up = up.getParent()) {
            if (up instanceof ScrollPane scroll && scroll.getHbarPolicy() != ScrollPane.ScrollBarPolicy.NEVER) {
                Node content = scroll.getContent();
                var inside = content.sceneToLocal(bounds);
                return inside.getMaxX() > content.getLayoutBounds().getWidth() + 1 || inside.getMinX() < -1;
            }
        }
        return true;
    }
}
