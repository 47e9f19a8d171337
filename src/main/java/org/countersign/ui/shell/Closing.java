package org.countersign.ui.shell;

import atlantafx.base.controls.ModalPane;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.countersign.app.Countersign;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;
import org.countersign.ui.view.FilePicker;
import org.countersign.workspace.Trouble;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Asks before a workspace is closed that is in no file any more: SQLite keeps what is open of a file that was deleted
/// or replaced, until it is closed (ADR 35).
final class Closing {
    private final Questions questions;
    private final FilePicker picker;
    private final Background background;
    private final Consumer<Path> saved;

    /// @param pane over the whole window
    /// @param saved gets the file into which one was saved
    Closing(ModalPane pane, FilePicker picker, Background background, Consumer<Path> saved) {
        this.questions = new Questions(pane);
        this.picker = picker;
        this.background = background;
        this.saved = saved;
    }

    /// Whether something would be lost.
    static boolean loses(Countersign app) {
        return app.workspace()
                .trouble()
                .filter(trouble -> trouble == Trouble.GONE || trouble == Trouble.REPLACED)
                .isPresent();
    }

    /// Asks, unless it does already.
    ///
    /// @param close runs once it is saved, or somebody has chosen to lose it
    void ask(Countersign app, ZoneId zone, Runnable close) {
        if (questions.open()) {
            return;
        }
        var problem = new Label();
        Path file = app.workspace().file();
        boolean replaced = app.workspace().trouble().equals(Optional.of(Trouble.REPLACED));
        Button lose = Parts.button(BootstrapIcons.X_OCTAGON, Strings.of("closing.lose"));
        lose.setId("closing-lose");
        lose.setMinWidth(Region.USE_PREF_SIZE);
        lose.setOnAction(_ -> {
            questions.close();
            close.run();
        });
        Node note = Parts.note(
                BootstrapIcons.EXCLAMATION_OCTAGON_FILL,
                "critical",
                Strings.of(replaced ? "trouble.replaced" : "trouble.gone"),
                Strings.of(
                        replaced ? "closing.replaced" : "closing.gone",
                        Formats.visible(String.valueOf(file)),
                        held(app, zone)));
        questions.ask(
                Strings.of("closing.title"),
                Strings.of("trouble.save"),
                "accent",
                () -> {
                    save(app, problem, close);
                    return false;
                },
                note,
                problem,
                note,
                Parts.row(8, lose));
        note.setFocusTraversable(true);
    }

    /// How much it is, and how new; nothing where somebody is at work in it.
    private static String held(Countersign app, ZoneId zone) {
        record Held(long entries, Optional<Instant> newest) {}
        return app.workspace()
                .<Held, RuntimeException>readNow(
                        tx -> new Held(app.ledger().head(tx).seq(), app.ledger().newest(tx)))
                .filter(held -> held.newest().isPresent())
                .map(held -> Strings.count(
                        "closing.held", held.entries(), Spoken.at(held.newest().orElseThrow(), zone)))
                .orElse("");
    }

    private void save(Countersign app, Label problem, Runnable close) {
        String name = String.valueOf(app.workspace().file().getFileName())
                .replaceFirst("(\\.countersign)?$", "-saved.countersign");
        picker.save(Strings.of("trouble.save"), name).ifPresent(to -> {
            Questions.busy(problem, Strings.of("closing.saving"));
            Consumer<String> settle = questions.settle(problem);
            background.run(
                    () -> {
                        app.workspace().backup(to);
                        return to;
                    },
                    there -> {
                        settle.accept("");
                        saved.accept(there);
                        close.run();
                    },
                    failure -> settle.accept(Failures.said(failure)));
        });
    }
}
