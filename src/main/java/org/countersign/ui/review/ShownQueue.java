package org.countersign.ui.review;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.countersign.campaign.ItemState;
import org.countersign.ui.review.ReviewQueue.Segment;

/// The part of a queue that is shown, and the item that is looked at, since when.
public final class ShownQueue {
    private final Clock clock;
    private final ObservableList<ItemState> rows = FXCollections.observableArrayList();
    private final ObservableList<ItemState> rowsView = FXCollections.unmodifiableObservableList(rows);
    private final ObjectProperty<Segment> segment = new SimpleObjectProperty<>(Segment.CHANGED);
    private final StringProperty filter = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Optional<ItemState>> selected = new ReadOnlyObjectWrapper<>(Optional.empty());
    private ReviewQueue queue = ReviewQueue.NONE;
    private Instant since = Instant.EPOCH;

    ShownQueue(Clock clock) {
        this.clock = clock;
        segment.subscribe(_ -> show(queue, Optional.empty()));
        filter.subscribe(_ -> show(queue, Optional.empty()));
    }

    /// What the filters leave.
    public ObservableList<ItemState> rows() {
        return rowsView;
    }

    /// The chosen segment.
    public ObjectProperty<Segment> segmentProperty() {
        return segment;
    }

    /// The text filter.
    public StringProperty filterProperty() {
        return filter;
    }

    /// The item that is looked at.
    public ReadOnlyObjectProperty<Optional<ItemState>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /// How long it has been looked at.
    Duration lookedAt() {
        return Duration.between(since, clock.instant());
    }

    Optional<String> selectedId() {
        return selected.get().map(state -> state.item().id());
    }

    /// The row of the selected item; -1 = none.
    int position() {
        return selectedId().map(this::indexOf).orElse(-1);
    }

    /// Filters anew and selects `keep`, else the first open item.
    void show(ReviewQueue all, Optional<String> keep) {
        queue = all;
        rows.setAll(queue.in(segment.get(), filter.get()));
        int kept = keep.map(this::indexOf).orElse(-1);
        int index = kept >= 0 ? kept : queue.nextOpen(rows, -1);
        select(index >= 0 ? index : rows.isEmpty() ? -1 : 0);
    }

    private int indexOf(String item) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).item().id().equals(item)) {
                return i;
            }
        }
        return -1;
    }

    /// Looks at the row of this index; -1 = none.
    public void select(int index) {
        Optional<ItemState> wanted =
                index < 0 || index >= rows.size() ? Optional.empty() : Optional.of(rows.get(index));
        if (!wanted.map(state -> state.item().id()).equals(selectedId())) {
            since = clock.instant();
        }
        selected.set(wanted);
    }

    /// Goes `step` rows on; over decided ones where `open` says so.
    public void move(int step, boolean open) {
        int from = position();
        if (!open) {
            select(Math.clamp((long) from + step, 0, Math.max(0, rows.size() - 1)));
            return;
        }
        List<ItemState> order = step > 0 ? rows : rows.reversed();
        int last = rows.size() - 1;
        int next = queue.nextOpen(order, step > 0 ? from : last - from);
        select(next < 0 ? from : step > 0 ? next : last - next);
    }

    /// Goes to the open row after `from`, going round; stays where there is none.
    void goOn(int from) {
        int next = queue.nextOpen(rows, from);
        if (next >= 0) {
            select(next);
        }
    }
}
