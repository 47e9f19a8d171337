package org.countersign.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.controlsfx.control.StatusBar;
import org.countersign.testkit.Damage;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.House;
import org.countersign.testkit.Likeness;
import org.countersign.testkit.LongQueue;
import org.countersign.testkit.Northwind;
import org.countersign.testkit.Tools;
import org.countersign.testkit.Window;
import org.countersign.testkit.Words;
import org.countersign.text.Strings;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Screens as somebody has looked at them: what is drawn otherwise, clipped or moved is found, however small. Kept for
/// Linux, since each system draws letters its own way.
@EnabledOnOs(OS.LINUX)
class ComparedPicturesTest {
    /// A word more or less on a screen of 1440 by 900.
    private static final double A_WORD = 0.000_1;
    /// Letters that the program has no font for are of the machine.
    private static final double LETTERS = 0.01;
    /// What shows nothing of the machine or the moment: no path, no digest.
    private static final List<Place> SAME_EVERYWHERE = List.of(
            Place.OVERVIEW,
            Place.FINDINGS,
            Place.REVIEW,
            Place.CAMPAIGNS,
            Place.PEOPLE,
            Place.GROUPS,
            Place.SOURCES,
            Place.EXCEPTIONS);

    private static final List<Place> MAIN = List.of(Place.OVERVIEW, Place.FINDINGS, Place.REVIEW);

    @TempDir
    private Path folder;

    private String user = "";

    @BeforeEach
    void somebody() {
        user = System.getProperty("user.name");
        System.setProperty("user.name", "somebody");
    }

    @AfterEach
    void myself() {
        System.setProperty("user.name", user);
        Strings.speak(Locale.ROOT);
    }

    private static void compare(Window window, List<Place> places, String name, double tolerance) throws Exception {
        for (Place place : places) {
            window.go(place);
            Likeness.same(window.picture("compared-" + place.name().toLowerCase(Locale.ROOT) + name), tolerance);
        }
    }

    @Test
    void everyScreenWithAReviewUnderWay() throws Exception {
        var clock = new HandClock(House.NOW);
        try (var window = new Window(LongQueue.make(folder, clock), Optional.empty(), clock)) {
            compare(window, SAME_EVERYWHERE, "", A_WORD);
            window.dark(true);
            compare(window, MAIN, "-dark", A_WORD);
        }
    }

    @Test
    void theMainScreensInGerman() throws Exception {
        var clock = new HandClock(House.NOW);
        Path workspace = LongQueue.make(folder, clock);
        Strings.speak(Locale.GERMAN);
        try (var window = new Window(workspace, Optional.empty(), clock)) {
            compare(window, MAIN, "-german", A_WORD);
        }
    }

    @Test
    void everyScreenBeforeAnythingIsThere() throws Exception {
        var clock = new HandClock(House.NOW);
        new House(folder, clock).close();
        try (var window = new Window(folder.resolve("house.countersign"), Optional.empty(), clock)) {
            compare(window, SAME_EVERYWHERE, "-empty", A_WORD);
        }
    }

    @Test
    void longAndForeignNames() throws Exception {
        Tools.need("fc-match");
        try (var window = new Window(Northwind.make(folder), Optional.empty(), Northwind.CLOCK)) {
            compare(window, List.of(Place.OVERVIEW, Place.FINDINGS, Place.PEOPLE, Place.SOURCES), "-foreign", LETTERS);
        }
    }

    /// By a relative path, which is the same on every machine.
    private static Path house(HandClock clock) throws Exception {
        Path at = Files.createDirectories(Path.of("target/compared"));
        for (String file : List.of("house.countersign", "house.countersign-wal", "house.countersign-shm", "away")) {
            Files.deleteIfExists(at.resolve(file));
        }
        new House(at, clock).close();
        return at.resolve("house.countersign");
    }

    private static void inTrouble(Window window, Place place, String head, String name) throws Exception {
        window.go(place);
        window.press(KeyCode.F5);
        window.until(() -> Words.of(window.lookup("#trouble")).contains(head));
        // What is announced goes after a while.
        Window.onFx(() -> {
            ((StatusBar) window.lookup("#statusBar")).setText("");
            return true;
        });
        Likeness.same(window.picture("compared-trouble-" + name), A_WORD);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "an open file cannot be taken away there")
    void whatStandsOverAScreenWhenItsWorkspaceIsInTrouble() throws Exception {
        var clock = new HandClock(House.NOW);
        Path workspace = house(clock);
        try (var window = new Window(workspace, Optional.empty(), clock)) {
            Path away = Files.move(workspace, workspace.resolveSibling("away"));
            inTrouble(window, Place.EXCEPTIONS, "The workspace file is gone", "gone");
            window.dark(true);
            inTrouble(window, Place.CAMPAIGNS, "The workspace file is gone", "gone-dark");
            window.dark(false);
            Files.move(away, workspace);
            window.until(() -> !window.lookup("#trouble").isVisible());
            clock.pass(Duration.ofDays(-1));
            inTrouble(window, Place.EXCEPTIONS, "The clock of this computer", "clock");
            clock.pass(Duration.ofDays(1));
            window.until(() -> !window.lookup("#trouble").isVisible());
            Damage.pages(workspace);
            inTrouble(window, Place.PEOPLE, "The workspace cannot be read", "unreadable");
        }
        workspace = house(clock);
        Strings.speak(Locale.GERMAN);
        try (var window = new Window(workspace, Optional.empty(), clock)) {
            Files.move(workspace, workspace.resolveSibling("away"));
            inTrouble(window, Place.EXCEPTIONS, "Die Datei des Arbeitsbereichs ist weg", "gone-german");
        }
    }
}
