package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.countersign.app.Countersign;
import org.countersign.testkit.Samples;
import org.countersign.testkit.Window;
import org.countersign.ui.keys.Act;
import org.countersign.ui.preferences.Choices.Look;
import org.countersign.ui.preferences.Choices.SingleKeys;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The settings, by keys and by buttons, on the sample organisation.
class SettingsScreenTest {
    @TempDir
    private Path folder;

    private static void fire(Window window, String id) throws Exception {
        Window.onFx(() -> {
            window.findHere(id, ButtonBase.class).fire();
            return true;
        });
        window.settle();
    }

    private static void choose(Window window, Act act) throws Exception {
        Window.onFx(() -> {
            var table = (TableView<?>) window.lookup("#keys");
            table.getSelectionModel().select(act.ordinal());
            table.scrollTo(act.ordinal());
            table.requestFocus();
            return true;
        });
        window.settle();
    }

    @Test
    void aKeyIsChangedByPressingItAndHoldsAtOnce() throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            window.press(KeyCode.CONTROL, KeyCode.COMMA);
            assertThat(window.find("#keys", TableView.class)).isNotNull();
            window.picture("settings");
            choose(window, Act.DONT_KNOW);
            window.press(KeyCode.ENTER);
            assertThat(window.focused().orElseThrow().getId()).isEqualTo("key-capture");
            window.press(KeyCode.Z);
            assertThat(window.find("#key-capture", TextField.class).getText()).isEqualTo("Z");
            assertThat(window.find("#key-taken", Label.class).getText()).contains("Z is: Undo");
            window.picture("settings-key");
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            assertThat(window.preferences().choices().keys()).containsKeys("DONT_KNOW", "UNDO");

            window.go(Place.REVIEW);
            int decided = decided(window.app());
            Node cap = window.find("#decide-D", Button.class).lookup(".keycap");
            assertThat(((Label) cap).getText()).isEqualTo("Z");
            Thread.sleep(300);
            window.press(KeyCode.Z);
            assertThat(decided(window.app())).isEqualTo(decided + 1);
            window.press(KeyCode.D);
            assertThat(decided(window.app())).as("D undoes now").isEqualTo(decided);

            window.go(Place.SETTINGS);
            fire(window, "#key-reset-all");
            assertThat(window.preferences().choices().keys()).isEmpty();
        }
    }

    @Test
    void aKeyThatIsWhatItIsEverywhereIsNotTaken() throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            window.go(Place.SETTINGS);
            choose(window, Act.FILTER);
            window.press(KeyCode.ENTER);
            window.press(KeyCode.ENTER);
            assertThat(window.find("#key-taken", Label.class).getText()).contains("stays");
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            assertThat(window.find("#dialog-problem", Label.class).getText()).isNotEmpty();
            window.press(KeyCode.ESCAPE);
            assertThat(window.preferences().choices().keys()).isEmpty();
            choose(window, Act.LEAVE);
            assertThat(window.find("#key-change", Button.class).isDisabled()).isTrue();
        }
    }

    @Test
    void singleKeysAreTurnedOffInTheStatusBarAndDecideNothingThen() throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            window.go(Place.REVIEW);
            int decided = decided(window.app());
            assertThat(window.find("#single-keys", Hyperlink.class).getText()).isEqualTo("Single keys on");
            fire(window, "#single-keys");
            assertThat(window.find("#single-keys", Hyperlink.class).getText()).isEqualTo("Single keys with Alt");
            window.press(KeyCode.ESCAPE);
            Thread.sleep(300);
            window.press(KeyCode.D);
            assertThat(decided(window.app())).isEqualTo(decided);
            window.press(KeyCode.ALT, KeyCode.D);
            assertThat(decided(window.app())).isEqualTo(decided + 1);
            fire(window, "#single-keys");
            assertThat(window.preferences().choices().singleKeys()).isEqualTo(SingleKeys.OFF);
            Thread.sleep(300);
            window.press(KeyCode.ESCAPE);
            window.press(KeyCode.ALT, KeyCode.D);
            window.press(KeyCode.D);
            assertThat(decided(window.app())).isEqualTo(decided + 1);
            window.press(KeyCode.CONTROL, KeyCode.Z);
            assertThat(decided(window.app())).as("keys with Ctrl stay").isEqualTo(decided);
            window.press(KeyCode.F1);
            window.picture("settings-overlay-off");
        }
    }

    private static int decided(Countersign app) {
        return app.workspace().read(tx -> {
            var store = new org.countersign.campaign.CampaignStore(tx);
            return store.all().stream()
                    .filter(one -> one.state() == org.countersign.campaign.Campaign.State.OPEN)
                    .mapToInt(one -> (int) store.items(one.name()).stream()
                            .filter(item -> item.decision().isPresent())
                            .count())
                    .sum();
        });
    }

    @Test
    void theWorkspaceIsCheckedAndCopied() throws Exception {
        Path copy = folder.resolve("copy.countersign");
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.of(copy))) {
            window.go(Place.SETTINGS);
            window.until(() -> window.lookup("#workspace-check") != null);
            fire(window, "#workspace-check");
            window.until(() -> window.lookup(".note.approve") != null);
            fire(window, "#workspace-backup");
            window.until(() -> Files.exists(copy));
            try (var opened = Countersign.open(copy, Clock.systemUTC())) {
                assertThat(decided(opened)).isEqualTo(decided(window.app()));
            }
            fire(window, "#workspace-backup");
            window.until(() -> window.lookup(".note.high") != null);
            fire(window, "#theme-DARK");
            assertThat(window.preferences().choices().look()).isEqualTo(Look.DARK);
            window.dark(true);
            window.picture("settings-dark");
            window.size(1024, 680);
            window.picture("settings-small");
        }
    }

    @Test
    void regionsAreWalkedAndTheRailIsTurned() throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            window.go(Place.FINDINGS);
            double wide = window.find(".nav", javafx.scene.layout.Region.class).getWidth();
            window.press(KeyCode.CONTROL, KeyCode.B);
            assertThat(window.find(".nav", javafx.scene.layout.Region.class).getWidth())
                    .isLessThan(wide / 2);
            window.press(KeyCode.CONTROL, KeyCode.B);
            assertThat(window.find(".nav", javafx.scene.layout.Region.class).getWidth())
                    .isEqualTo(wide);
            var seen = new java.util.LinkedHashSet<Node>();
            for (int i = 0; i < 8; i++) {
                window.press(KeyCode.F6);
                seen.add(window.focused().orElseThrow());
            }
            assertThat(seen).hasSizeGreaterThanOrEqualTo(4);
            assertThat(seen).anyMatch(node -> node.getStyleClass().contains("nav-item"));
            assertThat(seen).anyMatch(node -> node.getStyleClass().contains("status-link"));
            Node here = window.focused().orElseThrow();
            window.press(KeyCode.F6);
            window.press(KeyCode.SHIFT, KeyCode.F6);
            assertThat(window.focused()).contains(here);
        }
    }
}
