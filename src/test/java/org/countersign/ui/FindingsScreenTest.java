package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.controlsfx.control.CheckComboBox;
import org.countersign.drift.FindingStore;
import org.countersign.drift.Status;
import org.countersign.drift.StoredFinding;
import org.countersign.testkit.Northwind;
import org.countersign.testkit.Window;
import org.countersign.ui.findings.FindingLine;
import org.countersign.ui.findings.FindingRow;
import org.countersign.ui.table.LazyRows.Slot;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Findings in the real window by keyboard alone; the pictures in `src/docs/pictures` are copies of what this draws.
class FindingsScreenTest {
    @TempDir
    private static Path made;

    private static Path workspace;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeAll
    static void make() throws Exception {
        workspace = Northwind.make(made);
    }

    @BeforeEach
    void copy() throws Exception {
        file = Files.copy(workspace, folder.resolve("northwind.countersign"));
    }

    private Window open() throws Exception {
        var window = new Window(file, Optional.of(folder.resolve("findings.csv")), Northwind.CLOCK);
        window.press(KeyCode.CONTROL, KeyCode.DIGIT2);
        window.until(() -> !rowsHere(window).isEmpty());
        return window;
    }

    @SuppressWarnings("unchecked")
    private static TableView<Slot<FindingLine>> table(Window window) {
        return window.findHere("#table", TableView.class);
    }

    private static List<FindingRow> rowsHere(Window window) {
        return table(window).getItems().stream()
                .flatMap(slot -> slot.row().stream())
                .filter(FindingRow.class::isInstance)
                .map(FindingRow.class::cast)
                .toList();
    }

    private static List<FindingRow> rows(Window window) throws Exception {
        return Window.onFx(() -> rowsHere(window));
    }

    private List<StoredFinding> stored(Window window, Status status) {
        return window.app().workspace().read(tx -> new FindingStore(tx).all()).stream()
                .filter(one -> one.status() == status)
                .toList();
    }

    private static void both(Window window, String name) throws Exception {
        window.picture(name);
        window.dark(true);
        window.picture(name + "-dark");
        window.dark(false);
    }

    @Test
    void everySegmentIsDrawn() throws Exception {
        try (var window = open()) {
            both(window, "findings");
            for (KeyCode key : List.of(KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4, KeyCode.DIGIT5)) {
                window.press(key);
                window.picture("findings-segment-" + key.getChar());
            }
            window.press(KeyCode.DIGIT1);
            window.size(1024, 680);
            both(window, "findings-small");
            window.press(KeyCode.ENTER);
            window.picture("findings-small-sheet");
        }
    }

    @Test
    void theOverviewIsDrawn() throws Exception {
        try (var window = open()) {
            window.press(KeyCode.CONTROL, KeyCode.DIGIT1);
            both(window, "overview");
            window.press(KeyCode.T);
            window.picture("overview-table");
            window.press(KeyCode.T);
            window.size(1024, 680);
            window.picture("overview-small");
        }
    }

    @Test
    void severalAreFilteredChosenAcknowledgedAndReopenedByKeyboardAlone() throws Exception {
        try (var window = open()) {
            window.press(KeyCode.SLASH);
            window.type("slack");
            window.press(KeyCode.DOWN);
            assertThat(rows(window)).isNotEmpty().allMatch(row -> row.toString()
                    .toLowerCase(java.util.Locale.ROOT)
                    .contains("slack"));
            window.press(KeyCode.CONTROL, KeyCode.A);
            int before = stored(window, Status.ACKNOWLEDGED).size();
            int chosen = rows(window).size();
            both(window, "findings-chosen");
            window.press(KeyCode.E);
            window.until(() -> window.lookup("#dialog-ok") != null);
            both(window, "findings-acknowledge");
            window.type("known to the owner");
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            window.until(() -> window.lookup("#dialog-ok") == null);
            window.settle();
            List<StoredFinding> known = stored(window, Status.ACKNOWLEDGED);
            assertThat(known).hasSizeGreaterThan(before).hasSize(chosen);
            assertThat(rows(window)).allMatch(row -> row.status().text().startsWith("Acknowledged until "));
            window.press(KeyCode.SHIFT, KeyCode.E);
            window.settle();
            assertThat(stored(window, Status.ACKNOWLEDGED)).isEmpty();
            window.press(KeyCode.ESCAPE);
            assertThat(window.focused().orElseThrow()).isInstanceOf(TableView.class);
        }
    }

    @Test
    void whatIsLeftOutIsSaidFirstAndOfNoneNothingIsAsked() throws Exception {
        try (var window = open()) {
            window.press(KeyCode.DIGIT4);
            window.press(KeyCode.E);
            window.until(() -> window.lookup("#dialog-ok") != null);
            window.picture("findings-acknowledge-none");
            assertThat(window.lookup("#reason")).isNull();
            window.press(KeyCode.ESCAPE);
            window.until(() -> window.lookup("#dialog-ok") == null);
            window.press(KeyCode.DIGIT3);
            assertThat(rows(window)).allMatch(row -> row.fingerprint().isEmpty());
            window.press(KeyCode.CONTROL, KeyCode.DIGIT1);
            window.press(KeyCode.F5);
            assertThat(window.focused().orElseThrow()).isNotInstanceOf(Hyperlink.class);
        }
    }

