package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.countersign.testkit.Samples;
import org.countersign.testkit.Window;
import org.countersign.text.Strings;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every screen in German on the sample organisation: no word of the screens' own is left in English, and nothing that
/// can be pressed is cut.
class GermanScreensTest {
    private final Set<String> english = ownWords();

    @AfterEach
    void english() {
        Strings.speak(Locale.ROOT);
    }

    /// What the English screens say that the German ones do not.
    private static Set<String> ownWords() {
        Set<String> own = words();
        // Evidence has the same words under keys of its own, which are English in each language.
        List<String> frozen = List.of(Strings.of("review.access.account"), Strings.of("review.access.group"));
        Strings.speak(Locale.GERMAN);
        own.removeAll(words());
        own.addAll(frozen);
        return own;
    }

    private static Set<String> words() {
        return Strings.bundle().keySet().stream()
                .map(key -> Strings.bundle().getString(key))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyScreenIsWholeInGerman(@TempDir Path folder) throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            for (Place place : Place.values()) {
                window.size(1440, 900);
                window.go(place);
                look(window, place.name().toLowerCase(Locale.ROOT));
                window.size(1024, 680);
                look(window, place.name().toLowerCase(Locale.ROOT) + "-small");
            }
        }
    }

    @Test
    void questionsAreWholeInGerman(@TempDir Path folder) throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            window.press(KeyCode.F1);
            look(window, "keys");
            window.press(KeyCode.ESCAPE);
            window.press(KeyCode.CONTROL, KeyCode.DIGIT2);
            window.until(() -> !window.lookup("#acknowledge").isDisabled());
            window.press(KeyCode.E);
            look(window, "acknowledge");
            window.press(KeyCode.ESCAPE);
            window.go(Place.REVIEW);
            window.press(KeyCode.R);
            look(window, "revoke");
            window.press(KeyCode.ESCAPE);
            window.press(KeyCode.U);
            look(window, "until");
            window.press(KeyCode.ESCAPE);
            window.press(KeyCode.D);
            window.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S);
            look(window, "sign");
            window.press(KeyCode.ESCAPE);
            window.press(KeyCode.CONTROL, KeyCode.A);
            window.press(KeyCode.B);
            look(window, "batch");
            window.press(KeyCode.ESCAPE);
            window.press(KeyCode.CONTROL, KeyCode.DIGIT5);
            window.press(KeyCode.ENTER);
            look(window, "person");
        }
    }

    @Test
    void campaignsAreWholeInGerman(@TempDir Path folder) throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            window.go(Place.CAMPAIGNS);
            fire(window, "#begin");
            window.until(() -> !window.findHere("#open-do", Button.class).isDisabled());
            look(window, "campaigns-new");
            window.go(Place.CAMPAIGNS);
            window.press(KeyCode.ENTER);
            window.until(() -> window.lookup("#campaign-reviewers") != null);
            look(window, "campaigns-one");
            fire(window, "#campaign-view-ITEMS");
            look(window, "campaigns-items");
            fire(window, "#campaign-view-SCOPE");
            look(window, "campaigns-scope");
        }
    }

    @Test
    void groupsAndMappingsAreWholeInGerman(@TempDir Path folder) throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            Window.onFx(() -> window.lead("groups", "okta/00g01"));
            window.until(() -> window.lookup("#policy-card") != null
                    && !window.lookup("#group-attest").isDisabled());
            look(window, "groups-one");
            window.size(1024, 680);
            look(window, "groups-one-small");
            window.press(KeyCode.E);
            window.until(() -> window.lookup("#policy-form") != null);
            look(window, "groups-form-small");
            window.size(1440, 900);
            look(window, "groups-form");
            window.press(KeyCode.ESCAPE);
            window.until(() -> window.lookup("#policy-card") != null);
            window.press(KeyCode.A);
            window.until(() -> window.lookup("#dialog-ok") != null);
            look(window, "groups-attest");
            window.press(KeyCode.ESCAPE);
            Window.onFx(() -> window.lead("mappings", "oncall-slack"));
            window.until(() -> window.lookup("#mapping-change") != null);
            look(window, "mappings");
            window.size(1024, 680);
            look(window, "mappings-small");
            window.press(KeyCode.N);
            look(window, "mappings-add");
            window.press(KeyCode.ESCAPE);
            window.press(KeyCode.DELETE);
            look(window, "mappings-end");
        }
    }

    private static void fire(Window window, String id) throws Exception {
        Window.onFx(() -> {
            window.findHere(id, ButtonBase.class).fire();
            return true;
        });
    }

    private void look(Window window, String name) throws Exception {
        window.picture("german-" + name);
        List<String> wrong = Window.onFx(() -> {
            var found = new ArrayList<String>();
            // A count that has only just come is not laid out yet.
            var root = (Parent) window.lookup(".root");
            root.applyCss();
            root.layout();
            look(root, found);
            return found;
        });
        assertThat(wrong).as(name).isEmpty();
    }

    private void look(Node node, List<String> wrong) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Labeled labeled
                && labeled.getText() != null
                && !labeled.getText().isEmpty()) {
            if (english.contains(labeled.getText())) {
                wrong.add("English: " + labeled.getText());
            }
            boolean pressed =
                    labeled instanceof ButtonBase || labeled.getStyleClass().contains("keycap");
            if (pressed && !(labeled instanceof Hyperlink) && labeled.getWidth() + 0.5 < labeled.prefWidth(-1)) {
                wrong.add("cut: " + labeled.getText());
            }
            if (labeled instanceof Button
                    && labeled.localToScene(labeled.getLayoutBounds()).getMaxX()
                            > labeled.getScene().getWidth()) {
                wrong.add("outside: " + labeled.getText());
            }
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> look(child, wrong));
        }
    }
}
