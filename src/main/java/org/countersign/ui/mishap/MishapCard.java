package org.countersign.ui.mishap;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What is said of a mistake: what failed, what is safe, a code to quote; where in the program only when asked.
public final class MishapCard {
    private static final double WIDTH = 560;
    private static final double DETAILS = 180;

    private final Mishap mishap;
    private final Acts acts;
    private final Label problem = new Label();
    private final Button goOn = new Button(Strings.of("mishap.goOn"));

    /// What can be done about it.
    public interface Acts {
        /// Writes the report to a file of the person's choice; answers why not, or nothing.
        String save();

        /// Closes the note.
        void goOn();

        /// Ends the program.
        void quit();
    }

    /// Of one.
    public MishapCard(Mishap mishap, Acts acts) {
        this.mishap = mishap;
        this.acts = acts;
    }

    /// Where the focus goes.
    public Node first() {
        return goOn;
    }

    /// The note.
    ///
    /// @param where the name of the screen; empty where there is none yet
    public Region view(String where) {
        String failed = where.isEmpty() ? Strings.of("mishap.failed") : Strings.of("mishap.failed.on", where);
        HBox what = Parts.top(
                16,
                Parts.icon(BootstrapIcons.BUG, "i28", "k-high"),
                Parts.grow(Parts.column(
                        6, Parts.sentence(failed, "t-lead"), Parts.sentence(Strings.of("mishap.safe"), "t-muted"))));
        VBox card = Parts.styled(
                Parts.column(16, Parts.label(Strings.of("mishap.title"), "t-item"), what, code()), "dialog-card");
        TextArea details = new TextArea(String.join("\n", mishap.lines()));
        details.setEditable(false);
        details.setId("mishap-details");
        details.setAccessibleText(Strings.of("mishap.details"));
        details.setPrefHeight(Zoom.of(DETAILS));
        details.setVisible(false);
        details.managedProperty().bind(details.visibleProperty());
        var more = new Hyperlink(Strings.of("mishap.details"));
        more.setId("mishap-more");
        more.setOnAction(_ -> details.setVisible(!details.isVisible()));
        problem.setId("mishap-problem");
        problem.setWrapText(true);
        problem.getStyleClass().add("c-revoke");
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        card.getChildren().addAll(details, problem, buttons(more));
        card.setMaxHeight(Region.USE_PREF_SIZE);
        card.setAccessibleText(Strings.of("mishap.title") + ". " + failed);
        card.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                acts.goOn();
            }
        });
        return Parts.wide(Parts.padded(card, 20, 24, 18, 24), WIDTH);
    }

    private HBox code() {
        Label code = Parts.whole(mishap.code(), "t-mono");
        code.setId("mishap-code");
        Button copy = Parts.button(BootstrapIcons.CLIPBOARD, Strings.of("mishap.copy"), "quiet");
        copy.setId("mishap-copy");
        copy.setOnAction(_ -> {
            var content = new ClipboardContent();
            content.putString(mishap.code() + "\n" + String.join("\n", mishap.lines()) + "\n");
            Clipboard.getSystemClipboard().setContent(content);
        });
        return Parts.styled(
                Parts.row(10, Parts.label(Strings.of("mishap.code"), "t-muted"), code, Parts.space(), copy), "code");
    }

    private HBox buttons(Hyperlink more) {
        var save = new Button(Strings.of("mishap.save"));
        save.setId("mishap-save");
        save.setOnAction(_ -> problem.setText(acts.save()));
        var quit = new Button(Strings.of("mishap.quit"));
        quit.setId("mishap-quit");
        quit.setOnAction(_ -> acts.quit());
        goOn.setId("mishap-go-on");
        goOn.getStyleClass().add("accent");
        goOn.setDefaultButton(true);
        goOn.setOnAction(_ -> acts.goOn());
        return Parts.row(8, more, Parts.space(), save, quit, goOn);
    }
}
