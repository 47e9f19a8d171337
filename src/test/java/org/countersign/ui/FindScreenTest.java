package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.countersign.testkit.Samples;
import org.countersign.testkit.Window;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Anything by a few letters, with keys alone.
class FindScreenTest {
    @TempDir
    private Path folder;

    private static int found(Window window) {
        return window.lookup("#find-list") instanceof ListView<?> list
                ? list.getItems().size()
                : 0;
    }

    private static String first(Window window) {
        ListView<?> list = (ListView<?>) window.lookup("#find-list");
        return String.valueOf(list.getSelectionModel().getSelectedItem());
    }

    @Test
    void aPersonIsOpenedByALetterOrTwoAndALinkLeadsBack() throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            window.press(KeyCode.CONTROL, KeyCode.K);
            assertThat(window.focused().orElseThrow()).isInstanceOf(TextInputControl.class);
            window.picture("find-empty");
            window.type("hopper");
            window.until(() -> found(window) > 0 && first(window).contains("Grace Hopper"));
            window.picture("find");
            window.press(KeyCode.ENTER);
            window.until(() -> window.lookup("#find-list") == null);
            window.until(() -> window.lookup(".label") != null);
            window.picture("find-person");
            window.press(KeyCode.ALT, KeyCode.LEFT);
        }
    }

    @Test
    void aCommandIsDoneAndEscapeLeavesEverythingAsItWas() throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            window.press(KeyCode.CONTROL, KeyCode.K);
            window.type("backup");
            window.until(() -> found(window) > 0 && first(window).contains("GO_SETTINGS"));
            window.press(KeyCode.ESCAPE);
            window.press(KeyCode.CONTROL, KeyCode.K);
            window.type("settings");
            window.until(() -> found(window) > 0 && first(window).contains("GO_SETTINGS"));
            window.press(KeyCode.ENTER);
            window.until(() -> window.lookup("#keys") != null);
            window.press(KeyCode.CONTROL, KeyCode.K);
            assertThat(window.find("#find-text", TextField.class).getText()).isEmpty();
            window.press(KeyCode.ESCAPE);
            assertThat(Window.onFx(() -> window.lookup("#find-list") == null)).isTrue();
            assertThat(Window.onFx(() -> window.lookup("#keys") != null)).isTrue();
        }
    }

    @Test
    void aFindingAndAGroupLeadToWhatSaysThem() throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            window.go(Place.OVERVIEW);
            window.press(KeyCode.CONTROL, KeyCode.K);
            window.type("nordlys");
            window.until(() -> found(window) > 0);
            window.dark(true);
            window.picture("find-dark");
            Window.onFx(() -> {
                ListView<?> list = (ListView<?>) window.lookup("#find-list");
                for (int i = 0; i < list.getItems().size(); i++) {
                    if (list.getItems().get(i).toString().contains("FINDING")) {
                        list.getSelectionModel().select(i);
                    }
                }
                return true;
            });
            window.press(KeyCode.ENTER);
            window.until(() -> window.lookup("#filter") instanceof TextField filter
                    && filter.getText().toLowerCase(java.util.Locale.ROOT).contains("nordlys"));
        }
    }
}
