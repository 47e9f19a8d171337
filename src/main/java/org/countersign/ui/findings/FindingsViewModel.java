package org.countersign.ui.findings;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.countersign.app.Countersign;
import org.countersign.drift.FindingStore;
import org.countersign.drift.Landscape;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.findings.FindingFilter.Segment;
import org.countersign.ui.task.Background;

/// State of the findings screen.
public final class FindingsViewModel {
    private final Countersign app;
    private final Clock clock;
    private final Background background;
    private final ReadFindings read;
    private final FindingFilter filter;
    private final FindingActs acts;
    private final ObservableList<FindingLine> lines = FXCollections.observableArrayList();
    private final ObservableList<FindingLine> linesView = FXCollections.unmodifiableObservableList(lines);
    private final ObservableList<String> rules = FXCollections.observableArrayList();
    private final ObservableList<String> rulesView = FXCollections.unmodifiableObservableList(rules);
    private final ObservableList<String> sources = FXCollections.observableArrayList();
    private final ObservableList<String> sourcesView = FXCollections.unmodifiableObservableList(sources);
    private final ReadOnlyObjectWrapper<Map<Segment, Integer>> counts = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<List<FindingRow>> chosen = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<List<FindingHistory>> history = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyLongWrapper shown = new ReadOnlyLongWrapper();
    private final ReadOnlyStringWrapper subtitle = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);
    private List<FindingRow> rows = List.of();
    private Set<String> keys = Set.of();
    private Optional<FindingsPage> page = Optional.empty();
    private boolean showing;

    /// Reads from `app`.
    public FindingsViewModel(Countersign app, Clock clock, Background background) {
        this.app = app;
        this.clock = clock;
        this.background = background;
        this.read = new ReadFindings(app, clock);
        this.filter = new FindingFilter(this::show);
        this.acts = new FindingActs(app, background, this::refresh, this::fail);
    }

    /// What narrows the list.
    public FindingFilter filter() {
        return filter;
    }

    /// What can be done.
    public FindingActs acts() {
        return acts;
    }

    /// The findings that the filters leave, without heads.
    public List<FindingRow> rows() {
        return rows;
    }

    /// The same with the heads of their groups.
    public ObservableList<FindingLine> lines() {
        return linesView;
    }

    /// Rules to filter by.
    public ObservableList<String> rules() {
        return rulesView;
    }

    /// Sources to filter by, by id.
    public ObservableList<String> sources() {
        return sourcesView;
    }

    /// What people call a source.
    public String sourceName(String id) {
        return page.map(known -> known.sources().getOrDefault(id, id)).orElse(id);
    }

    /// How many rows each segment has before filters.
    public ReadOnlyObjectProperty<Map<Segment, Integer>> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /// Rises with every new list; what is chosen in it is [#chosenKeys()].
    public ReadOnlyLongProperty shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /// The chosen findings; all of a group whose head is chosen.
    public ReadOnlyObjectProperty<List<FindingRow>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /// The keys of the chosen lines.
    public Set<String> chosenKeys() {
        return keys;
    }

    /// What happened to the one that is chosen, newest first.
    public ReadOnlyObjectProperty<List<FindingHistory>> historyProperty() {
        return history.getReadOnlyProperty();
    }

    /// Under the title.
    public ReadOnlyStringProperty subtitleProperty() {
        return subtitle.getReadOnlyProperty();
    }

    /// Why something could not be done; empty otherwise.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// While loading.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Chooses lines; what the table says while it gets a new list is no choice.
    public void choose(Collection<? extends FindingLine> chosenLines) {
        if (showing) {
            return;
        }
        var kept = new LinkedHashSet<String>();
        var of = new LinkedHashSet<FindingRow>();
        for (FindingLine line : chosenLines) {
            kept.add(line.key());
            switch (line) {
                case FindingRow row -> of.add(row);
                case FindingGroup group -> of.addAll(group.rows());
            }
        }
        keys = kept;
        chosen.set(List.copyOf(of));
        history.set(List.of());
        landscape().ifPresent(known -> chosen.get().stream()
                .filter(row -> chosen.get().size() == 1 && !row.fingerprint().isEmpty())
                .forEach(row -> past(row, known)));
    }

    private void past(FindingRow row, Landscape landscape) {
        List<FindingRow> asked = chosen.get();
        background.run(
                () -> app.workspace().read(tx -> new FindingStore(tx).history(row.fingerprint())).reversed().stream()
                        .map(change -> FindingHistory.of(change, landscape))
                        .toList(),
                told -> {
                    if (chosen.get().equals(asked)) {
                        history.set(told);
                    }
                },
                this::fail);
    }

    /// What the side sheet says of a row.
    public FindingDetails details(FindingRow row) {
        return FindingDetails.of(row, landscape().orElseThrow(), clock.getZone());
    }

    private Optional<Landscape> landscape() {
        return page.map(FindingsPage::landscape);
    }

    /// Reads again, changing nothing.
    public void refresh() {
        busy.set(true);
        background.run(
                read::run,
                value -> {
                    busy.set(false);
                    problem.set("");
                    loaded(value);
                },
                this::fail);
    }

    /// Checks drift: keeps what is found, where this is no sample, and reads again.
    public void check() {
        busy.set(true);
        background.run(
                () -> app.sampleAsOf().isPresent()
                        ? 0L
                        : app.checkDrift().run().run().number(),
                _ -> refresh(),
                this::fail);
    }

    private void fail(Exception failure) {
        busy.set(false);
        problem.set(String.valueOf(failure.getMessage()));
    }

    private void loaded(FindingsPage value) {
        page = Optional.of(value);
        counts.set(value.rows().entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().size())));
        subtitle.set(Strings.of(
                "findings.subtitle",
                Formats.number(value.of(Segment.OPEN).size()),
                Formats.screen(value.evaluation().asOf(), clock.getZone()),
                Strings.count(
                        "findings.snapshots", value.evaluation().snapshots().size())));
        rules.setAll(value.rules());
        sources.setAll(value.sources().keySet());
        show();
    }

    private void show() {
        page.ifPresent(known -> {
            showing = true;
            rows = filter.rows(known);
            lines.setAll(filter.lines(rows));
            showing = false;
            shown.set(shown.get() + 1);
        });
    }
}
