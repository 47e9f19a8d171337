package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.countersign.app.Countersign;
import org.countersign.drift.FindingStore;
import org.countersign.drift.Status;
import org.countersign.drift.StoredFinding;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.testkit.HandClock;
import org.countersign.testkit.House;
import org.countersign.testkit.Window;
import org.countersign.text.Csv;
import org.countersign.ui.findings.FindingLine;
import org.countersign.ui.findings.FindingRow;
import org.countersign.ui.table.LazyRows.Slot;
import org.countersign.work.Progress;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Some thousands of findings in the real window by keyboard alone: an app where nobody is known.
class ManyFindingsTest {
    private static final int STRANGERS = 3_000;

    @TempDir
    private static Path made;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeAll
    static void make() throws Exception {
        try (var house = new House(made, new HandClock(House.NOW))) {
            house.governance("", "").snapshot("okta", House.active("i", "ada")).snapshot("slack", strangers(STRANGERS));
            house.app().checkDrift().run();
        }
    }

    private static String[] strangers(int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> House.active("s" + i, i == 0 ? "=1+1" : "stranger" + i))
                .toArray(String[]::new);
    }

    @BeforeEach
    void copy() throws Exception {
        file = Files.copy(made.resolve("house.countersign"), folder.resolve("house.countersign"));
    }

    private Path exported() {
        return folder.resolve("findings.csv");
    }

    private Window open() throws Exception {
        var window = new Window(file, Optional.of(exported()), new HandClock(House.NOW));
        window.press(KeyCode.CONTROL, KeyCode.DIGIT2);
        window.until(() -> listed(window) > STRANGERS);
        return window;
    }

    private static int listed(Window window) {
        return table(window).getItems().size();
    }

    @SuppressWarnings("unchecked")
    private static TableView<Slot<FindingLine>> table(Window window) {
        return window.findHere("#table", TableView.class);
    }

    private static List<StoredFinding> stored(Window window) {
        return window.app().workspace().read(tx -> new FindingStore(tx).all());
    }

    private static long stored(Window window, Status status) {
        return stored(window).stream().filter(one -> one.status() == status).count();
    }

    private static List<String> events(Window window) {
        return window.app().workspace().read(tx -> {
            var types = new ArrayList<String>();
            new LedgerStore(tx)
                    .each(event -> types.add(Ledger.body(event).path("type").asText()));
            return types;
        });
    }

    private static String subtitle(Window window) {
        return window.findHere("#subtitle", Label.class).getText();
    }

    @Test
    void thousandsAreAcknowledgedInOneActAndReopened() throws Exception {
        try (var window = open()) {
            int all = Window.onFx(() -> listed(window));
            int before = events(window).size();
            window.press(KeyCode.CONTROL, KeyCode.A);
            window.press(KeyCode.E);
            window.until(() -> window.lookup("#dialog-ok") != null);
            assertThat(window.find("#dialog-ok", Button.class).getText())
                    .isEqualTo("Acknowledge %,d findings".formatted(all));
            window.type("an agency leaves on Friday");
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            window.until(() -> window.lookup("#dialog-ok") == null);
            window.until(() -> stored(window, Status.ACKNOWLEDGED) == all);
            assertThat(events(window).subList(before, events(window).size())).containsExactly("finding.acknowledged");
            window.until(() -> all(window, "Acknowledged until "));
            assertThat(Window.onFx(() -> listed(window))).as("it stays listed").isEqualTo(all);
            window.press(KeyCode.SHIFT, KeyCode.E);
            window.until(() -> stored(window, Status.ACKNOWLEDGED) == 0);
            window.until(() -> all(window, "Open"));
            assertThat(window.app().workspace().read(window.app().ledger()::verify))
                    .isInstanceOf(Ledger.Verdict.Holds.class);
        }
    }

    /// Whether the first page is there, and each line of it says so.
    private static boolean all(Window window, String status) {
        List<String> shown = table(window).getItems().stream()
                .limit(40)
                .flatMap(slot -> slot.row().stream())
                .map(row -> ((FindingRow) row).status().text())
                .toList();
        return shown.size() == 40 && shown.stream().allMatch(text -> text.startsWith(status));
    }

    @Test
    void theFileHasEveryFindingThatMatchesAndThoseAlone() throws Exception {
        Files.writeString(exported(), "of yesterday");
        try (var window = open()) {
            window.press(KeyCode.CONTROL, KeyCode.S);
            window.until(() -> exportedLines() > 1);
            List<Csv.Row> rows = Csv.read(Files.readString(exported()));
            assertThat(rows).hasSize(Window.onFx(() -> listed(window)) + 1);
            assertThat(rows.stream().skip(1).map(row -> row.fields().get(4)).distinct())
                    .hasSizeGreaterThanOrEqualTo(STRANGERS);
            assertThat(rows).anyMatch(row -> row.fields().contains("'=1+1"));
            window.press(KeyCode.SLASH);
            window.type("stranger299");
            window.press(KeyCode.DOWN);
            window.until(() -> listed(window) == 11);
            window.press(KeyCode.CONTROL, KeyCode.S);
            window.until(() -> exportedLines() < STRANGERS);
            assertThat(Csv.read(Files.readString(exported())))
                    .as("stranger299 and stranger2990 to 2999")
                    .hasSize(12);
        }
    }

    @Test
    void whoStopsAskingSeesTheLastRunAndThatItIsOlderUntilDriftIsChecked() throws Exception {
        try (var window = open()) {
            int all = Window.onFx(() -> listed(window));
            List<StoredFinding> before = stored(window);
            assertThat(Window.onFx(() -> window.lookup("#stopAsking").isVisible()))
                    .isFalse();
            window.press(KeyCode.CONTROL, KeyCode.DIGIT1);
            try (AutoCloseable _ = window.busy()) {
                less(STRANGERS - 500);
                window.pressAtOnce(KeyCode.CONTROL, KeyCode.DIGIT2);
                window.meanwhile(() -> stop(window).isVisible());
                assertThat(Window.onFx(() -> listed(window)))
                        .as("what was there can be read meanwhile")
                        .isEqualTo(all);
                Window.onFx(() -> {
                    stop(window).requestFocus();
                    return true;
                });
                window.pressAtOnce(KeyCode.SPACE);
                assertThat(window.focused().orElseThrow()).isInstanceOf(TableView.class);
            }
            window.until(() -> subtitle(window).contains("older than what there is now"));
            window.picture("findings-stopped");
            assertThat(Window.onFx(() -> stop(window).isVisible())).isFalse();
            assertThat(Window.onFx(() -> listed(window))).isEqualTo(all);
            assertThat(Window.onFx(() ->
                            window.findHere("#segment-NEW", ToggleButton.class).getText()))
                    .as("nobody knows what is new")
                    .doesNotContainPattern("[0-9]");
            assertThat(stored(window)).isEqualTo(before);
            window.press(KeyCode.F5);
            window.until(() -> !subtitle(window).contains("older") && listed(window) == all - 500);
            assertThat(stored(window, Status.RESOLVED)).isEqualTo(500);
        }
    }

    private long exportedLines() {
        try (var lines = Files.lines(exported())) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Button stop(Window window) {
        return window.findHere("#stopAsking", Button.class);
    }

    /// Another program imports a newer snapshot.
    private void less(int strangers) throws Exception {
        try (var other = Countersign.open(file, new HandClock(House.NOW))) {
            Path page =
                    Files.writeString(folder.resolve("less.json"), "[" + String.join(",", strangers(strangers)) + "]");
            other.importSnapshot()
                    .run(
                            other.actor(),
                            new ImportSnapshot.Request(
                                    "slack", List.of(page), Optional.of(House.TAKEN.plusSeconds(60)), false, true),
                            Progress.NONE);
        }
    }
}
