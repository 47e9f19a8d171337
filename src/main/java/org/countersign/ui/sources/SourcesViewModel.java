package org.countersign.ui.sources;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import org.countersign.app.Countersign;
import org.countersign.snapshot.SourceGuess;
import org.countersign.ui.sources.ImportDraft.Stage;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;

/// State of the sources screen: the sources, and at most one import of each. Nothing is stored before
/// [#confirm()].
public final class SourcesViewModel {
    private final Clock clock;
    private final Background background;
    private final ReadSources read;
    private final ObservableList<SourceRow> rows = FXCollections.observableArrayList();
    private final ObservableList<SourceRow> rowsView = FXCollections.unmodifiableObservableList(rows);
    private final Imports imports;
    private final ObservableList<Path> unassigned = FXCollections.observableArrayList();
    private final ObservableList<Path> unassignedView = FXCollections.unmodifiableObservableList(unassigned);
    private final ObjectProperty<Optional<String>> selected = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);
    private SourceGuess guess = new SourceGuess(List.of(), List.of());

    /// Reads from `app`.
    ///
    /// @param importing reads and stores snapshots: long work, which must not hold up the rest
    public SourcesViewModel(Countersign app, Clock clock, Background background, Background importing) {
        this.clock = clock;
        this.background = background;
        this.read = new ReadSources(app, clock);
        this.imports = new Imports(app, clock, importing, this::stored);
    }

    /// The sources of the governance file.
    public ObservableList<SourceRow> rows() {
        return rowsView;
    }

    /// Imports by the id of their source.
    public ObservableMap<String, ImportDraft> drafts() {
        return imports.drafts();
    }

    /// Dropped files and folders whose source nobody could guess.
    public ObservableList<Path> unassigned() {
        return unassignedView;
    }

    /// The id of the source that is looked at.
    public ObjectProperty<Optional<String>> selectedProperty() {
        return selected;
    }

    /// What imports have come to, until they are put away.
    public ObservableList<ImportResult> results() {
        return imports.results();
    }

    /// Why something could not be done; empty otherwise.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What has been done, for the status bar.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// While loading.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Loads again.
    public void refresh() {
        busy.set(true);
        background.run(
                read::run,
                loaded -> {
                    busy.set(false);
                    guess = loaded.guess();
                    rows.setAll(loaded.rows());
                    if (current().isEmpty()) {
                        selected.set(rows.stream().findFirst().map(SourceRow::id));
                    }
                },
                failure -> {
                    busy.set(false);
                    problem.set(Failures.said(failure));
                });
    }

    /// The source that is looked at.
    public Optional<SourceRow> current() {
        return selected.get()
                .flatMap(id -> rows.stream().filter(row -> row.id().equals(id)).findFirst());
    }

    /// Its import.
    public Optional<ImportDraft> draft() {
        return selected.get().flatMap(imports::of);
    }

    /// The name of a source.
    public String name(String id) {
        return rows.stream()
                .filter(row -> row.id().equals(id))
                .map(SourceRow::name)
                .findFirst()
                .orElse(id);
    }

    /// Files and folders of several sources at once: what belongs to nobody is asked for.
    public void drop(List<Path> paths) {
        var bySource = new LinkedHashMap<String, List<Path>>();
        for (Path path : paths) {
            guess.of(path)
                    .ifPresentOrElse(
                            id -> bySource.computeIfAbsent(id, _ -> new ArrayList<>())
                                    .add(path),
                            () -> unassigned.add(path));
        }
        bySource.forEach(this::look);
        bySource.keySet().stream().findFirst().ifPresent(id -> selected.set(Optional.of(id)));
    }

    /// Says of which source the files are that nobody could guess.
    public void assign(String source) {
        var paths = List.copyOf(unassigned);
        unassigned.clear();
        look(source, paths);
        selected.set(Optional.of(source));
    }

    /// Leaves out the files that nobody could guess.
    public void dismiss() {
        unassigned.clear();
    }

    /// What time it is.
    public Instant now() {
        return clock.instant();
    }

    /// Looks at files as one snapshot of a source.
    public void look(String source, List<Path> paths) {
        imports.look(source, paths);
    }

    /// Imports that need no answer.
    public List<ImportDraft> ready() {
        return drafts().values().stream()
                .filter(draft -> draft.stage() instanceof Stage.Shown shown
                        && shown.answers().missing().isEmpty())
                .toList();
    }

    /// How many are being read or stored, or wait for their turn.
    public long underWay() {
        return drafts().values().stream()
                .filter(draft -> draft.stage() instanceof Stage.Reading)
                .count();
    }

    /// Goes on with what is shown: stores it, reads it with the columns as chosen, compares it again, or tries again.
    public void confirm() {
        draft().ifPresent(draft -> {
            switch (draft.stage()) {
                case Stage.Reading _ -> {}
                case Stage.Failed _ -> imports.look(draft);
                case Stage.Mapping(TableColumns columns) -> {
                    if (columns.missingProperty().get().isEmpty()) {
                        imports.look(draft.with(columns.columns()));
                    }
                }
                case Stage.Shown(var _, var _, Answers answers) -> {
                    if (answers.anotherTime()) {
                        compareAgain();
                    } else if (answers.missing().isEmpty()) {
                        imports.store(draft, answers);
                    }
                }
            }
        });
    }

    /// Stores everything that needs no answer, one after another.
    public void confirmAll() {
        ready().forEach(draft -> {
            if (draft.stage() instanceof Stage.Shown shown) {
                imports.store(draft, shown.answers());
            }
        });
    }

    /// Compares what is shown with what was there at the time that is now said.
    public void compareAgain() {
        draft().ifPresent(draft -> {
            if (draft.stage() instanceof Stage.Shown shown && shown.answers().anotherTime()) {
                shown.answers().given().ifPresent(at -> imports.again(draft, at));
            }
        });
    }

    /// Asks what the columns of the shown table are.
    public void askColumns() {
        draft().ifPresent(draft -> {
            if (draft.stage() instanceof Stage.Shown shown
                    && !shown.tables().heads().isEmpty()) {
                imports.map(draft, shown.tables());
            }
        });
    }

    private void stored() {
        ImportResult last = results().getLast();
        message.set(name(last.source()) + ": " + last.text());
        refresh();
    }

    /// Stops reading, or puts away what is shown. Leaves nothing.
    public void discard() {
        selected.get().ifPresent(imports::discard);
    }

    /// Stops everything that is being read or stored, or waits for its turn.
    public void stop() {
        imports.stop();
    }
}
