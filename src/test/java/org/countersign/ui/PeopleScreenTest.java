package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import org.countersign.people.Person;
import org.countersign.testkit.House;
import org.countersign.testkit.Samples;
import org.countersign.testkit.Window;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People in the real window; the pictures in `src/docs/pictures` are copies of what this draws.
class PeopleScreenTest {
    private static final String LONG =
            "Hubert Blaine Wolfeschlegelsteinhausenbergerdorff the Elder of the Northern Region and its Islands";

    @TempDir
    private Path folder;

    private static void listed(Window window, int rows) throws Exception {
        window.until(() -> window.lookup("#table") instanceof TableView<?> table
                && table.getItems().size() == rows
                && !window.lookup("#busy").isVisible());
    }

    private static void opened(Window window) throws Exception {
        window.until(() -> window.lookup("#person-accounts") != null);
        window.settle();
    }

    private static List<Node> texts(Window window) throws Exception {
        return Window.onFx(() -> List.copyOf(
                window.findHere("#person", javafx.scene.layout.VBox.class).lookupAll(".sentence")));
    }

    private static String read(Window window) throws Exception {
        var text = new StringBuilder();
        for (Node node : texts(window)) {
            text.append(((javafx.scene.text.Text) node).getText()).append('\n');
        }
        return text.toString();
    }

