package org.countersign.ui.people;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.countersign.app.Countersign;
import org.countersign.people.PeopleQuery;
import org.countersign.people.PeopleQuery.Column;
import org.countersign.people.PeopleQuery.Kind;
import org.countersign.people.PersonRow;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.table.Latest;
import org.countersign.ui.table.LazyRows;
import org.countersign.ui.table.Selection;
import org.countersign.ui.task.Background;

/// State of the list of people: what it is narrowed to, how it is sorted, what is selected. Nobody is in memory but
/// those that are looked at.
public final class PeopleViewModel {
    /// As many lines as a clipboard gets.
    private static final int MOST_COPIED = 10_000;

    private final StringProperty text = new SimpleStringProperty("");
    private final StringProperty source = new SimpleStringProperty("");
    private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.EVERYONE);
    private final ReadOnlyObjectWrapper<LazyRows<PersonRow>> rows = new ReadOnlyObjectWrapper<>(LazyRows.none());
    private final ReadOnlyObjectWrapper<Map<Kind, Integer>> counts = new ReadOnlyObjectWrapper<>(Map.of());
    private final ObservableList<String> sources = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper subtitle = new ReadOnlyStringWrapper("");
    private final Selection<String> selection = new Selection<>();
    private final PeopleReader reader;
    private final Latest<PeopleQuery, PeopleReader.Answer> latest;
    private Column column = Column.LABEL;
    private boolean descending;

    /// @param matching for what may take as long as a drift check
    /// @param rowsBackground for pages of rows alone, so that they come at once
    public PeopleViewModel(Countersign app, Background background, Background matching, Background rowsBackground) {
        reader = new PeopleReader(app, background, matching, rowsBackground, this::ask);
        latest = new Latest<>(rowsBackground, reader::look, this::answered, reader::failed);
        text.subscribe(_ -> ask());
        source.subscribe(_ -> ask());
        kind.subscribe(_ -> ask());
        reader.progressProperty().subscribe(_ -> tell());
        selection.countProperty().subscribe(_ -> tell());
    }

    /// What every word of must be somewhere in what is known of a person.
    public StringProperty textProperty() {
        return text;
    }

    /// The id of the only source that is listed; empty for all.
    public StringProperty sourceProperty() {
        return source;
    }

    /// Who is listed.
    public ObjectProperty<Kind> kindProperty() {
        return kind;
    }

    /// The list; another one for each answer.
    public ReadOnlyObjectProperty<LazyRows<PersonRow>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// How many there are of each kind.
    public ReadOnlyObjectProperty<Map<Kind, Integer>> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /// The ids of sources, to narrow by.
    public ObservableList<String> sources() {
        return sources;
    }

    /// How many, how many are selected, and how far reading is.
    public ReadOnlyStringProperty subtitleProperty() {
        return subtitle.getReadOnlyProperty();
    }

    /// Why there is nothing.
    public ReadOnlyStringProperty problemProperty() {
        return reader.problemProperty().getReadOnlyProperty();
    }

    /// While everybody is being read.
    public ReadOnlyBooleanProperty busyProperty() {
        return reader.busyProperty();
    }

    /// While a sort or a filter has no answer.
    public ReadOnlyBooleanProperty askingProperty() {
        return latest.busyProperty();
    }

    /// How often accounts were matched with identities since the window opened.
    public ReadOnlyLongProperty matchedProperty() {
        return reader.matchedProperty().getReadOnlyProperty();
    }

    /// The people that are selected, by `SOURCE/ID`.
    public Selection<String> selection() {
        return selection;
    }

    /// Looks whether anything has changed, and reads it; correlates where nobody has yet.
    public void refresh() {
        reader.refresh();
        reader.sources(sources::setAll);
    }

    /// Sorts by another column.
    public void sort(Column by, boolean down) {
        if (column != by || descending != down) {
            column = by;
            descending = down;
            ask();
        }
    }

    /// Whether less than everybody is listed.
    public boolean narrowed() {
        return !text.get().isBlank() || !source.get().isEmpty() || kind.get() != Kind.EVERYONE;
    }

    /// Everybody again.
    public void clear() {
        selection.clear();
        text.set("");
        source.set("");
        kind.set(Kind.EVERYONE);
    }

    private void ask() {
        if (reader.ready()) {
            latest.ask(new PeopleQuery(
                    text.get(), Optional.of(source.get()).filter(id -> !id.isEmpty()), kind.get(), column, descending));
        }
    }

    private void answered(PeopleReader.Answer answer) {
        rows.set(reader.rows(answer));
        counts.set(new EnumMap<>(answer.listing().counts()));
        selection.matching(answer.listing().numbers().length);
        reader.problemProperty().set("");
        tell();
    }

    private void tell() {
        long selected = selection.countProperty().get();
        String all = Strings.count("people.count", rows.get().size());
        String progress = reader.progressProperty().get();
        subtitle.set(
                !progress.isEmpty()
                        ? progress
                        : selected == 0 ? all : Strings.of("people.selected", all, Spoken.number(selected)));
    }

    /// Identities that somebody may mean by a text: the first few, by name.
    public void find(String idp, String wanted, int most, Consumer<List<PersonRow>> action) {
        reader.find(idp, wanted, most, action);
    }

    /// The selected lines, as far as they are read, or else the one at `index`, as tab-separated text.
    public String lines(int index) {
        LazyRows<PersonRow> shown = rows.get();
        var lines = new ArrayList<PersonRow>();
        if (selection.countProperty().get() == 0) {
            shown.at(index).ifPresent(lines::add);
        } else {
            for (int i = 0; i < shown.size() && lines.size() < MOST_COPIED; i++) {
                shown.at(i).filter(row -> selection.has(row.key())).ifPresent(lines::add);
            }
        }
        return lines.stream()
                .map(row -> String.join("\t", row.label(), row.name(), row.sourceName(), row.department(), row.id()))
                .collect(Collectors.joining("\n"));
    }

    /// Reads nothing more.
    public void stop() {
        reader.stop();
    }
}
