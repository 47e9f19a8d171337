package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.countersign.groups.GroupHouse;
import org.countersign.groups.GroupLine;
import org.countersign.groups.MemberRow;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.countersign.testkit.House;
import org.countersign.testkit.Samples;
import org.countersign.testkit.Window;
import org.countersign.ui.table.LazyRows.Slot;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Groups in the real window, by keyboard; the pictures in `src/docs/pictures` are copies of what this draws.
class GroupsScreenTest {
    private static final Clock CLOCK = Clock.fixed(House.NOW, ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private Path house() throws Exception {
        try (var house = GroupHouse.in(folder)) {
            house.app().matchAccounts().run();
            return house.workspace();
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Slot<GroupLine>> listed(Window window) {
        return ((ListView<Slot<GroupLine>>) window.lookup(".group-list")).getItems();
    }

    @SuppressWarnings("unchecked")
    private static TableView<Slot<MemberRow>> members(Window window) {
        return (TableView<Slot<MemberRow>>) window.lookup("#members");
    }

    private static void listed(Window window, int rows) throws Exception {
        window.until(
                () -> listed(window).size() == rows && !window.lookup("#busy").isVisible());
    }

    /// Waits for the page of a group.
    private static void opened(Window window, String name) throws Exception {
        window.until(() -> read(window).startsWith(name) && window.lookup("#reach") != null);
        window.settle();
    }

    private static String read(Window window) {
        var text = new StringBuilder();
        for (Node node : window.findHere("#page", VBox.class).lookupAll(".sentence")) {
            text.append(((Text) node).getText()).append('\n');
        }
        for (Node node : window.findHere("#page", VBox.class).lookupAll(".label")) {
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
    void aGroupIsFoundAndReadByKeyboardAlone() throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            window.press(KeyCode.CONTROL, KeyCode.DIGIT6);
            window.until(() -> listed(window).size() > 10 && window.lookup("#reach") != null);
            window.press(KeyCode.SLASH);
            window.type("eng-oncall");
            window.until(() -> listed(window).size() == 1);
            window.press(KeyCode.DOWN);
            window.picture("groups-filtered");
            window.press(KeyCode.ESCAPE);
            window.until(() -> listed(window).size() > 10);
            window.picture("groups");
            window.dark(true);
            window.picture("groups-dark");
            window.size(1024, 680);
            window.picture("groups-small-dark");
            window.dark(false);
            window.picture("groups-small");
        }
    }

    @Test
    void whatIsLookedForIsOpenedAndItsMembersAreReadByKeyboard() throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            window.press(KeyCode.CONTROL, KeyCode.DIGIT6);
            window.until(() -> listed(window).size() > 10 && window.lookup("#reach") != null);
            window.press(KeyCode.SLASH);
            window.type("eng-oncall");
            window.until(() -> listed(window).size() == 1);
            window.press(KeyCode.ENTER);
            opened(window, "eng-oncall");
            window.until(() -> members(window).getItems().size() == 10);
            window.picture("groups-one");
            window.dark(true);
            window.picture("groups-one-dark");
            window.size(1024, 680);
            window.picture("groups-one-small-dark");
            window.dark(false);
            window.picture("groups-one-small");
            window.size(1440, 900);
            window.press(KeyCode.M);
            window.press(KeyCode.M);
            window.until(() -> members(window).getItems().size() < 10);
            assertThat(members(window).getItems())
                    .allSatisfy(
                            slot -> assertThat(slot.row().orElseThrow().way()).isNotEmpty());
            window.press(KeyCode.ENTER);
            window.press(KeyCode.CONTROL, KeyCode.A);
            window.press(KeyCode.CONTROL, KeyCode.C);
            assertThat(Window.onFx(() -> Clipboard.getSystemClipboard().getString()))
                    .contains("through ");
            MemberRow first = members(window).getItems().getFirst().row().orElseThrow();
            window.press(KeyCode.HOME);
            window.press(KeyCode.O);
            window.until(() -> window.lookup("#reach") != null && !read(window).startsWith("eng-oncall"));
            assertThat(first.way()).isNotEmpty();
            window.press(KeyCode.ALT, KeyCode.LEFT);
            opened(window, "eng-oncall");
        }
    }

    @Test
    void undocumentedGroupsAreDescribedOneAfterAnotherByKeyboard() throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            window.go(Place.GROUPS);
            window.until(() -> listed(window).size() > 10);
            window.press(KeyCode.DIGIT2);
            window.until(() -> listed(window).size() == 2);
            window.press(KeyCode.DOWN);
            window.until(() -> window.lookup("#policy-form") != null);
            window.picture("groups-form");
            window.dark(true);
            window.picture("groups-form-dark");
            window.dark(false);
            window.press(KeyCode.ENTER);
            window.until(() -> window.lookup("#card-owner").isFocused());
            window.press(KeyCode.CONTROL, KeyCode.A);
            window.type("nobody");
            window.press(KeyCode.TAB);
            window.until(() -> window.lookup("#card-problem-OWNER").isVisible());
            window.press(KeyCode.SHIFT, KeyCode.TAB);
            window.press(KeyCode.CONTROL, KeyCode.A);
            window.type("ines");
            window.until(() -> window.lookup("#card-owner-found").isVisible());
            window.picture("groups-owner");
            window.press(KeyCode.DOWN);
            window.press(KeyCode.ENTER);
            window.until(() -> !window.lookup("#card-problem-OWNER").isVisible());
            assertThat(window.find("#card-owner", TextField.class).getText()).startsWith("ines.ferreira");
            window.press(KeyCode.TAB);
            window.press(KeyCode.DOWN);
            window.press(KeyCode.TAB);
            window.press(KeyCode.CONTROL, KeyCode.A);
            window.type("0");
            window.press(KeyCode.TAB);
            window.until(() -> window.lookup("#card-problem-CADENCE").isVisible());
            assertThat(window.focused().orElseThrow()).isInstanceOf(TextArea.class);
            window.press(KeyCode.CONTROL, KeyCode.A);
            window.type("Prepares launches.");
            window.picture("groups-form-wrong");
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            assertThat(events(window, "group.documented")).isEmpty();
            window.press(KeyCode.SHIFT, KeyCode.TAB);
            window.press(KeyCode.CONTROL, KeyCode.A);
            window.type("90");
            String before = Window.onFx(() -> read(window).split("\n")[0]);
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            window.until(() -> !read(window).startsWith(before) && window.lookup("#policy-form") != null);
            window.until(() -> window.lookup("#card-owner").isFocused());
            assertThat(events(window, "group.documented")).hasSize(1);
            listed(window, 1);
            window.press(KeyCode.ESCAPE);
            window.until(() -> window.lookup("#policy-form") == null);
            assertThat(events(window, "group.documented")).hasSize(1);
        }
    }

    @Test
    void anOwnerSaysThatAGroupIsRightAfterAQuestionWithFigures() throws Exception {
        try (var window = new Window(house(), Optional.empty(), CLOCK)) {
            Window.onFx(() -> window.lead("groups", "okta/g1"));
            opened(window, "eng-oncall");
            assertThat(read(window)).contains("overdue since 13 Nov 2026", "was on-call-eng until 24 Nov 2026");
            window.picture("groups-overdue");
            window.press(KeyCode.A);
            window.until(() -> window.lookup("#dialog-ok") != null);
            assertThat(window.find("#dialog-ok", Button.class).getText()).isEqualTo("Attest 4 members");
            window.picture("groups-attest");
            window.dark(true);
            window.picture("groups-attest-dark");
            window.dark(false);
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            window.until(
                    () -> window.lookup("#dialog-ok") == null && !read(window).contains("overdue since"));
            assertThat(events(window, "group.attested")).hasSize(1);
            assertThat(events(window, "group.attested")
                            .getFirst()
                            .path("members")
                            .asInt())
                    .isEqualTo(4);
            assertThat(read(window)).contains("4 members then, the same now");
            window.press(KeyCode.DIGIT4);
            listed(window, 0);
            window.picture("groups-none");
        }
    }

    @Test
    void aCardIsChangedInPlace() throws Exception {
        try (var window = new Window(house(), Optional.empty(), CLOCK)) {
            Window.onFx(() -> window.lead("groups", "okta/g1"));
            opened(window, "eng-oncall");
            window.press(KeyCode.E);
            window.until(() -> window.lookup("#card-owner") != null
                    && window.lookup("#card-owner").isFocused());
            window.press(KeyCode.TAB);
            window.press(KeyCode.TAB);
            window.press(KeyCode.TAB);
            window.press(KeyCode.CONTROL, KeyCode.A);
            window.type("Answers pages at night, too.");
            window.press(KeyCode.TAB);
            window.press(KeyCode.TAB);
            assertThat(window.focused().map(Node::getId)).contains("card-save");
            window.press(KeyCode.SPACE);
            window.until(() -> window.lookup("#policy-card") != null);
            assertThat(read(window)).contains("Answers pages at night, too.");
            assertThat(events(window, "group.documented")).hasSize(1);
        }
    }

    @Test
    void membersAreWrittenToAFileThatNoSpreadsheetComputes() throws Exception {
        Path file = folder.resolve("members.csv");
        try (var house = new House(folder)) {
            house.governance("", "")
                    .snapshot("okta", House.active("u1", "=HYPERLINK(1)"), House.group("g1", "formulas", "u1", "u9"));
        }
        try (var window = new Window(folder.resolve("house.countersign"), Optional.of(file), CLOCK)) {
            Window.onFx(() -> window.lead("groups", "okta/g1"));
            opened(window, "formulas");
            window.until(() -> members(window).getItems().size() == 2);
            window.press(KeyCode.CONTROL, KeyCode.S);
            window.until(() -> Files.exists(file));
            assertThat(Files.readString(file))
                    .startsWith("source,id,member,name,active,how,elsewhere,decision\r\n")
                    .contains("\"'=HYPERLINK(1)\"")
                    .contains("\"okta\",\"u9\",\"u9\",\"u9\",\"gone\",\"direct\",\"\",\"\"");
        }
    }

    @Test
    void longAndForeignNamesFindTheirPlace() throws Exception {
        String name = "Hubert Blaine Wolfeschlegelsteinhausenbergerdorff senior of the third floor and its islands";
        try (var house = new House(folder)) {
            house.governance("privileged: {groups: [c1]}", """
                            groups:
                              - {source: okta, group: g1, owner: u2, purpose: "לצוות המכירות של ירושלים", classification: restricted, cadence: PT36H}
                            mappings:
                              - {id: a-mapping-with-a-name-that-has-room-nowhere-at-all, idpGroup: g1, app: slack, appGroup: c1}
                            """)
                    .snapshot(
                            "okta",
                            House.active("u1", "שָׁלוֹם כהן"),
                            House.active("u2", name),
                            House.active("u3", "สมชาย ใจดี"),
                            House.group("g1", "ירושלים " + name, "u1", "u2", "u3"),
                            House.group("g2", "営業部 EMEA", "u1"))
                    .snapshot("slack", House.active("s1", name), House.group("c1", "отдел продаж " + name, "s1"));
        }
        try (var window = new Window(folder.resolve("house.countersign"), Optional.empty(), CLOCK)) {
            Window.onFx(() -> window.lead("groups", "okta/g1"));
            window.until(() -> window.lookup("#reach") != null
                    && members(window).getItems().size() == 3);
            window.picture("groups-names");
            window.size(1024, 680);
            window.picture("groups-names-small");
            for (String id : List.of("#group-edit", "#group-attest")) {
                var button = window.find(id, Button.class);
                assertThat(Window.onFx(() ->
                                button.localToScene(button.getBoundsInLocal()).getMaxX()))
                        .isLessThanOrEqualTo(1024);
            }
            window.press(KeyCode.E);
            window.picture("groups-names-form-small");
        }
    }

    @Test
    void whatIsNotThereAndWhatIsNotToldAreSaid() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "");
        }
        try (var window = new Window(folder.resolve("house.countersign"), Optional.empty(), CLOCK)) {
            window.go(Place.GROUPS);
            window.until(() -> read(window).contains("No source has told a group yet"));
            window.picture("groups-empty");
        }
        try (var house = new House(folder)) {
            house.snapshot(
                    "okta",
                    House.active("u1", "grace"),
                    House.group("g1", "eng").replace(",\"members\":[]", ""));
        }
        try (var window = new Window(folder.resolve("house.countersign"), Optional.empty(), CLOCK)) {
            window.go(Place.GROUPS);
            opened(window, "eng");
            assertThat(read(window)).contains("Okta did not tell its group members");
            assertThat(window.find("#group-attest", Button.class).isDisabled()).isTrue();
            window.picture("groups-untold");
        }
    }
}