    @Test
    void aPersonIsFoundAndReadByKeyboardAlone() throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            window.press(KeyCode.CONTROL, KeyCode.DIGIT5);
            listed(window, 80);
            window.picture("people");
            window.dark(true);
            window.picture("people-dark");
            window.dark(false);
            window.press(KeyCode.SLASH);
            window.type("jonsdottir gu");
            listed(window, 1);
            window.press(KeyCode.DOWN);
            window.press(KeyCode.ENTER);
            opened(window);
            assertThat(read(window)).startsWith("Guðrún Jónsdóttir\nKnown to Okta");
            window.press(KeyCode.ESCAPE);
            assertThat(window.find("#filter", TextField.class).getText()).isEqualTo("jonsdottir gu");
            window.press(KeyCode.ESCAPE);
            listed(window, 80);
            window.press(KeyCode.SLASH);
            window.type("grace");
            listed(window, 1);
            window.press(KeyCode.ENTER);
            window.press(KeyCode.ENTER);
            opened(window);
            window.until(() -> window.findHere("#access", TreeTableView.class).getExpandedItemCount() > 5);
            window.picture("people-person");
            window.dark(true);
            window.picture("people-person-dark");
            window.size(1024, 680);
            window.picture("people-person-small-dark");
            window.dark(false);
            window.picture("people-person-small");
            window.size(1440, 900);
            Window.onFx(() -> {
                window.findHere("#person-view-HISTORY", ToggleButton.class).fire();
                return true;
            });
            window.picture("people-person-history");
            assertThat(window.find("#history", TableView.class)).isNotNull();
            window.press(KeyCode.ALT, KeyCode.LEFT);
            assertThat(window.find("#table", TableView.class).isVisible()).isTrue();
            assertThat(window.lookup("#list").isVisible()).isTrue();
            window.press(KeyCode.ALT, KeyCode.RIGHT);
            opened(window);
            assertThat(window.lookup("#list").isVisible()).isFalse();
            window.press(KeyCode.CONTROL, KeyCode.DIGIT7);
            window.press(KeyCode.ALT, KeyCode.LEFT);
            opened(window);
            assertThat(read(window)).startsWith("Grace Hopper\n");
        }
    }

    @Test
    void anUnmatchedAccountIsLinkedByKeyboardAfterAQuestion() throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            window.press(KeyCode.CONTROL, KeyCode.DIGIT5);
            listed(window, 80);
            window.press(KeyCode.SLASH);
            window.type("astrid");
            listed(window, 1);
            window.press(KeyCode.DOWN);
            window.press(KeyCode.ENTER);
            opened(window);
            assertThat(read(window)).startsWith("No identity\nAstrid Berg (Nordlys Agency) has an account in Slack");
            window.picture("people-unmatched");
            window.dark(true);
            window.picture("people-unmatched-dark");
            window.dark(false);
            window.size(1024, 680);
            window.picture("people-unmatched-small");
            for (String id : List.of("#link-to", "#link-nobody")) {
                var button = window.find(id, Button.class);
                assertThat(Window.onFx(() ->
                                button.localToScene(button.getBoundsInLocal()).getMaxX()))
                        .isLessThanOrEqualTo(1024);
            }
            window.size(1440, 900);
            window.picture("people-unmatched-again");
            Window.onFx(() -> {
                window.lookup("#link-to").requestFocus();
                return true;
            });
            window.press(KeyCode.SPACE);
            window.type("larsen");
            window.until(() ->
                    window.findHere("#link-found", ListView.class).getItems().size() == 1);
            window.picture("people-link");
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            window.until(() -> window.lookup("#link-to") == null && window.lookup("#person-accounts") != null);
            assertThat(read(window)).startsWith("Bjørn Larsen\nKnown to Okta, with 2 accounts in apps.");
            window.picture("people-linked");
        }
    }

    @Test
    void rowsAreSelectedWithoutTheTablesOwnSelection() throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            window.go(Place.PEOPLE);
            listed(window, 80);
            window.press(KeyCode.SPACE);
            window.press(KeyCode.J);
            window.press(KeyCode.J);
            window.press(KeyCode.SPACE);
            window.picture("people-selected");
            assertThat(window.find("#table", TableView.class)
                            .getSelectionModel()
                            .getSelectedIndices())
                    .isEqualTo(List.of(2));
            window.press(KeyCode.CONTROL, KeyCode.A);
            window.picture("people-selected-all");
            assertThat(window.find("#table", TableView.class)
                            .getSelectionModel()
                            .getSelectedIndices())
                    .isEqualTo(List.of(2));
        }
    }

    /// Opens the only one that a text finds.
    private static void only(Window window, String text) throws Exception {
        window.press(KeyCode.SLASH);
        window.type(text);
        listed(window, 1);
        window.press(KeyCode.DOWN);
        window.press(KeyCode.ENTER);
        opened(window);
    }

    /// A user whose display name is another than the user name.
    private static String called(String id, String userName, String name) {
        return House.user(id, userName, "\"active\":true")
                .replaceFirst("\"displayName\":\"[^\"]*\"", "\"displayName\":\"" + name + "\"");
    }

    @Test
    void whoAnAccountMayBeByNameAndWhomItImitatesIsSaidUnderItAndAnswered() throws Exception {
        try (var house = new House(folder)) {
            house.governance("", "")
                    .snapshot(
                            "okta",
                            called("00u1", "grace.hopper@example.com", "Grace Hopper"),
                            called("00u2", "linus@example.com", "Linus Pauling"))
                    .snapshot("slack", called("W1", "hopper_g", "Grace Hoper"), called("W2", "ops", "Linus Раuling"));
        }
        try (var window = new Window(folder.resolve("house.countersign"), Optional.empty())) {
            window.go(Place.PEOPLE);
            listed(window, 4);
            only(window, "hoper");
            window.until(() -> window.lookup("#same-1") != null);
            window.settle();
            assertThat(read(window)).contains("“Hoper” differs from “Hopper” by one letter");
            window.picture("people-alike");
            window.dark(true);
            window.picture("people-alike-dark");
            window.size(1024, 680);
            window.picture("people-alike-small-dark");
            window.dark(false);
            window.size(1440, 900);
            window.press(KeyCode.ESCAPE);
            window.press(KeyCode.ESCAPE);
            listed(window, 4);
            only(window, "ops");
            window.until(() -> window.lookup("#imitated") != null);
            assertThat(read(window)).contains("Linus Pauling");
            window.picture("people-imitates");
            window.press(KeyCode.ESCAPE);
            window.press(KeyCode.ESCAPE);
            listed(window, 4);
            only(window, "hoper");
            window.until(() -> window.lookup("#same-1") != null);
            Window.onFx(() -> {
                window.lookup("#same-1").requestFocus();
                return true;
            });
            window.press(KeyCode.SPACE);
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            window.until(() -> window.lookup("#same-1") == null && window.lookup("#person-accounts") != null);
            assertThat(read(window)).startsWith("Grace Hopper\nKnown to Okta");
        }
    }

    @Test
    void longAndForeignNamesFindTheirPlace() throws Exception {
        try (var house = new House(folder)) {
            house.governance("privileged: {roles: [owner]}, revocation: {webhooks: kept}", "")
                    .snapshotAt(
                            House.TAKEN.minus(Duration.ofDays(30)),
                            "okta",
                            House.active("00u1", "שָׁלוֹם כהן"),
                            House.active("00u2", LONG))
                    .snapshot(
                            "okta",
                            House.active("00u1", "שָׁלוֹם כהן"),
                            House.active("00u2", LONG),
                            House.active("00u3", "สมชาย ใจดี"),
                            House.inactive("00u4", "Мария Кузнецова"),
                            House.group("g1", "отдел продаж " + LONG, "00u2"))
                    .snapshot(
                            "slack",
                            House.withRole("W1", LONG, "owner"),
                            House.active("W2", "שָׁלוֹם כהן"),
                            House.group("s1", "ירושלים " + LONG, "W1", "W2"));
        }
        try (var window = new Window(folder.resolve("house.countersign"), Optional.empty())) {
            window.go(Place.PEOPLE);
            listed(window, 4);
            window.size(1024, 680);
            window.picture("people-names-small");
            window.press(KeyCode.ENTER);
            opened(window);
            window.picture("people-person-names-small");
            window.size(1440, 900);
            window.picture("people-person-names");
            var accounts = window.find("#person-accounts", TableView.class);
            assertThat(((Person.Held) accounts.getItems().getLast()).privileges())
                    .containsExactly("owner");
            window.press(KeyCode.ESCAPE);
            window.press(KeyCode.END);
            window.press(KeyCode.ENTER);
            opened(window);
            window.picture("people-person-hebrew");
        }
    }

    @Test
    void withoutASnapshotTheScreenSaysSo() throws Exception {
        new House(folder).close();
        try (var window = new Window(folder.resolve("house.countersign"), Optional.empty())) {
            window.go(Place.PEOPLE);
            window.until(() -> !window.lookup("#busy").isVisible());
            window.picture("people-empty");
            assertThat(window.find("#table", TableView.class).getItems()).isEmpty();
        }
    }
}
