package org.countersign.ui.groups;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.countersign.app.Countersign;
import org.countersign.groups.GroupFindings.Found;
import org.countersign.groups.GroupLine;
import org.countersign.groups.GroupList;
import org.countersign.groups.GroupList.Segment;
import org.countersign.groups.ListGroups;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.table.Latest;
import org.countersign.ui.table.LazyRows;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;

/// State of the list of groups: what it is narrowed to, and what is wrong with them.
public final class GroupsViewModel {
    /// As many findings are kept of one group; the rest are counted.
    static final int MOST_FOUND = 12;

    private final Background rowsBackground;
    private final GroupsReader reader;
    private final StringProperty text = new SimpleStringProperty("");
    private final ObjectProperty<Segment> segment = new SimpleObjectProperty<>(Segment.ALL);
    private final ReadOnlyObjectWrapper<LazyRows<GroupLine>> rows = new ReadOnlyObjectWrapper<>(LazyRows.none());
    private final ReadOnlyObjectWrapper<Map<Segment, Integer>> counts = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<GroupList> list = new ReadOnlyObjectWrapper<>(GroupList.NONE);
    private final ReadOnlyObjectWrapper<Map<String, List<Found>>> found = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final Latest<Narrowed, Answer> latest;
    private boolean loaded;

    /// @param rowsBackground for the list alone, so that it comes at once
    /// @param checks for what takes as long as a drift check
    public GroupsViewModel(Countersign app, Background rowsBackground, Background checks) {
        this.rowsBackground = rowsBackground;
        this.reader = new GroupsReader(app, rowsBackground, checks, this::show, this::failed);
        this.latest = new Latest<>(rowsBackground, GroupsViewModel::find, this::answered, this::failed);
        text.subscribe(_ -> ask());
        segment.subscribe(_ -> ask());
    }

    private record Narrowed(GroupList list, String text, Segment segment) {}

    private record Answer(GroupList list, int[] places, Map<Segment, Integer> counts, List<GroupLine> first) {}

    /// What every word of must be in a group's name or id.
    public StringProperty textProperty() {
        return text;
    }

    /// Which groups are listed.
    public ObjectProperty<Segment> segmentProperty() {
        return segment;
    }

    /// The list; another one for each answer.
    public ReadOnlyObjectProperty<LazyRows<GroupLine>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// How many there are of each kind.
    public ReadOnlyObjectProperty<Map<Segment, Integer>> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    /// All groups, to look things up in.
    public ReadOnlyObjectProperty<GroupList> listProperty() {
        return list.getReadOnlyProperty();
    }

    /// What is wrong, by `SOURCE/ID` of a group, and by the id of a mapping; of each the worst few.
    public ReadOnlyObjectProperty<Map<String, List<Found>>> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /// Why there is nothing; empty otherwise.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// While the list is being read.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// While what is wrong is being evaluated.
    public ReadOnlyBooleanProperty checkingProperty() {
        return reader.checkingProperty();
    }

    /// Whether the list was read at all.
    public boolean loaded() {
        return loaded;
    }

    /// Whether less than all is listed.
    public boolean narrowed() {
        return !text.get().isBlank() || segment.get() != Segment.ALL;
    }

    /// Why nothing is listed, where nothing is.
    public String none() {
        return Strings.of(narrowed() ? "groups.none" : "groups.nothing");
    }

    /// All of them again.
    public void clear() {
        text.set("");
        segment.set(Segment.ALL);
    }

    /// How many there are.
    public String total() {
        return Spoken.number(list.get().size());
    }

    /// Reads again.
    public void refresh() {
        busy.set(true);
        reader.refresh();
    }

    private void show(ListGroups.Listed listed) {
        loaded = true;
        busy.set(false);
        problem.set("");
        list.set(listed.groups());
        var by = new HashMap<String, List<Found>>();
        for (Found one : listed.found()) {
            List<Found> of =
                    by.computeIfAbsent(one.mapping().isEmpty() ? one.group() : one.mapping(), _ -> new ArrayList<>());
            if (of.size() < MOST_FOUND) {
                of.add(one);
            }
        }
        found.set(by);
        ask();
    }

    private void ask() {
        if (loaded) {
            latest.ask(new Narrowed(list.get(), text.get(), segment.get()));
        }
    }

    private static Answer find(Narrowed asked) {
        int[] places = asked.list().find(asked.text(), asked.segment());
        return new Answer(
                asked.list(),
                places,
                asked.list().counts(asked.text()),
                asked.list().rows(LazyRows.firstPage(places)));
    }

    private void answered(Answer answer) {
        counts.set(answer.counts());
        rows.set(new LazyRows<>(rowsBackground, answer.places(), answer.first(), answer.list()::rows));
    }

    private void failed(Exception failure) {
        busy.set(false);
        problem.set(Failures.said(failure));
    }

    /// What is wrong with a group and with these mappings.
    public List<Found> found(String key, List<String> mappings) {
        var all = new ArrayList<>(found.get().getOrDefault(key, List.of()));
        mappings.forEach(id -> all.addAll(found.get().getOrDefault(id, List.of())));
        all.sort(java.util.Comparator.comparing(Found::severity));
        return all;
    }

    /// Where a group stands in what is listed; -1 where it is not listed.
    int indexOf(String key) {
        int wanted = list.get().place(key);
        LazyRows<GroupLine> shown = rows.get();
        for (int i = 0; i < shown.size() && wanted >= 0; i++) {
            if (shown.number(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    /// The group that lacks something and comes after one.
    Optional<String> undocumentedAfter(String key) {
        return list.get().undocumentedAfter(key);
    }

    /// Groups of a source that somebody may mean by a text; from any thread.
    List<GroupLine> offered(String source, String wanted, int most) {
        return list.get().of(source, wanted, most);
    }

    /// In words how many groups there are of a kind.
    static String segment(Segment one, Map<Segment, Integer> counts) {
        return Strings.of("groups.segment." + one, Spoken.number(counts.getOrDefault(one, 0)));
    }

    /// Reads nothing more.
    public void stop() {
        reader.stop();
    }
}
