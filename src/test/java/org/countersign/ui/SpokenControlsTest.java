package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.countersign.testkit.Samples;
import org.countersign.testkit.Window;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever can have the focus has words for it: its own text, or one for a screen reader.
class SpokenControlsTest {
    @Test
    void everyControlOfEveryScreenHasWords(@TempDir Path folder) throws Exception {
        var silent = new TreeSet<String>();
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            for (Place place : Place.values()) {
                window.go(place);
                silent.addAll(look(window, place.name()));
            }
            window.go(Place.PEOPLE);
            window.press(KeyCode.ENTER);
            silent.addAll(look(window, "person"));
            window.go(Place.CAMPAIGNS);
            window.press(KeyCode.ENTER);
            silent.addAll(look(window, "campaign"));
            window.go(Place.CAMPAIGNS);
            Window.onFx(() -> {
                window.findHere("#begin", Button.class).fire();
                return true;
            });
            window.settle();
            silent.addAll(look(window, "opening"));
            window.press(KeyCode.CONTROL, KeyCode.L);
            silent.addAll(look(window, "ledger"));
            window.go(Place.REVIEW);
            window.press(KeyCode.R);
            silent.addAll(look(window, "revoke"));
            window.press(KeyCode.ESCAPE);
            window.press(KeyCode.U);
            silent.addAll(look(window, "until"));
            window.press(KeyCode.ESCAPE);
            window.press(KeyCode.CONTROL, KeyCode.K);
            silent.addAll(look(window, "find"));
            window.press(KeyCode.ESCAPE);
            window.press(KeyCode.F1);
            silent.addAll(look(window, "keys"));
        }
        assertThat(silent).isEmpty();
    }

    private static List<String> look(Window window, String screen) throws Exception {
        return Window.onFx(() -> {
            var found = new TreeSet<String>();
            look(window.lookup(".root"), screen, found);
            return List.copyOf(found);
        });
    }

    private static void look(Node node, String screen, TreeSet<String> silent) {
        if (!node.isVisible() || node.isDisabled()) {
            return;
        }
        if (node.isFocusTraversable() && !says(node) && !(node instanceof ScrollPane)) {
            silent.add(
                    screen + ": " + node.getClass().getSimpleName() + " " + node.getId() + " " + node.getStyleClass());
        }
        // A box of choices is one control, whatever it is made of.
        if (node instanceof Parent parent && !(node instanceof ComboBoxBase<?>)) {
            parent.getChildrenUnmodifiable().forEach(child -> look(child, screen, silent));
        }
    }

    private static boolean says(Node node) {
        return filled(node.getAccessibleText())
                || (node instanceof Labeled labeled && filled(labeled.getText()))
                || (node instanceof TextInputControl input && (filled(input.getPromptText()) || labelled(node)))
                || labelled(node);
    }

    /// By a label that says whose it is.
    private static boolean labelled(Node node) {
        Parent parent = node.getParent();
        return parent != null
                && parent.getChildrenUnmodifiable().stream()
                        .anyMatch(other -> other instanceof javafx.scene.control.Label label
                                && label.getLabelFor() == node
                                && filled(label.getText()));
    }

    private static boolean filled(String text) {
        return text != null && !text.isBlank();
    }
}
