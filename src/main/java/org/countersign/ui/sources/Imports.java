package org.countersign.ui.sources;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import org.countersign.app.Countersign;
import org.countersign.scim.Columns;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.snapshot.ReadTables.Tables;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.sources.ImportDraft.Stage;
import org.countersign.ui.sources.ImportDraft.Work;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;
import org.countersign.work.CancelledException;
import org.countersign.work.RefusedException;

/// The imports under way or waiting, at most one of each source. They are read and stored one after another; one that
/// fails or is stopped does not stop the others. Used from one thread.
final class Imports {
    private final Countersign app;
    private final Clock clock;
    private final Background background;
    private final Runnable stored;
    private final ObservableMap<String, ImportDraft> drafts = FXCollections.observableMap(new LinkedHashMap<>());
    private final ObservableMap<String, ImportDraft> draftsView = FXCollections.unmodifiableObservableMap(drafts);
    private final ObservableList<ImportResult> results = FXCollections.observableArrayList();
    private final Map<String, Pace> paces = new HashMap<>();

    /// @param background of its own: long reading must not hold up the rest of the window
    /// @param stored runs where something has been stored
    Imports(Countersign app, Clock clock, Background background, Runnable stored) {
        this.app = app;
        this.clock = clock;
        this.background = background;
        this.stored = stored;
    }

    ObservableMap<String, ImportDraft> drafts() {
        return draftsView;
    }

    ObservableList<ImportResult> results() {
        return results;
    }

    Optional<ImportDraft> of(String source) {
        return Optional.ofNullable(drafts.get(source));
    }

    /// Looks at files as one snapshot of a source. While files of it are being read, nothing happens.
    void look(String source, List<Path> paths) {
        if (!paths.isEmpty() && !working(source)) {
            results.removeIf(result -> result.source().equals(source));
            look(new ImportDraft(source, paths, Columns.BY_HEADER, Optional.empty(), new Stage.Failed("")));
        }
    }

    /// Looks again, with what has been said meanwhile.
    void look(ImportDraft draft) {
        Pace pace = start(draft, Work.LOOKING);
        background.run(
                () -> looked(draft, pace),
                stage -> {
                    if (paces.remove(draft.source(), pace)) {
                        drafts.put(draft.source(), draft.at(stage));
                    }
                },
                failure -> {
                    if (paces.remove(draft.source(), pace)) {
                        drafts.put(draft.source(), draft.at(new Stage.Failed(Failures.said(failure))));
                    }
                });
    }

    private Stage looked(ImportDraft draft, Pace pace) throws RefusedException {
        if (pace.stopped()) {
            throw new CancelledException();
        }
        Tables tables = app.readTables().run(draft.source(), draft.paths());
        if (tables.unsaid(draft.columns()).isPresent()) {
            return new Stage.Mapping(new TableColumns(tables, draft.columns()));
        }
        var foreseen = app.foreseeImport().run(draft.request(true, true), pace);
        return new Stage.Shown(foreseen, tables, new Answers(foreseen.outcome(), clock.getZone()));
    }

    /// Asks what the columns are.
    void map(ImportDraft draft, Tables tables) {
        drafts.put(draft.source(), draft.at(new Stage.Mapping(new TableColumns(tables, draft.columns()))));
    }

    /// Compares again, as if it was taken then.
    void again(ImportDraft draft, Instant takenAt) {
        look(draft.taken(takenAt));
    }

    /// Stores what was looked at.
    void store(ImportDraft draft, Answers answers) {
        ImportSnapshot.Request request = answers.request(draft);
        Pace pace = start(draft, Work.STORING);
        background.run(
                () -> {
                    if (pace.stopped()) {
                        throw new CancelledException();
                    }
                    try (Countersign own = app.beside()) {
                        return own.importSnapshot().run(own.actor(), request, pace);
                    }
                },
                outcome -> {
                    end(draft, pace);
                    results.add(result(draft.source(), outcome));
                    stored.run();
                },
                failure -> failed(draft, pace, failure));
    }

    private void failed(ImportDraft draft, Pace pace, Exception failure) {
        end(draft, pace);
        if (failure instanceof CancelledException) {
            results.add(new ImportResult(draft.source(), "info", Strings.of("sources.result.stopped")));
        } else {
            String words = Failures.said(failure);
            drafts.put(draft.source(), draft.at(new Stage.Failed(words)));
            results.add(new ImportResult(draft.source(), "high", words));
        }
    }

    private void end(ImportDraft draft, Pace pace) {
        paces.remove(draft.source(), pace);
        drafts.remove(draft.source());
    }

    private static ImportResult result(String source, ImportSnapshot.Outcome outcome) {
        return switch (outcome) {
            case ImportSnapshot.Outcome.Imported(var snapshot) ->
                new ImportResult(
                        source,
                        "approve",
                        Strings.of(
                                "sources.result.stored",
                                Spoken.number(snapshot.number()),
                                Spoken.number(snapshot.accounts()),
                                Spoken.number(snapshot.groups()),
                                Spoken.number(snapshot.memberships())));
            case ImportSnapshot.Outcome.Known(var snapshot) ->
                new ImportResult(source, "info", Strings.of("sources.known", Spoken.number(snapshot.number())));
        };
    }

    /// Stops reading at once, or puts away what is shown. What is being stored is taken back first.
    void discard(String source) {
        of(source).ifPresent(draft -> {
            Optional.ofNullable(paces.get(source)).ifPresent(Pace::stop);
            if (draft.stage() instanceof Stage.Reading(Work work, Pace pace) && work != Work.LOOKING) {
                drafts.put(source, draft.at(new Stage.Reading(Work.STOPPING, pace)));
            } else {
                paces.remove(source);
                drafts.remove(source);
            }
        });
    }

    /// Stops whatever is being read or stored, or waits for its turn.
    void stop() {
        List.copyOf(drafts.keySet()).stream().filter(this::working).forEach(this::discard);
    }

    private boolean working(String source) {
        return of(source)
                .filter(draft -> draft.stage() instanceof Stage.Reading)
                .isPresent();
    }

    private Pace start(ImportDraft draft, Work work) {
        var pace = new Pace(clock, background::tell);
        paces.put(draft.source(), pace);
        drafts.put(draft.source(), draft.at(new Stage.Reading(work, pace)));
        return pace;
    }
}
