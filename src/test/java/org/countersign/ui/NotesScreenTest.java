package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.ItemNote;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.NoteStore;
import org.countersign.testkit.Samples;
import org.countersign.testkit.Window;
import org.countersign.text.Strings;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A note on an item in the real window, by keyboard, and who reads it.
class NotesScreenTest {
    private static final String CAMPAIGN = "slack-spot-check";
    private static final String REVIEWER = "it-apps@northwind.example";

    @TempDir
    private Path folder;

    @AfterEach
    void english() {
        Strings.speak(Locale.ROOT);
    }

    private static List<ItemNote> notes(Window window) {
        return window.app().workspace().read(tx -> new NoteStore(tx).all(CAMPAIGN));
    }

    private static String shown(Window window) {
        var text = new StringBuilder();
        Node notes = window.lookup("#item-notes");
        if (notes != null) {
            notes.lookupAll(".sentence")
                    .forEach(run -> text.append(((Text) run).getText()).append('\n'));
        }
        return text.toString();
    }

    private static void open(Window window) throws Exception {
        window.go(Place.REVIEW);
        window.until(() -> window.findHere("#reviewer", ComboBox.class).getValue() != null
                && !window.findHere("#reviewer", ComboBox.class).getItems().isEmpty());
        as(window, REVIEWER);
    }

    @SuppressWarnings("unchecked")
    private static void as(Window window, String reviewer) throws Exception {
        Window.onFx(() -> {
            window.findHere("#reviewer", ComboBox.class).setValue(reviewer);
            window.lookup("#list").requestFocus();
            return true;
        });
        window.until(() -> window.lookup("#item .t-item") != null);
    }

    private static List<String> spoken(Window window) throws Exception {
        return Window.onFx(() -> window.lookup("#list").lookupAll(".list-cell").stream()
                .map(cell -> String.valueOf(((ListCell<?>) cell).getAccessibleText()))
                .filter(text -> text.contains("note"))
                .toList());
    }

    @Test
    void aNoteIsWrittenByKeyboardDecidesNothingAndIsReadByWhoeverIsAskedNext() throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            open(window);
            String label = Window.onFx(() -> ((Text) window.lookup("#item .t-item")).getText());
            window.press(KeyCode.N);
            window.until(() ->
                    window.lookup("#note") != null && window.lookup("#note").isFocused());
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            assertThat(Window.onFx(() ->
                            window.findHere("#dialog-problem", Label.class).getText()))
                    .isEqualTo("Write what others should know.");
            window.type("Asked her manager on Monday. No answer yet.");
            window.picture("review-note-ask");
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            window.until(() -> shown(window).contains("Asked her manager on Monday. No answer yet."));
            assertThat(window.lookup("#note")).isNull();
            assertThat(notes(window)).singleElement().satisfies(note -> assertThat(note.reviewer())
                    .isEqualTo(REVIEWER));
            assertThat(Window.onFx(() -> ((Text) window.lookup("#item .t-item")).getText()))
                    .isEqualTo(label);
            assertThat(spoken(window)).singleElement().asString().endsWith(", 1 note");
            assertThat(window.focused().orElseThrow().getId()).isEqualTo("list");

            window.press(KeyCode.N);
            window.type("She left the team.");
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            window.until(() -> shown(window).contains("She left the team."));
            assertThat(Window.onFx(() -> shown(window)).indexOf("She left"))
                    .isLessThan(Window.onFx(() -> shown(window)).indexOf("Asked her"));
            window.picture("review-note");
            window.dark(true);
            window.size(1024, 680);
            window.picture("review-note-small-dark");
            window.size(1440, 900);
            window.dark(false);

            // Nothing was decided, and the next reviewer reads both.
            ItemState item = window
                    .app()
                    .workspace()
                    .<List<ItemState>, RuntimeException>read(tx -> new CampaignStore(tx).items(CAMPAIGN))
                    .stream()
                    .filter(state ->
                            state.item().id().equals(notes(window).getFirst().item()))
                    .findFirst()
                    .orElseThrow();
            assertThat(item.decision()).isEmpty();
            window.press(KeyCode.D);
            window.until(() -> shown(window).isEmpty());
            String next = window
                    .app()
                    .workspace()
                    .<List<ItemState>, RuntimeException>read(tx -> new CampaignStore(tx).items(CAMPAIGN))
                    .stream()
                    .filter(state -> state.item().id().equals(item.item().id()))
                    .findFirst()
                    .orElseThrow()
                    .reviewer();
            assertThat(next).isNotEqualTo(REVIEWER);
            as(window, next);
            window.until(() -> shown(window).contains("She left the team."));
            assertThat(Window.onFx(() -> shown(window))).contains(REVIEWER);
        }
    }

    @Test
    void moreThanAThousandCharactersAreSaidBeforeAnythingIsWritten() throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            open(window);
            window.press(KeyCode.N);
            window.until(() -> window.lookup("#note") != null);
            Window.onFx(() -> {
                window.findHere("#note", TextArea.class).setText("x".repeat(1_004));
                return true;
            });
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            assertThat(Window.onFx(() ->
                            window.findHere("#dialog-problem", Label.class).getText()))
                    .isEqualTo("A note has at most 1,000 characters; this one has 1,004.");
            assertThat(window.findHere("#note", TextArea.class)).isNotNull();
            window.picture("review-note-long");
            window.press(KeyCode.ESCAPE);
            assertThat(notes(window)).isEmpty();
        }
    }

    @Test
    void itAsksInGerman() throws Exception {
        Strings.speak(Locale.GERMAN);
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            open(window);
            window.press(KeyCode.N);
            window.type("Sie ist bis Mai nicht da.");
            window.picture("review-note-german");
            window.press(KeyCode.CONTROL, KeyCode.ENTER);
            window.until(() -> shown(window).contains("Sie ist bis Mai nicht da."));
        }
    }
}
