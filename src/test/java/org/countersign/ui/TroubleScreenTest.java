package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import org.controlsfx.control.StatusBar;
import org.countersign.app.Countersign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.ItemState;
import org.countersign.ledger.Ledger;
import org.countersign.testkit.Damage;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.ReadOnlyDisk;
import org.countersign.testkit.SignedCampaign;
import org.countersign.testkit.Window;
import org.countersign.testkit.Words;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A workspace that is deleted, replaced, written by another, damaged or read-only while it is open, and a clock that
/// jumps: said in place, and nothing is lost.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "an open file cannot be taken away there")
class TroubleScreenTest {
    @TempDir
    private Path folder;

    private Path open(Clock clock) throws Exception {
        try (var campaign = new SignedCampaign(folder, clock)) {
            return campaign.workspace();
        }
    }

    private static String strip(Window window) {
        return Words.of(window.lookup("#trouble"));
    }

    private static String said(Window window) {
        return ((StatusBar) window.lookup("#statusBar")).getText();
    }

    private static void review(Window window) throws Exception {
        window.go(Place.REVIEW);
        window.until(() -> window.lookup("#reviewer") instanceof ComboBox<?> box
                && box.getItems().size() > 1);
        window.until(() -> Words.of(window.lookup("#item")).length() > 40);
    }

    private static long decided(Path workspace) throws Exception {
        try (var app = Countersign.open(workspace, Clock.systemUTC())) {
            return app
                    .workspace()
                    .<List<ItemState>, RuntimeException>read(tx -> new CampaignStore(tx).items("q4"))
                    .stream()
                    .filter(state -> !state.open())
                    .count();
        }
    }

    /// Presses a key until something holds: one that comes too soon after an item appeared is not for it.
    private static void press(Window window, KeyCode key, BooleanSupplier holds) throws Exception {
        for (int i = 0; i < 20 && !Window.onFx(holds::getAsBoolean); i++) {
            Thread.sleep(300);
            window.press(key);
        }
        window.until(holds);
    }

    @Test
    void aWorkspaceThatIsDeletedIsSaidAndNothingIsPretended() throws Exception {
        Path file = open(Clock.systemUTC());
        try (var window = new Window(file, Optional.empty())) {
            assertThat(window.lookup("#trouble").isVisible()).isFalse();
            review(window);
            press(window, KeyCode.A, () -> said(window).contains("Approved"));
            Path away = Files.move(file, folder.resolve("away"));
            window.until(() -> strip(window).contains("The workspace file is gone"));
            assertThat(strip(window)).contains(file.toString()).contains("Save what is open…");
            window.picture("trouble-gone");
            window.dark(true);
            window.picture("trouble-gone-dark");
            window.dark(false);
            window.size(1024, 680);
            window.picture("trouble-gone-small");
            press(window, KeyCode.A, () -> said(window).contains("is gone"));
            Files.move(away, file);
            window.until(() -> !window.lookup("#trouble").isVisible());
        }
        assertThat(decided(file)).as("the one before, and none after").isEqualTo(1);
    }

    @Test
    void anotherWriterIsWaitedForAndSaid() throws Exception {
        whileAnotherWrites((window, statement) -> {
            statement.execute("COMMIT");
            window.until(() -> said(window).contains("Approved"));
            window.until(() -> !window.lookup("#trouble").isVisible());
            assertThat(said(window)).as("not taken back with the strip").contains("Approved");
        });
    }

    @Test
    void anotherWriterThatDoesNotEndLeavesTheItemOpen() throws Exception {
        whileAnotherWrites((window, statement) -> {
            // It is waited for 30 s, longer than a test usually waits for anything.
            Thread.sleep(25_000);
            window.until(() -> said(window).contains("did not become free in 30 s"));
            statement.execute("COMMIT");
            press(window, KeyCode.A, () -> said(window).contains("Approved"));
        });
    }

    private interface Then {
        void go(Window window, Statement statement) throws Exception;
    }