    @Test
    void linksLeadToSourcesAndToGroupsAndBack() throws Exception {
        try (var window = open()) {
            window.press(KeyCode.SLASH);
            window.type("oncall of Slack");
            window.press(KeyCode.DOWN);
            window.press(KeyCode.ENTER);
            assertThat(window.focused().orElseThrow()).isInstanceOf(Hyperlink.class);
            Hyperlink group = window.find("#link-GROUP", Hyperlink.class);
            for (int i = 0; i < 5 && window.focused().orElseThrow() != group; i++) {
                window.press(KeyCode.TAB);
            }
            assertThat(window.focused().orElseThrow()).isSameAs(group);
            window.press(KeyCode.SPACE);
            assertThat(window.place()).isEqualTo(Place.GROUPS);
            window.press(KeyCode.ALT, KeyCode.LEFT);
            assertThat(window.place()).isEqualTo(Place.FINDINGS);
            window.press(KeyCode.SLASH);
            window.press(KeyCode.ESCAPE);
            window.press(KeyCode.ESCAPE);
            assertThat(rows(window)).hasSizeGreaterThan(20);
            window.press(KeyCode.SLASH);
            window.type("svc-deploy");
            window.press(KeyCode.DOWN);
            window.press(KeyCode.ENTER);
            Hyperlink source = window.find("#link-SOURCE", Hyperlink.class);
            for (int i = 0; i < 5 && window.focused().orElseThrow() != source; i++) {
                window.press(KeyCode.TAB);
            }
            window.press(KeyCode.SPACE);
            window.until(() -> window.lookup("#choose") != null);
            window.picture("sources-from-finding");
        }
    }

    @Test
    void rulesAreChosenGroupedCopiedAndExportedByKeyboardAlone() throws Exception {
        try (var window = open()) {
            window.press(KeyCode.SLASH);
            for (int i = 0; i < 3; i++) {
                window.press(KeyCode.SHIFT, KeyCode.TAB);
            }
            assertThat(window.focused().orElseThrow()).isInstanceOf(CheckComboBox.class);
            window.press(KeyCode.SPACE);
            window.press(KeyCode.DOWN);
            window.press(KeyCode.SPACE);
            window.picture("findings-rules");
            window.press(KeyCode.ESCAPE);
            String chosen = rows(window).getFirst().rule();
            assertThat(rows(window)).allMatch(row -> row.rule().equals(chosen));
            Window.onFx(() -> {
                table(window).requestFocus();
                return true;
            });
            window.press(KeyCode.ESCAPE);
            window.press(KeyCode.ESCAPE);
            int all = rows(window).size();
            assertThat(all).isGreaterThan(20);
            var inside = window.find("#rule .combo-box", ComboBox.class);
            assertThat(Window.onFx(() -> inside.getButtonCell().getText())).isEqualTo("Any rule");
            Window.onFx(() -> {
                window.lookup("#grouping").requestFocus();
                return true;
            });
            window.press(KeyCode.DOWN);
            window.press(KeyCode.CONTROL, KeyCode.DIGIT2);
            Window.onFx(() -> {
                table(window).requestFocus();
                return true;
            });
            both(window, "findings-grouped");
            assertThat(Window.onFx(() -> table(window).getItems().size())).isGreaterThan(all);
            window.press(KeyCode.J);
            window.press(KeyCode.CONTROL, KeyCode.C);
            assertThat(Window.onFx(() -> Clipboard.getSystemClipboard().getString()))
                    .contains("\t");
            window.press(KeyCode.CONTROL, KeyCode.S);
            window.settle();
            assertThat(Files.readAllLines(folder.resolve("findings.csv"))).hasSize(all + 1);
        }
    }

    @Test
    void aPersonIsTwoKeysAwayAndBackIsOne() throws Exception {
        try (var window = open()) {
            window.press(KeyCode.SLASH);
            window.type("ngozi");
            window.press(KeyCode.DOWN);
            window.press(KeyCode.ENTER);
            assertThat(window.focused().orElseThrow().getId()).isEqualTo("link-PERSON");
            window.press(KeyCode.SPACE);
            window.until(() -> window.lookup("#scroll") != null
                    && window.lookup("#scroll").isVisible()
                    && window.lookup("#person-accounts") != null);
            window.picture("person-from-finding");
            window.press(KeyCode.ALT, KeyCode.LEFT);
            window.until(() -> window.lookup("#grouping") != null);
            assertThat(rows(window))
                    .as("the filter is still there")
                    .isNotEmpty()
                    .allMatch(row -> row.toString().contains("Ngozi"));
        }
    }
}
