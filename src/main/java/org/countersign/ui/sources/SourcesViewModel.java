package org.countersign.ui.sources;

import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import org.countersign.app.Countersign;
import org.countersign.snapshot.ImportSnapshot;
import org.countersign.snapshot.PreviewSnapshot.Outcome.Usable;
import org.countersign.snapshot.SourceGuess;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.sources.ImportDraft.Stage;
import org.countersign.ui.task.Background;

/// State of the sources screen: the sources, and at most one import of each. Nothing is stored before
/// [#confirm()].
public final class SourcesViewModel {
    private final Background background;
    private final ReadSources read;
    private final ObservableList<SourceRow> rows = FXCollections.observableArrayList();
    private final ObservableList<SourceRow> rowsView = FXCollections.unmodifiableObservableList(rows);
    private final Imports imports;
    private final ObservableList<Path> unassigned = FXCollections.observableArrayList();
    private final ObservableList<Path> unassignedView = FXCollections.unmodifiableObservableList(unassigned);
    private final ObjectProperty<Optional<String>> selected = new SimpleObjectProperty<>(Optional.empty());
    private final StringProperty takenAt = new SimpleStringProperty("");
    private final StringProperty gone = new SimpleStringProperty("");
    private final BooleanProperty incomplete = new SimpleBooleanProperty(false);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);
    private SourceGuess guess = new SourceGuess(List.of(), List.of());

    /// Reads from `app`.
    public SourcesViewModel(Countersign app, Clock clock, Background background) {
        this.background = background;
        this.read = new ReadSources(app, clock);
        this.imports = new Imports(app, clock, background, source -> {
            if (selected.get().equals(Optional.of(source))) {
                answers();
            }
        });
        selected.subscribe(_ -> answers());
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

    /// When it was taken, `2026-11-24T06:12:00Z`, as the files tell or a person says.
    public StringProperty takenAtProperty() {
        return takenAt;
    }

    /// What a person typed as the number of rows that would count as gone.
    public StringProperty goneProperty() {
        return gone;
    }

    /// Whether the person takes what is incomplete.
    public BooleanProperty incompleteProperty() {
        return incomplete;
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
                    problem.set(String.valueOf(failure.getMessage()));
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
        bySource.forEach(this::preview);
        bySource.keySet().stream().findFirst().ifPresent(id -> selected.set(Optional.of(id)));
    }

    /// Says of which source the files are that nobody could guess.
    public void assign(String source) {
        var paths = List.copyOf(unassigned);
        unassigned.clear();
        preview(source, paths);
        selected.set(Optional.of(source));
    }

    /// Looks at files as one snapshot of a source.
    public void preview(String source, List<Path> paths) {
        imports.preview(source, paths);
    }

    /// What was answered for another preview is not an answer for this one.
    private void answers() {
        gone.set("");
        incomplete.set(false);
        takenAt.set(readable()
                .map(shown -> Formats.instant(shown.snapshot().takenAt()))
                .orElse(""));
    }

    private Optional<Usable> readable() {
        return draft().flatMap(draft ->
                draft.stage() instanceof Stage.Shown(Usable shown) ? Optional.of(shown) : Optional.empty());
    }

    /// What keeps the shown import from being stored, in words; empty where nothing does.
    public String missing() {
        if (readable().isEmpty()) {
            return Strings.of("sources.missing.nothing");
        }
        Usable shown = readable().get();
        if (given().isEmpty()) {
            return Strings.of("sources.missing.takenAt");
        }
        if (!shown.snapshot().completeness().complete() && !incomplete.get()) {
            return Strings.of("sources.missing.incomplete");
        }
        String typed = gone.get().replace(",", "").strip();
        return shown.shrinkage()
                        .filter(less -> !typed.equals(Long.toString(less.fewer())))
                        .isPresent()
                ? Strings.of("sources.missing.gone")
                : "";
    }

    private Optional<Instant> given() {
        try {
            return Optional.of(Instant.parse(takenAt.get().strip()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// Stores what is shown.
    public void confirm() {
        if (!missing().isEmpty()) {
            return;
        }
        Usable shown = readable().orElseThrow();
        ImportDraft draft = draft().orElseThrow();
        Optional<Instant> said =
                given().filter(at -> !at.equals(shown.snapshot().takenAt()));
        var request = new ImportSnapshot.Request(
                draft.source(),
                draft.paths(),
                said,
                incomplete.get(),
                shown.shrinkage().isPresent());
        imports.store(draft, request, this::stored);
    }

    private void stored(ImportSnapshot.Outcome outcome) {
        message.set(
                switch (outcome) {
                    case ImportSnapshot.Outcome.Imported(var snapshot) ->
                        Strings.of("sources.imported", Formats.number(snapshot.number()), snapshot.source());
                    case ImportSnapshot.Outcome.Known(var snapshot) ->
                        Strings.of("sources.known", Formats.number(snapshot.number()));
                });
        refresh();
    }

    /// Stops reading, or puts away what is shown. Leaves nothing.
    public void discard() {
        selected.get().ifPresent(imports::discard);
    }
}
