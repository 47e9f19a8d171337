package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Button;
import org.countersign.app.Countersign;
import org.countersign.ledger.SeenHeads;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Window;
import org.countersign.testkit.Words;
import org.countersign.text.Strings;
import org.countersign.ui.preferences.Preferences;
import org.countersign.work.OwnFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An older copy in a workspace's place, before the window of somebody who saw the newer one.
class RolledBackScreenTest {
    @TempDir
    private Path folder;

    private final Preferences preferences;

    RolledBackScreenTest() throws Exception {
        preferences = Window.light();
    }

    @AfterEach
    void english() {
        Strings.speak(Locale.ROOT);
    }

    private static String strip(Window window) {
        return Words.of(window.lookup("#trouble"));
    }

    private SeenHeads memory() {
        return SeenHeads.in(new OwnFiles(preferences.file()).heads());
    }

    /// A workspace that went on, was looked at, and is what it was before again.
    private Path rolledBack() throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            Path older = folder.resolve("older");
            campaign.app().workspace().backup(older);
            campaign.decideAll();
            campaign.app().recall(memory()).look();
            Path file = campaign.workspace();
            campaign.close();
            return Files.copy(older, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void itIsSaidOverEveryScreenUntilAPersonAcceptsIt() throws Exception {
        Path file = rolledBack();
        try (var window = new Window(file, Optional.empty(), Clock.systemUTC(), preferences)) {
            window.until(() -> window.lookup("#trouble").isVisible());
            assertThat(strip(window))
                    .contains("This workspace is older than what you saw of it")
                    .containsPattern("the head ([0-9a-f]{8} ){7}[0-9a-f]{8}\\.");
            window.picture("trouble-older");
            window.dark(true);
            window.picture("trouble-older-dark");
            window.dark(false);
            window.click("#trouble-accept");
            window.until(() -> !window.lookup("#trouble").isVisible());
        }
        try (var app = Countersign.open(file, Clock.systemUTC())) {
            assertThat(app.recall(memory()).look()).isInstanceOf(org.countersign.ledger.RecallHead.Sight.Known.class);
        }
    }

    @Test
    void whatCannotBeAcceptedCanBeTriedAgain() throws Exception {
        Path file = rolledBack();
        try (var window = new Window(file, Optional.empty(), Clock.systemUTC(), preferences)) {
            window.until(() -> window.lookup("#trouble").isVisible());
            Button accept = window.find("#trouble-accept", Button.class);
            try (var app = Countersign.open(file, Clock.systemUTC())) {
                app.recall(memory()).accept(app.actor());
            }
            Window.onFx(() -> {
                accept.fire();
                return true;
            });
            window.until(() -> !accept.isDisabled());
        }
    }

    @Test
    void itIsSaidInGermanWhereThereIsLittleRoom() throws Exception {
        Path file = rolledBack();
        Strings.speak(Locale.GERMAN);
        try (var window = new Window(file, Optional.empty(), Clock.systemUTC(), preferences)) {
            window.size(1024, 680);
            window.until(() -> window.lookup("#trouble").isVisible());
            assertThat(strip(window)).contains("ist älter als das, was Sie von ihm gesehen haben");
            window.picture("trouble-older-german-small");
        }
    }
}