    /// Decides an item while another program writes, and goes on; one decision is there at the end.
    private void whileAnotherWrites(Then then) throws Exception {
        Path file = open(Clock.systemUTC());
        try (var window = new Window(file, Optional.empty());
                var other = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = other.createStatement()) {
            review(window);
            Thread.sleep(300);
            statement.execute("BEGIN IMMEDIATE");
            window.pressAtOnce(KeyCode.A);
            window.meanwhile(() -> strip(window).contains("Another program is writing the workspace"));
            then.go(window, statement);
        }
        assertThat(decided(file)).isEqualTo(1);
    }

    @Test
    void aDamagedWorkspaceIsSaidOnEveryScreen() throws Exception {
        Path file = open(Clock.systemUTC());
        try (var window = new Window(file, Optional.empty())) {
            window.go(Place.SOURCES);
            Damage.pages(file);
            Map<Place, String> seen = new EnumMap<>(Place.class);
            for (Place place : Place.values()) {
                window.go(place);
                if (place == Place.OVERVIEW || place == Place.FINDINGS) {
                    window.press(KeyCode.F5);
                }
                window.settle();
                seen.put(place, Window.onFx(() -> Words.of(window.lookup("#root"))));
                window.picture("trouble-damaged-" + place);
            }
            assertThat(seen).allSatisfy((_, words) -> assertThat(words).contains("is damaged. Restore a copy"));
            assertThat(strip(window)).contains("The workspace cannot be read").contains(file.toString());
            assertThat(seen.get(Place.GROUPS)).doesNotContain("being read");
            assertThat(seen.get(Place.PEOPLE))
                    .contains("The reason stands above")
                    .doesNotContain("has anybody yet");
        }
    }

    @Test
    void aReadOnlyDiskIsSaid() throws Exception {
        assumeTrue(ReadOnlyDisk.possible(), "no disk can be mounted here");
        Path file = open(Clock.systemUTC());
        Path disk = folder.resolve("disk");
        try (var mounted = new ReadOnlyDisk(disk)) {
            Path there = Files.copy(file, disk.resolve("house.countersign"), StandardCopyOption.COPY_ATTRIBUTES);
            try (var window = new Window(there, Optional.empty())) {
                mounted.readOnly();
                window.until(() -> strip(window).contains("The workspace can only be read"));
                window.picture("trouble-read-only");
                mounted.writable();
                window.until(() -> !window.lookup("#trouble").isVisible());
            }
        }
    }

    @Test
    void aClockThatWentBackIsSaidAndTheLedgerHolds() throws Exception {
        var clock = new HandClock(Instant.now());
        Path file = open(clock);
        clock.pass(Duration.ofHours(-3).minusMinutes(5));
        try (var window = new Window(file, Optional.empty(), clock)) {
            window.until(() -> strip(window).contains("The clock of this computer is 3 h behind"));
            review(window);
            window.picture("trouble-clock");
            clock.pass(Duration.ofSeconds(-100));
            window.press(KeyCode.A);
            clock.pass(Duration.ofSeconds(1));
            press(window, KeyCode.A, () -> said(window).contains("Approved"));
            // The clock is looked at every two seconds, and is never the same.
            for (int i = 0; i < 2; i++) {
                clock.pass(Duration.ofSeconds(2));
                Thread.sleep(2_300);
            }
            assertThat(said(window)).as("trouble is said once").contains("Approved");
            assertThat(strip(window)).contains("3 h behind");
            clock.pass(Duration.ofHours(3).plusMinutes(6));
            window.until(() -> !window.lookup("#trouble").isVisible());
            clock.pass(Duration.ofDays(-2).minusMinutes(5));
            window.until(() -> strip(window).contains("2 d"));
            assertThat(window.app()
                            .workspace()
                            .<Ledger.Verdict, RuntimeException>read(window.app().ledger()::verify))
                    .isInstanceOf(Ledger.Verdict.Holds.class);
        }
        assertThat(decided(file)).isEqualTo(1);
    }
}
