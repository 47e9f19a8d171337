package org.countersign.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.House;
import org.countersign.testkit.Likeness;
import org.countersign.testkit.LongQueue;
import org.countersign.testkit.Northwind;
import org.countersign.testkit.Tools;
import org.countersign.testkit.Window;
import org.countersign.text.Strings;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
}
