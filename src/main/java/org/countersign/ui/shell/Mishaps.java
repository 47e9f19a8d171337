package org.countersign.ui.shell;

import atlantafx.base.controls.ModalPane;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.application.Platform;
import org.countersign.app.Countersign;
import org.countersign.text.Strings;
import org.countersign.ui.mishap.ErrorReport;
import org.countersign.ui.mishap.Mishap;
import org.countersign.ui.mishap.MishapCard;
import org.countersign.ui.mishap.WorkspaceSizes;
import org.countersign.ui.preferences.Choices;
import org.countersign.ui.view.Failures;
import org.countersign.ui.view.FilePicker;
import org.countersign.ui.view.Place;
import org.countersign.work.SurroundingsException;
import org.countersign.work.WholeFile;

/// Mistakes of the program, on any thread: said over whatever is shown, one at a time.
final class Mishaps {
    private final ModalPane pane;
    private final FilePicker picker;
    private final Supplier<Optional<Countersign>> app;
    private final Supplier<Optional<Place>> place;
    private final Supplier<Choices> choices;
    private final Runnable quit;
    private boolean shown;

    Mishaps(
            ModalPane pane,
            FilePicker picker,
            Supplier<Optional<Countersign>> app,
            Supplier<Optional<Place>> place,
            Supplier<Choices> choices,
            Runnable quit) {
        this.pane = pane;
        this.picker = picker;
        this.app = app;
        this.place = place;
        this.choices = choices;
        this.quit = quit;
        pane.setInTransitionFactory(null);
        pane.setOutTransitionFactory(null);
    }

    /// From now on for every thread that nobody else answers for.
    void listen() {
        Thread.setDefaultUncaughtExceptionHandler((_, thrown) -> Platform.runLater(() -> show(thrown)));
    }

    /// Says what was thrown. While one is said, others follow from it more often than not, and are not.
    void show(Throwable thrown) {
        if (shown) {
            return;
        }
        shown = true;
        var mishap = Mishap.of(thrown);
        var card = new MishapCard(mishap, new MishapCard.Acts() {
            @Override
            public String save() {
                return Mishaps.this.save(Optional.of(mishap));
            }

            @Override
            public void goOn() {
                close();
            }

            @Override
            public void quit() {
                close();
                quit.run();
            }
        });
        pane.setPersistent(true);
        pane.show(card.view(place.get().map(where -> Strings.of("nav." + where)).orElse("")));
        Platform.runLater(card.first()::requestFocus);
    }

    private void close() {
        shown = false;
        pane.setPersistent(false);
        pane.hide();
        pane.setContent(null);
    }

    /// Writes a report where the person wants it.
    ///
    /// @return why it is not written; empty where it is, or nobody wanted it
    String save(Optional<Mishap> mishap) {
        return picker.save(Strings.of("mishap.save"), "countersign-report.txt")
                .map(file -> write(mishap, file))
                .orElse("");
    }

    private String write(Optional<Mishap> mishap, Path file) {
        try {
            WholeFile.replace(file, text(mishap).getBytes(StandardCharsets.UTF_8));
            return "";
        } catch (SurroundingsException e) {
            return Failures.said(e);
        }
    }

    private String text(Optional<Mishap> mishap) {
        Choices now = choices.get();
        var chosen = new LinkedHashMap<String, String>();
        chosen.put("Theme", now.look().name());
        chosen.put("Language", now.language().name());
        chosen.put("Text size", now.textSize() + " %");
        chosen.put("Single keys", now.singleKeys().name());
        place.get().ifPresent(where -> chosen.put("Screen", where.name()));
        return ErrorReport.text(mishap, app.get().map(WorkspaceSizes::of).orElse(Map.of()), chosen);
    }
}
