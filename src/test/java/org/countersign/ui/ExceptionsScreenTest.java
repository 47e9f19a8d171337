package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.countersign.app.Countersign;
import org.countersign.drift.ReadExceptions.Line;
import org.countersign.testkit.Samples;
import org.countersign.testkit.Window;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The register of exceptions by hand: looked at, extended, added, ended.
class ExceptionsScreenTest {
    @TempDir
    private Path folder;

    private static Optional<Line> line(Window window, String id) throws Exception {
        return Window.onFx(() -> window.findHere("#table", TableView.class).getItems().stream()
                .map(Line.class::cast)
                .filter(one -> ((Line) one).record().id().equals(id))
                .findFirst());
    }

    private static void write(Window window, String id, String text) throws Exception {
        Window.onFx(() -> {
            if (window.lookup(id) instanceof TextField field) {
                field.setText(text);
            } else {
                window.findHere(id, TextArea.class).setText(text);
            }
            return true;
        });
    }

    @Test
    void theRegisterOfTheSampleIsWorkedThrough() throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            window.press(KeyCode.CONTROL, KeyCode.DIGIT8);
            window.picture("exceptions");
            window.dark(true);
            window.picture("exceptions-dark");
            window.dark(false);
            Line before = line(window, "EX-19").orElseThrow();
            Window.onFx(() -> {
                window.findHere("#table", TableView.class).getSelectionModel().select(before);
                return true;
            });
            window.settle();
            window.click("#ex-extend");
            window.picture("exceptions-extend");
            window.click("#dialog-ok");
            assertThat(window.find("#dialog-problem", Label.class).getText()).contains("the reason is missing");
            write(window, "#ex-reason", "The plan moves in March.");
            window.click("#dialog-ok");
            Line after = line(window, "EX-19").orElseThrow();
            assertThat(after.extensions()).isEqualTo(before.extensions() + 1);
            assertThat(after.record().reason()).contains("The plan moves in March.");
            window.click("#ex-end");
            window.picture("exceptions-end");
            window.click("#dialog-ok");
            assertThat(line(window, "EX-19")).isEmpty();
            window.click("#exceptionAdd");
            write(window, "#ex-source", "slack");
            write(window, "#ex-account", "d.petrov");
            write(window, "#ex-access", "admin");
            write(window, "#ex-owner", "b.kovacs@northwind.example");
            write(window, "#ex-reason", "Again.");
            window.click("#dialog-ok");
            assertThat(window.find("#dialog-problem", Label.class).getText()).contains("role:NAME");
            window.picture("exceptions-add");
            write(window, "#ex-access", "role:admin");
            window.click("#dialog-ok");
            Optional<Line> added = Window.onFx(() -> window.findHere("#table", TableView.class).getItems().stream()
                    .map(Line.class::cast)
                    .filter(one -> ((Line) one).record().reason().equals(Optional.of("Again.")))
                    .findFirst());
            assertThat(added).isPresent();
        }
    }

    @Test
    void aFindingLeadsToItsExceptionAndThatToTheAccount() throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            Window.onFx(() -> window.lead("exceptions", "slack/EX-18"));
            window.settle();
            window.until(() -> Optional.ofNullable(window.findHere("#table", TableView.class)
                            .getSelectionModel()
                            .getSelectedItem())
                    .filter(one -> ((Line) one).record().id().equals("EX-18"))
                    .isPresent());
            window.click("#ex-show");
            window.until(() -> window.lookup("#person-accounts") != null);
        }
    }

    @Test
    void anEmptyRegisterSaysWhatAnExceptionIs() throws Exception {
        Countersign.openOrMake(folder.resolve("empty.countersign"), Clock.systemUTC())
                .close();
        try (var window = new Window(folder.resolve("empty.countersign"), Optional.empty())) {
            window.go(Place.EXCEPTIONS);
            window.picture("exceptions-empty");
            assertThat(window.find("#table", TableView.class).getItems()).isEmpty();
            assertThat(window.find("#bar", javafx.scene.layout.VBox.class).isVisible())
                    .isFalse();
        }
    }
}
