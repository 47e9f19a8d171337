package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.countersign.evidence.ChangedBundle;
import org.countersign.testkit.House;
import org.countersign.testkit.Samples;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Window;
import org.countersign.testkit.Words;
import org.countersign.text.Strings;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is refused below the screens is read in German in a German window: where, why, and what to do.
class GermanRefusalsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void german() {
        Strings.speak(Locale.GERMAN);
    }

    @AfterEach
    void english() {
        Strings.speak(Locale.ROOT);
    }

    @Test
    void aFileThatIsCutOffIsRefusedInGerman() throws Exception {
        try (var house = new House(folder)) {
            house.governance("snapshotMaxAge: P1D", "");
            house.snapshot("okta", House.active("u", "ursula")).snapshot("slack", House.active("u", "ursula"));
        }
        Path export = Files.createDirectories(folder.resolve("export"));
        Files.writeString(export.resolve("slack-users.json"), "[{\"id\": \"a\",\n \"userName\": \"ad");
        Files.writeString(export.resolve("slack-page-2.json"), "<html>sign in</html>");
        try (var window = new Window(folder.resolve("house.countersign"), Optional.of(export))) {
            window.go(Place.SOURCES);
            window.press(KeyCode.DOWN);
            Window.onFx(() -> {
                window.findHere("#choose", Button.class).fire();
                return true;
            });
            window.until(() -> Words.of(window.lookup(".root")).contains("slack-users.json"));
            window.picture("german-refused-import");
            assertThat(Window.onFx(() -> Words.of(window.lookup(".root"))))
                    .contains("slack-users.json, Zeile 2, Spalte")
                    .contains("Das JSON endet mittendrin: Die Datei ist abgeschnitten.")
                    .contains("Exportieren Sie noch einmal, und zwar ganz.")
                    .contains("Das ist HTML oder XML, kein JSON: So sieht eine Anmeldeseite aus")
                    .doesNotContain("Export it again");
        }
    }

    @Test
    void aNameThatNoCampaignCanHaveIsRefusedInGerman() throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            window.go(Place.CAMPAIGNS);
            Window.onFx(() -> {
                window.findHere("#begin", Button.class).fire();
                return true;
            });
            window.until(() -> !window.findHere("#open-do", Button.class).isDisabled());
            Window.onFx(() -> {
                window.findHere("#open-name", TextField.class).setText("Winter 2026!");
                return true;
            });
            window.until(() -> Words.of(window.lookup(".root")).contains("Winter 2026!: "));
            window.picture("german-refused-campaign");
            assertThat(Window.onFx(() -> Words.of(window.lookup(".root"))))
                    .contains("Winter 2026!: Der Name einer Prüfung besteht aus a-z, 0-9 und -, höchstens 40 Zeichen.");
        }
    }

    @Test
    void whatAVerificationFindsIsSaidInGerman() throws Exception {
        Path bad = folder.resolve("q4-changed.asice");
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC())) {
            Files.write(
                    bad,
                    ChangedBundle.of(
                            campaign.sign().bundle(),
                            "decisions/001.ndjson",
                            text -> text.replaceFirst("looked at", "not looked at")));
        }
        try (var window = new Window(folder.resolve("house.countersign"), Optional.empty())) {
            window.go(Place.EVIDENCE);
            Node page = window.find("#page", Node.class);
            assertThat(window.dragOver(List.of(bad), page)).isTrue();
            assertThat(window.drop(page)).isTrue();
            window.until(() -> window.lookup("#evidence-checks") != null);
            window.picture("german-refused-bundle");
            assertThat(Window.onFx(() -> window.lookup("#evidence-signers").lookupAll(".table-cell").stream()
                            .map(cell -> ((Labeled) cell).getText())
                            .toList()))
                    .contains("Prüfer", "Verantwortliche");
            assertThat(Window.onFx(() -> Words.of(window.lookup("#evidence-checks"))))
                    .contains("Das Nachweisbündel ist Byte für Byte so, wie sein Inhalt es verlangt")
                    .contains("decisions/001.ndjson ist nicht das, was in META-INF/ASiCManifest001.xml unterschrieben")
                    .containsPattern("[0-9] Posten")
                    .doesNotContain(" is ")
                    .doesNotContain(" the ");
        }
    }
}
