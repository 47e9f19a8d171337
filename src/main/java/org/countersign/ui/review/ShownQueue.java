package org.countersign.ui.review;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.queue.Context;
import org.countersign.campaign.queue.Grouping;
import org.countersign.campaign.queue.Guard;
import org.countersign.campaign.queue.Order;
import org.countersign.campaign.queue.Queue;
import org.countersign.ui.table.Latest;
import org.countersign.ui.table.LazyRows;
import org.countersign.ui.task.Background;

/// The part of a queue that is shown, and the item that is looked at, since when. Of any length: what is not looked at
/// is not read.
public final class ShownQueue {
    private final Clock clock;
    private final Background background;
    private final QueueReader reader;
    private final Looked looked;
    private final Consumer<Exception> failed;
    private final Latest<Asked, Answer> latest;
    private final ReadOnlyObjectWrapper<LazyRows<QueueLine>> rows = new ReadOnlyObjectWrapper<>(LazyRows.none());
    private final ObjectProperty<Segment> segment = new SimpleObjectProperty<>(Segment.CHANGED);
    private final ObjectProperty<Grouping> grouping = new SimpleObjectProperty<>(Grouping.CHANGED);
    private final StringProperty filter = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Optional<ItemState>> selected = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Queue queue = Queue.NONE;
    private Order order = Order.NONE;
    private QueueLines lines = QueueLines.NONE;
    private boolean drafts;
    private final ReadOnlyIntegerWrapper position = new ReadOnlyIntegerWrapper(-1);
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<Where> where = new ReadOnlyObjectWrapper<>(new Where(0, 0));
    private OptionalInt shown = OptionalInt.empty();
    private Instant since = Instant.EPOCH;

    ShownQueue(Clock clock, Background background, QueueReader reader, Consumer<Exception> failed) {
        this.clock = clock;
        this.background = background;
        this.reader = reader;
        this.failed = failed;
        this.looked = new Looked(background, reader, failed);
        this.latest = new Latest<>(
                background, asked -> new Answer(asked, reader.order(asked.queue(), asked)), this::answered, failed);
        segment.subscribe(_ -> list(OptionalInt.empty()));
        filter.subscribe(_ -> ask());
        grouping.subscribe(_ -> ask());
    }

    /// What an order depends on.
    record Asked(Queue queue, String filter, Grouping by) {}

    private record Answer(Asked asked, Order order) {}

    /// An order of a queue that another took the place of meanwhile would hide all of that one.
    private void answered(Answer answer) {
        if (answer.asked().queue() != queue) {
            ask();
            return;
        }
        order = answer.order();
        list(OptionalInt.empty());
    }

    /// @param rank from 1
    /// @param items that are shown
    record Where(int rank, int items) {}

    /// What is asked of a queue now.
    Asked asked() {
        return new Asked(queue, filter.get(), grouping.get());
    }

    private void ask() {
        latest.ask(asked());
    }

    /// What the filters leave; another list for each answer.
    public ReadOnlyObjectProperty<LazyRows<QueueLine>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// The chosen segment.
    public ObjectProperty<Segment> segmentProperty() {
        return segment;
    }

    /// What it is gathered by.
    public ObjectProperty<Grouping> groupingProperty() {
        return grouping;
    }

    /// The text filter.
    public StringProperty filterProperty() {
        return filter;
    }

    /// While a filter has no answer.
    public ReadOnlyBooleanProperty askingProperty() {
        return latest.busyProperty();
    }

    /// The item that is looked at.
    public ReadOnlyObjectProperty<Optional<ItemState>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /// The whole queue, whatever is shown of it.
    Queue queue() {
        return queue;
    }

    QueueLines lines() {
        return lines;
    }

    /// In which instants are said.
    ZoneId zone() {
        return clock.getZone();
    }

    /// How long it has been looked at.
    Duration lookedAt() {
        Instant now = clock.instant();
        if (now.isBefore(since)) {
            // The clock went back; without this, no key would be taken until it has caught up.
            since = now;
        }
        return Duration.between(since, now);
    }

    /// Whether the item that is chosen is the one that is shown: for a moment it may still be read.
    boolean there() {
        return position.get() >= 0 && shown.equals(OptionalInt.of(number()));
    }

    Optional<String> selectedId() {
        return selected.get().map(state -> state.item().id());
    }

    /// The line of the selected item; -1 = none.
    public ReadOnlyIntegerProperty positionProperty() {
        return position.getReadOnlyProperty();
    }

    /// The line of the selected item; -1 = none.
    int position() {
        return position.get();
    }

