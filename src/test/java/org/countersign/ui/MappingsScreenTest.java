package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.countersign.groups.GroupHouse;
import org.countersign.groups.ReadMappings.Row;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.countersign.testkit.House;
import org.countersign.testkit.Samples;
import org.countersign.testkit.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mappings in the real window, by keyboard.
class MappingsScreenTest {
    private static final Clock CLOCK = Clock.fixed(House.NOW, ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private Path house() throws Exception {
        try (var house = GroupHouse.in(folder)) {
            house.app().matchAccounts().run();
            return house.workspace();
        }
    }

    /// The table that is shown: the list of groups has one of its own.
    @SuppressWarnings("unchecked")
    private static List<Row> rows(Window window) {
        var table = (TableView<Row>) window.lookup("#table");
        return table == null ? List.of() : table.getItems();
    }

    private static void listed(Window window, int many) throws Exception {
        window.until(() -> rows(window).size() == many);
    }

    private static String read(Window window) {
        var text = new StringBuilder();
        VBox sheet = window.findHere("#sheet", VBox.class);
        for (Node node : sheet.lookupAll(".sentence")) {
            text.append(((Text) node).getText()).append('\n');
        }
        for (Node node : sheet.lookupAll(".label")) {
            text.append(((Label) node).getText()).append('\n');
        }
        return text.toString();
    }

    private static List<JsonNode> events(Window window, String type) {
        return window.app().workspace().read(tx -> new LedgerStore(tx)
                .holding(List.of(type)).stream()
                        .map(Ledger::body)
                        .filter(body -> body.path("type").asText().equals(type))
                        .map(body -> body.path("data"))
                        .toList());
    }

    @Test
    void mappingsAreReadByKeyboardAlone() throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            window.press(KeyCode.CONTROL, KeyCode.DIGIT6);
            window.press(KeyCode.V);
            listed(window, 10);
            window.press(KeyCode.SLASH);
            window.type("oncall");
            listed(window, 1);
            window.press(KeyCode.DOWN);
            window.until(() -> read(window).contains("added inside Slack"));
            window.picture("mappings-one");
            window.press(KeyCode.ESCAPE);
            listed(window, 10);
            window.picture("mappings");
            window.dark(true);
            window.picture("mappings-dark");
            window.size(1024, 680);
            window.picture("mappings-small-dark");
            window.dark(false);
            window.picture("mappings-small");
            window.press(KeyCode.V);
            window.until(
                    () -> window.lookup(".group-list").getParent().getParent().isVisible());
            window.press(KeyCode.ALT, KeyCode.LEFT);
            window.until(() -> window.lookup("#table").getParent().getParent().isVisible());
            listed(window, 10);
        }
    }

    @Test
    void aMappingLivesFromAddToEndByKeyboard() throws Exception {
        try (var window = new Window(house(), Optional.empty(), CLOCK)) {
            Window.onFx(() -> window.lead("mappings", "oncall-slack"));
            listed(window, 3);
            window.until(() -> read(window).contains("Who is in eng-oncall has Slack · group oncall"));
            window.until(() -> read(window).contains("through customer-success · has it"));
            window.press(KeyCode.N);
            window.until(() -> window.lookup("#mapping-from") != null);
            window.press(KeyCode.TAB);
            window.type("refu");
            window.picture("mappings-add");
            Window.onFx(() -> {
                window.findHere("#mapping-from", TextField.class).setText("refunds");
                window.findHere("#mapping-to", TextField.class).setText("nothing");
                return true;
            });
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            window.until(() -> window.findHere("#dialog-problem", Label.class)
                    .getText()
                    .contains("Slack has no group of this id"));
            assertThat(events(window, "mapping.added")).isEmpty();
            Window.onFx(() -> {
                window.findHere("#mapping-to", TextField.class).setText("launch");
                return true;
            });
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            listed(window, 4);
            window.until(() -> read(window).contains("Who is in refunds has Slack · group launch"));
            assertThat(events(window, "mapping.added")).hasSize(1);
            window.press(KeyCode.E);
            window.until(() -> window.lookup("#mapping-nesting") != null
                    && window.lookup("#mapping-nesting").isFocused());
            window.press(KeyCode.DOWN);
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            window.until(() -> events(window, "mapping.changed").size() == 1);
            window.until(() -> window.lookup("#dialog-ok") == null);
            window.press(KeyCode.DELETE);
            window.until(() -> window.lookup("#dialog-ok") != null);
            window.picture("mappings-end");
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            listed(window, 3);
            assertThat(events(window, "mapping.ended")).hasSize(1);
        }
    }

    @Test
    void withoutAMappingTheTableTeaches() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "").snapshot("okta", House.active("u1", "grace"));
        }
        try (var window = new Window(folder.resolve("house.countersign"), Optional.empty(), CLOCK)) {
            Window.onFx(() -> window.lead("mappings", ""));
            window.until(() -> read(window).contains("Add the first with N"));
            window.picture("mappings-empty");
        }
    }
}
