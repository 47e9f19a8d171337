package org.countersign.ui.findings;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.countersign.app.Countersign;
import org.countersign.drift.list.FindingQuery.Segment;
import org.countersign.drift.list.ListFindings;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.findings.FindingsReader.Answer;
import org.countersign.ui.findings.FindingsReader.Question;
import org.countersign.ui.table.Latest;
import org.countersign.ui.table.LazyRows;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;

/// State of the findings screen. No finding is in memory but those that are looked at.
public final class FindingsViewModel {
    private final Countersign app;
    private final Clock clock;
    private final Background checking;
    private final FindingsReader reader;
    private final FindingFilter filter;
    private final FindingActs acts;
    private final Latest<Question, Answer> latest;
    private final FindingPicking picking;
    private final ReadOnlyObjectWrapper<LazyRows<FindingLine>> rows = new ReadOnlyObjectWrapper<>(LazyRows.none());
    private final ObservableList<String> rules = FXCollections.observableArrayList();
    private final ObservableList<String> rulesView = FXCollections.unmodifiableObservableList(rules);
    private final ObservableList<String> sources = FXCollections.observableArrayList();
    private final ObservableList<String> sourcesView = FXCollections.unmodifiableObservableList(sources);
    private final ReadOnlyObjectWrapper<Map<Segment, Integer>> counts = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyStringWrapper subtitle = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private Optional<Answer> answer = Optional.empty();

    /// Reads from `app`.
    ///
    /// @param checking for what takes as long as a drift check
    /// @param rowsBackground for pages of rows alone, so that they come at once
    public FindingsViewModel(Countersign app, Clock clock, Background checking, Background rowsBackground) {
        this.app = app;
        this.clock = clock;
        this.checking = checking;
        filter = new FindingFilter(this::ask);
        reader = new FindingsReader(app, checking, rowsBackground, this::read, this::fail);
        acts = new FindingActs(app, rowsBackground, this::refresh, this::fail);
        latest = new Latest<>(rowsBackground, reader::look, this::answered, this::fail);
        picking = new FindingPicking(reader, rowsBackground, this::fail);
        reader.progressProperty().subscribe(_ -> tell());
    }

    /// What narrows the list.
    public FindingFilter filter() {
        return filter;
    }

    /// What can be done.
    public FindingActs acts() {
        return acts;
    }

    /// The findings that match with the heads of their groups; another list for each answer. What is chosen in it is
    /// [#chosenAgain()].
    public ReadOnlyObjectProperty<LazyRows<FindingLine>> rowsProperty() {
        return rows.getReadOnlyProperty();
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
        return answer.map(known -> known.sources().getOrDefault(id, id)).orElse(id);
    }

    /// How many rows each segment has before filters; none where that is not known yet.
    public ReadOnlyObjectProperty<Map<Segment, Integer>> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /// The chosen findings; all of a group whose head is chosen.
    public ReadOnlyObjectProperty<FindingChoice> chosenProperty() {
        return picking.chosenProperty();
    }

    /// Whether everything that matches is chosen, whichever lines are.
    public ReadOnlyBooleanProperty allProperty() {
        return picking.allProperty();
    }

    /// Under the title.
    public ReadOnlyStringProperty subtitleProperty() {
        return subtitle.getReadOnlyProperty();
    }

    /// Why something could not be done; empty otherwise.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// While it reads, or the rules are asked.
    public ReadOnlyBooleanProperty busyProperty() {
        return reader.busyProperty().getReadOnlyProperty();
    }

    /// While the rules are asked, which can be stopped.
    public ReadOnlyBooleanProperty askingProperty() {
        return reader.askingProperty().getReadOnlyProperty();
    }

    /// While a sort or a filter has no answer.
    public ReadOnlyBooleanProperty sortingProperty() {
        return latest.busyProperty();
    }

    /// Asks the rules no longer: what the last run stored is listed, and said to be old.
    public void stopAsking() {
        reader.stopAsking();
    }

    /// Where those lines are now that were chosen in the list before.
    public int[] chosenAgain() {
        return picking.listing().kept();
    }

    /// Chooses lines by their places.
    public void choose(int... lines) {
        picking.choose(lines);
    }

    /// Chooses everything that matches.
    public void chooseAll() {
        picking.chooseAll();
    }

    /// What is chosen, to do something with.
    public PickedFindings picked() {
        return picking.picked();
    }

    /// Everything that matches, without heads.
    public PickedFindings everything() {
        return picking.everything();
    }

    /// Looks whether anything is new, changing nothing.
    public void refresh() {
        reader.refresh();
    }

    /// Checks drift: keeps what is found, where this is no sample, and reads again.
    public void check() {
        reader.busyProperty().set(true);
        checking.run(
                () -> app.sampleAsOf().isPresent()
                        ? 0L
                        : app.checkDrift().run().run().number(),
                _ -> {
                    reader.busyProperty().set(false);
                    refresh();
                },
                this::fail);
    }

    private void fail(Exception failure) {
        reader.busyProperty().set(false);
        problem.set(Failures.said(failure));
    }

    /// What could not be done is said until the list is read again.
    private void read(boolean again) {
        if (again) {
            problem.set("");
        }
        ask();
    }

    private void ask() {
        if (reader.ready()) {
            latest.ask(
                    new Question(filter.query(), picking.chosenProperty().get().keys()));
        }
    }

    private void answered(Answer now) {
        answer = Optional.of(now);
        counts.set(now.listing().counts());
        if (!rules.equals(now.rules())) {
            rules.setAll(now.rules());
        }
        List<String> known = List.copyOf(now.sources().keySet());
        if (!sources.equals(known)) {
            sources.setAll(known);
        }
        tell();
        picking.in(now);
        rows.set(reader.rows(now));
    }

    /// Whether there is a snapshot to find something in; as long as nobody knows, it is taken for granted.
    boolean known() {
        return answer.map(known -> known.head().snapshots() > 0).orElse(true);
    }

    private void tell() {
        String progress = reader.progressProperty().get();
        subtitle.set(
                progress.isEmpty() ? answer.map(known -> known(known.head())).orElse("") : progress);
    }

    private String known(ListFindings.Head head) {
        String open = Strings.of(
                "findings.subtitle",
                Spoken.number(counts.get().getOrDefault(Segment.OPEN, 0)),
                Spoken.at(head.asOf(), clock.getZone()),
                Strings.count("findings.snapshots", head.snapshots()));
        return head.stale() ? Strings.of("findings.stale", open) : open;
    }

    /// Reads nothing more.
    public void stop() {
        reader.stop();
    }
}