    /// Counts up when something was said of items that are shown.
    public ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    /// Which of those that are shown the item that is looked at is.
    ReadOnlyObjectProperty<Where> whereProperty() {
        return where.getReadOnlyProperty();
    }

    /// How many are shown.
    public int items() {
        return lines.items();
    }

    /// The number of the selected item.
    int number() {
        return queue.number(lines.place(position.get()));
    }

    /// Takes another queue with its order for what is asked now, and selects `keep`, else the first open item.
    void show(Queue all, Order found, boolean open, OptionalInt keep) {
        queue = all;
        order = found;
        drafts = open;
        looked.forget();
        list(keep);
    }

    private void list(OptionalInt keep) {
        OptionalInt before = shown;
        Instant looking = since;
        QueueLines now = QueueLines.of(queue, order, segment.get());
        Queue of = queue;
        lines = now;
        shown = OptionalInt.empty();
        position.set(-1);
        rows.set(new LazyRows<>(background, now.numbers(), List.of(), numbers -> reader.lines(of, now, numbers)));
        int kept = keep.isPresent() ? line(keep.getAsInt()) : -1;
        int next = kept >= 0 ? kept : now.nextOpen(queue, -1, 1);
        select(next >= 0 ? next : now.first());
        if (before.isPresent() && before.equals(shown)) {
            since = looking;
        }
    }

    /// The line of a number; -1 where it is not shown.
    private int line(int number) {
        int place = queue.place(number);
        return place < 0 ? -1 : lines.line(place);
    }

    /// Looks at the item of this line; -1 = none. A head is passed by.
    public void select(int index) {
        int line = index >= 0 && index < lines.size() && lines.head(index) ? lines.moved(index, 1) : index;
        position.set(line < 0 || line >= lines.size() || lines.head(line) ? -1 : line);
        come();
    }

    private void come() {
        if (position.get() < 0) {
            shown = OptionalInt.empty();
            selected.set(Optional.empty());
            return;
        }
        int number = number();
        Optional<ItemState> item = looked.at(number);
        if (item.isEmpty()) {
            looked.read(number, drafts, this::come);
            return;
        }
        if (!shown.equals(OptionalInt.of(number))) {
            shown = OptionalInt.of(number);
            since = clock.instant();
        }
        where.set(new Where(lines.rank(position.get()), lines.items()));
        selected.set(item);
        int next = lines.nextOpen(queue, position.get(), 1);
        if (next >= 0) {
            looked.read(queue.number(lines.place(next)), drafts, () -> {});
        }
    }

    /// Goes `step` items on; over decided ones where `open` says so.
    public void move(int step, boolean open) {
        if (lines.size() > 0) {
            int from = position.get();
            int next = open ? lines.nextOpen(queue, from, step) : lines.moved(from, step);
            select(next < 0 ? from : next);
        }
    }

    /// What was said of items is in the queue by now: shows it, and goes to the open item after `from`, going
    /// round, or to the item of a number.
    ///
    /// @param item what was read beside, by that number
    void said(int from, OptionalInt number, Optional<ItemState> item, boolean goOn) {
        looked.forget();
        shown = OptionalInt.empty();
        number.ifPresent(one -> item.ifPresent(state -> looked.put(one, state)));
        int line = goOn ? lines.nextOpen(queue, from, 1) : number.isPresent() ? line(number.getAsInt()) : -1;
        changes.set(changes.get() + 1);
        select(line >= 0 ? line : position.get());
    }

    /// The item that would come after one is decided.
    OptionalInt after(int from) {
        int next = lines.nextOpen(queue, from, 1);
        return next < 0 || next == from ? OptionalInt.empty() : OptionalInt.of(queue.number(lines.place(next)));
    }

    /// Reads what stands beside the item that is looked at; nothing is told where that is another by then.
    void context(BiConsumer<ItemState, Context> told) {
        Optional<ItemState> item = selected.get();
        if (!there() || item.isEmpty()) {
            return;
        }
        int number = number();
        background.run(
                () -> reader.queue().context(number, item.get()),
                context -> {
                    if (there() && number() == number) {
                        told.accept(item.get(), context);
                    }
                },
                failed);
    }

    /// The items at these places, read as they are looked at.
    LazyRows<QueueLine> rows(int[] places) {
        Queue of = queue;
        return new LazyRows<>(background, places, List.of(), wanted -> reader.lines(of, QueueLines.NONE, wanted));
    }

    /// Asks what revoking items would put at stake.
    void guards(String campaign, int[] numbers, Consumer<List<Guard>> asked) {
        background.run(() -> reader.queue().guards(campaign, numbers), asked, failed);
    }
}
