package org.countersign.ui.sources;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableMap;
import org.countersign.app.Countersign;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.snapshot.PreviewSnapshot;
import org.countersign.text.Strings;
import org.countersign.ui.sources.ImportDraft.Stage;
import org.countersign.ui.task.Background;
import org.countersign.work.CancelledException;

/// The imports under way or waiting, at most one of each source. Used from one thread.
final class Imports {
    private final Countersign app;
    private final Clock clock;
    private final Background background;
    private final Consumer<String> changed;
    private final ObservableMap<String, ImportDraft> drafts = FXCollections.observableMap(new LinkedHashMap<>());
    private final ObservableMap<String, ImportDraft> draftsView = FXCollections.unmodifiableObservableMap(drafts);
    private final Map<String, Pace> paces = new HashMap<>();

    /// @param changed is told the source whose import has come to something
    Imports(Countersign app, Clock clock, Background background, Consumer<String> changed) {
        this.app = app;
        this.clock = clock;
        this.background = background;
        this.changed = changed;
    }

    ObservableMap<String, ImportDraft> drafts() {
        return draftsView;
    }

    Optional<ImportDraft> of(String source) {
        return Optional.ofNullable(drafts.get(source));
    }

    /// Looks at files as one snapshot of a source. While files of it are being read, nothing happens.
    void preview(String source, List<Path> paths) {
        if (paths.isEmpty() || working(source)) {
            return;
        }
        var draft = new ImportDraft(source, paths, new Stage.Reading(false, "", -1));
        Pace pace = start(draft, false);
        PreviewSnapshot use = app.previewSnapshot();
        background.run(
                () -> use.run(app.actor(), source, paths, pace),
                outcome -> put(draft.at(new Stage.Shown(outcome))),
                failure -> failed(draft, failure));
    }

    /// Stores what was shown.
    void store(ImportDraft draft, ImportSnapshot.Request request, Consumer<ImportSnapshot.Outcome> stored) {
        Pace pace = start(draft, true);
        ImportSnapshot use = app.importSnapshot();
        background.run(
                () -> use.run(app.actor(), request, pace),
                outcome -> {
                    drafts.remove(draft.source());
                    stored.accept(outcome);
                },
                failure -> failed(draft, failure));
    }

    /// Stops reading, or puts away what is shown.
    void discard(String source) {
        if (working(source)) {
            Optional.ofNullable(paces.get(source)).ifPresent(Pace::stop);
        } else {
            drafts.remove(source);
        }
    }

    private boolean working(String source) {
        return of(source)
                .filter(draft -> draft.stage() instanceof Stage.Reading)
                .isPresent();
    }

    private Pace start(ImportDraft draft, boolean storing) {
        var pace = new Pace(
                clock,
                storing,
                stage -> background.tell(() -> {
                    if (working(draft.source())) {
                        drafts.put(draft.source(), draft.at(stage));
                    }
                }));
        paces.put(draft.source(), pace);
        drafts.put(draft.source(), draft.at(new Stage.Reading(storing, Strings.of("sources.reading.waiting"), -1)));
        return pace;
    }

    private void put(ImportDraft draft) {
        drafts.put(draft.source(), draft);
        changed.accept(draft.source());
    }

    private void failed(ImportDraft draft, Exception failure) {
        if (failure instanceof CancelledException) {
            drafts.remove(draft.source());
        } else {
            put(draft.at(new Stage.Failed(String.valueOf(failure.getMessage()))));
        }
    }
}
