package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import org.countersign.snapshot.SnapshotStore;
import org.countersign.testkit.House;
import org.countersign.testkit.Window;
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
                && !button.getText().startsWith("Stop"));
    }

    @Test
    void previewsAreShownAndOnlyTheConfirmedOneIsStored() throws Exception {
        house();
        files(42);
        try (var window = new Window(folder.resolve("house.countersign"), Optional.of(export))) {
            window.go(Place.SOURCES);
            window.picture("sources");
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
            window.press(KeyCode.ESCAPE);
            files(12);
            window.press(KeyCode.UP);
            choose(window);
            window.picture("sources-import-shrunken");
            assertThat(window.find("#import", Button.class).isDisabled()).isTrue();
            window.press(KeyCode.ESCAPE);
            Files.delete(export.resolve("slack-groups.json"));
            Files.writeString(export.resolve("slack-users.json"), "[{\"id\": \"a\",\n \"userName\": \"ad");
            window.press(KeyCode.UP);
            choose(window);
            window.picture("sources-import-refused");
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
    void withoutGovernanceTheScreenSaysWhatToDo() throws Exception {
        new House(folder).close();
        try (var window = new Window(folder.resolve("house.countersign"), Optional.empty())) {
            window.go(Place.SOURCES);
            window.picture("sources-empty");
            assertThat(window.find("#choose", Button.class).isDisabled()).isTrue();
        }
    }
}
