package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.testkit.House;
import org.countersign.testkit.Window;
import org.countersign.text.Strings;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The import in the real window; the pictures in `src/docs/pictures` are copies of what this draws.
class SourcesScreenTest {
    private static final String LONG = "Ngozi Adébáyò-Okonkwo’s שָׁלוֹם 株式会社 ticketing system of the northern region";

    @TempDir
    private Path folder;

    private Path export;

    private void files(int users, String... more) throws IOException {
        export = Files.createDirectories(folder.resolve("export"));
        try (var old = Files.list(export)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        var all = new ArrayList<String>();
        var ids = new ArrayList<String>();
        for (int i = 0; i < users; i++) {
            all.add(House.active("u" + i, "person " + i));
            ids.add("u" + i);
        }
        Files.writeString(export.resolve("slack-users.json"), "[" + String.join(",", all) + "]");
        Files.writeString(
                export.resolve("slack-groups.json"), "[" + House.group("g", "staff", ids.toArray(String[]::new)) + "]");
        for (String text : more) {
            Files.writeString(export.resolve("slack-page-2.json"), text);
        }
    }

    private void house() throws Exception {
        try (var house = new House(folder)) {
            house.governance(
                    "snapshotMaxAge: P1D",
                    "  - {id: desk, name: \"" + LONG
                            + "\", kind: app, vendor: scim, owner: a@example.com, authoritativeIdp: okta}\n");
            var users = new ArrayList<String>();
            for (int i = 0; i < 40; i++) {
                users.add(House.active("u" + i, "person " + i));
            }
            users.add(House.group("g", "staff", ids(39)));
            house.snapshot("okta", users.toArray(String[]::new)).snapshot("slack", users.toArray(String[]::new));
        }
    }

    private static String[] ids(int count) {
        return java.util.stream.IntStream.range(0, count).mapToObj(i -> "u" + i).toArray(String[]::new);
    }

    private static void choose(Window window) throws Exception {
        window.press(KeyCode.DOWN);
        Window.onFx(() -> {
            window.findHere("#choose", Button.class).fire();
            return true;
        });
        window.until(() -> window.lookup("#discard") instanceof Button button
                && !button.getText().startsWith("Stop")
                && !button.isDisabled());
    }

    @Test
    void previewsAreShownAndOnlyTheConfirmedOneIsStored() throws Exception {
        house();
        files(42);
        try (var window = new Window(folder.resolve("house.countersign"), Optional.of(export))) {
            window.go(Place.SOURCES);
            window.picture("sources");
            window.dark(true);
            window.picture("sources-dark");
            window.dark(false);
            choose(window);
            window.picture("sources-import-good");
            window.dark(true);
            window.picture("sources-import-good-dark");
            window.dark(false);
            window.press(KeyCode.ESCAPE);
            assertThat(window.lookup("#import")).isNull();
            files(
                    41,
                    "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"totalResults\":90,"
                            + "\"Resources\":[" + House.active("v", "vera") + "]}");
            window.press(KeyCode.UP);
            choose(window);
            window.picture("sources-import-incomplete");
            window.dark(true);
            window.picture("sources-import-incomplete-dark");
            window.dark(false);
            window.press(KeyCode.ESCAPE);
            files(12);
            window.press(KeyCode.UP);
            choose(window);
            window.picture("sources-import-shrunken");
            window.dark(true);
            window.picture("sources-import-shrunken-dark");
            window.dark(false);
            assertThat(window.find("#import", Button.class).isDisabled()).isTrue();
            window.press(KeyCode.ESCAPE);
            Files.delete(export.resolve("slack-groups.json"));
            Files.writeString(export.resolve("slack-users.json"), "[{\"id\": \"a\",\n \"userName\": \"ad");
            window.press(KeyCode.UP);
            choose(window);
            window.picture("sources-import-refused");
            window.dark(true);
            window.picture("sources-import-refused-dark");
            window.dark(false);
            window.press(KeyCode.ESCAPE);
            files(42);
            window.press(KeyCode.UP);
            choose(window);
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            window.until(() -> window.lookup("#discard") == null);
            List<Long> numbers = window.app().workspace().read(tx -> new SnapshotStore(tx).all()).stream()
                    .filter(snapshot -> snapshot.source().equals("slack"))
                    .map(snapshot -> snapshot.number())
                    .toList();
            assertThat(numbers).containsExactly(1L, 2L);
        }
    }

    @Test
    void filesDraggedFromElsewhereAreToldApartAndImportedTogether() throws Exception {
        house();
        files(42);
        String users = Files.readString(export.resolve("slack-users.json"));
        String groups = Files.readString(export.resolve("slack-groups.json"));
        Path okta = Files.writeString(
                folder.resolve("okta-users.json"), users.substring(0, users.length() - 1) + "," + groups.substring(1));
        try (var window = new Window(folder.resolve("house.countersign"), Optional.empty())) {
            window.go(Place.SOURCES);
            Node list = window.find("#list", Node.class);
            Node drop = window.find("#drop", Node.class);
            assertThat(window.dragOver(List.of(export, okta), list)).isTrue();
            assertThat(drop.getPseudoClassStates()).extracting(Object::toString).contains("over");
            window.picture("sources-drag");
            window.dragAway();
            assertThat(drop.getPseudoClassStates()).extracting(Object::toString).doesNotContain("over");
            Path foreign = Files.copy(okta, folder.resolve("users.json"));
            assertThat(window.dragOver(
                            List.of(
                                    export.resolve("slack-users.json"),
                                    export.resolve("slack-groups.json"),
                                    okta,
                                    foreign),
                            drop))
                    .isTrue();
            assertThat(window.drop(drop)).isTrue();
            window.until(() -> window.lookup("#import-all") != null);
            window.picture("sources-import-several");
            assertThat(window.find("#whose", ComboBox.class).getItems()).hasSize(3);
            Window.onFx(() -> {
                window.findHere("#whose-leave", Button.class).fire();
                window.findHere("#import-all", Button.class).fire();
                return true;
            });
            window.until(() -> window.lookup("#results-close") != null && window.lookup("#stop-all") == null);
            window.picture("sources-import-several-done");
            List<String> stored = window.app().workspace().<List<String>, RuntimeException>read(tx -> new SnapshotStore(
                            tx)
                    .all().stream()
                            .filter(snapshot -> snapshot.number() == 2)
                            .map(snapshot -> snapshot.source())
                            .toList());
            assertThat(stored).containsExactly("okta", "slack");
        }
    }

    @Test
    void columnsAreSaidByKeyboardAlone() throws Exception {
        house();
        Path table = Files.writeString(
                folder.resolve("people.csv"),
                "Kennung,Anzeigename in der Personalverwaltung der Region Nord,Rolle,Teams,Stand,\n"
                        + "u1,Ngozi Adébáyò-Okonkwo,admin,oncall|eng,aktiv,x\n"
                        + "u2,שָׁלוֹם כהן,,eng,active,\n"
                        + "u3,株式会社 東京 山田太郎,member,,inactive,y\n");
        try (var window = new Window(folder.resolve("house.countersign"), Optional.of(table))) {
            window.go(Place.SOURCES);
            window.press(KeyCode.DOWN);
            window.press(KeyCode.CONTROL, KeyCode.I);
            window.until(() -> window.lookup("#column-0") != null);
            assertThat(window.find("#import", Button.class).isDisabled()).isTrue();
            window.picture("sources-import-columns-asked");
            pick(window, "#column-0", "userName");
            pick(window, "#column-1", "displayName");
            pick(window, "#column-2", "roles");
            pick(window, "#column-4", "active");
            window.picture("sources-import-columns");
            window.dark(true);
            window.picture("sources-import-columns-dark");
            window.dark(false);
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            window.until(() -> window.lookup("#taken-at") != null);
            window.picture("sources-import-from-table");
            window.size(1024, 680);
            window.picture("sources-import-small");
            var hint = window.find("#missing", Label.class);
            assertThat(Window.onFx(() -> hint.getWidth() + 0.5 - hint.prefWidth(-1)))
                    .as(hint.getText())
                    .isPositive();
            var bar = window.find("#import", Button.class);
            assertThat(Window.onFx(
                            () -> bar.localToScene(bar.getBoundsInLocal()).getMaxX()))
                    .isLessThanOrEqualTo(1024);
        }
    }

    /// As a person does who has no mouse: into the box, down to the attribute.
    private static void pick(Window window, String box, String attribute) throws Exception {
        Window.onFx(() -> {
            window.lookup(box).requestFocus();
            return true;
        });
        for (int i = 0;
                i < 25 && !attribute.equals(window.find(box, ComboBox.class).getValue());
                i++) {
            window.press(KeyCode.DOWN);
        }
        assertThat(window.find(box, ComboBox.class).getValue()).isEqualTo(attribute);
    }

    @Test
    void aShrunkenOneIsStoredByKeyboardWithItsCountAndReason() throws Exception {
        house();
        files(12);
        try (var window = new Window(folder.resolve("house.countersign"), Optional.of(export))) {
            window.go(Place.SOURCES);
            choose(window);
            Window.onFx(() -> {
                window.lookup("#gone").requestFocus();
                return true;
            });
            window.type("28");
            window.press(KeyCode.TAB);
            window.type("the agency has left");
            window.picture("sources-import-shrunken-answered");
            window.until(() -> !window.lookup("#import").isDisabled());
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            window.until(() -> window.lookup("#results-close") != null);
            window.picture("sources-import-done");
            assertThat(window.app()
                            .workspace()
                            .<Long, RuntimeException>read(
                                    tx -> new SnapshotStore(tx).all().getLast().accounts()))
                    .isEqualTo(12);
        }
    }

    @Test
    void inGermanNothingIsCutOff() throws Exception {
        house();
        files(12);
        Strings.speak(Locale.GERMAN);
        try (var window = new Window(folder.resolve("house.countersign"), Optional.of(export))) {
            window.go(Place.SOURCES);
            window.press(KeyCode.DOWN);
            window.press(KeyCode.CONTROL, KeyCode.I);
            window.until(() -> window.lookup("#gone") != null);
            window.picture("sources-import-shrunken-german");
            for (String id : List.of("#import", "#discard", "#choose", "#folder")) {
                var button = window.find(id, Button.class);
                assertThat(Window.onFx(() -> button.getWidth() + 0.5 - button.prefWidth(-1)))
                        .as(button.getText())
                        .isPositive();
            }
            assertThat(window.find("#import", Button.class).getText()).isEqualTo("Als Abzug 2 einlesen");
        } finally {
            Strings.speak(Locale.ROOT);
        }
    }

    @Test
    void withoutGovernanceTheScreenSaysWhatToDo() throws Exception {
        new House(folder).close();
        try (var window = new Window(folder.resolve("house.countersign"), Optional.empty())) {
            window.go(Place.SOURCES);
            window.picture("sources-empty");
            assertThat(window.find("#choose", Button.class).isDisabled()).isTrue();
        }
    }
}
