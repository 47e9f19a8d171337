package org.countersign.ui.review;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;
import org.countersign.app.Countersign;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.Decision;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.Verdict;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.review.ReviewQueue.Segment;
import org.countersign.ui.review.ReviewWork.Loaded;
import org.countersign.ui.task.Background;

/// State and verbs of the review screen. Every decision is on disk before it is shown as taken.
public final class ReviewViewModel {
    /// A decision so soon after an item has appeared was meant for the one before (desktop.md 5).
    static final long TOO_SOON_MILLIS = 250;

    private final ReviewWork work;
    private final Clock clock;
    private final Background background;
    private final ObservableList<ItemState> rows = FXCollections.observableArrayList();
    private final ObservableList<ItemState> rowsView = FXCollections.unmodifiableObservableList(rows);
    private final ObservableSet<String> batch = FXCollections.observableSet();
    private final ObservableSet<String> batchView = FXCollections.unmodifiableObservableSet(batch);
    private final ObservableList<String> reviewers = FXCollections.observableArrayList();
    private final ObservableList<String> reviewersView = FXCollections.unmodifiableObservableList(reviewers);
    private final ObjectProperty<Segment> segment = new SimpleObjectProperty<>(Segment.CHANGED);
    private final StringProperty filter = new SimpleStringProperty("");
    private final StringProperty reviewer = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Optional<ItemState>> selected = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<ReviewHead> head = new ReadOnlyObjectWrapper<>(ReviewHead.NONE);
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final List<Decision> undone = new ArrayList<>();
    private ReviewQueue queue = new ReviewQueue(List.of());
    private String campaign = "";
    private Instant shownAt = Instant.EPOCH;
    private boolean writing;

    /// Reads and writes by `app`.
    public ReviewViewModel(Countersign app, Clock clock, Background background) {
        this.work = new ReviewWork(app);
        this.clock = clock;
        this.background = background;
        segment.subscribe(_ -> show(Optional.empty()));
        filter.subscribe(_ -> show(Optional.empty()));
        reviewer.subscribe((before, _) -> {
            if (!before.isEmpty()) {
                refresh();
            }
        });
    }

    /// What the queue shows.
    public ObservableList<ItemState> rows() {
        return rowsView;
    }

    /// Ids of items that are to be decided at once.
    public ObservableSet<String> batch() {
        return batchView;
    }

    /// Everybody who reviews something in this campaign.
    public ObservableList<String> reviewers() {
        return reviewersView;
    }

    /// As whom.
    public StringProperty reviewerProperty() {
        return reviewer;
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

    /// Over the queue.
    public ReadOnlyObjectProperty<ReviewHead> headProperty() {
        return head.getReadOnlyProperty();
    }

    /// What was just done, or why not; announced.
    public ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /// What the evidence would say.
    public SignOff signOff() {
        return SignOff.of(queue);
    }

    /// Loads again and stays where one is.
    public void refresh() {
        run(work::load, loaded -> accept(loaded, selectedId()), this::say);
    }

    private Optional<String> selectedId() {
        return selected.get().map(state -> state.item().id());
    }

    private void say(Exception failure) {
        message.set(String.valueOf(failure.getMessage()));
    }

    private void accept(Loaded loaded, Optional<String> keep) {
        campaign = loaded.campaign().map(Campaign::name).orElse("");
        if (!reviewers.equals(List.copyOf(loaded.reviewers().keySet()))) {
            reviewers.setAll(loaded.reviewers().keySet());
        }
        if (!reviewers.contains(reviewer.get())) {
            loaded.busiest().ifPresent(reviewer::set);
        }
        queue = ReviewQueue.of(loaded.items(), reviewer.get());
        head.set(ReviewHead.of(loaded.campaign(), queue, clock.getZone()));
        show(keep);
    }

    /// Shows the filtered list and selects `keep`, else the first open item.
    private void show(Optional<String> keep) {
        rows.setAll(queue.in(segment.get(), filter.get()));
        int kept = keep.map(this::indexOf).orElse(-1);
        int index = kept >= 0 ? kept : ReviewQueue.nextOpen(rows, -1);
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
            shownAt = clock.instant();
        }
        selected.set(wanted);
    }

    /// Goes `step` rows on; over decided ones where `open` says so.
    public void move(int step, boolean open) {
        int from = selectedId().map(this::indexOf).orElse(-1);
        if (!open) {
            select(Math.clamp((long) from + step, 0, Math.max(0, rows.size() - 1)));
            return;
        }
        List<ItemState> order = step > 0 ? rows : rows.reversed();
        int last = rows.size() - 1;
        int next = ReviewQueue.nextOpen(order, step > 0 ? from : last - from);
        select(next < 0 ? from : step > 0 ? next : last - next);
    }

    /// Whether a key pressed now is meant for this item; says so where it is not.
    public boolean ready() {
        if (!head.get().open() || selected.get().isEmpty()) {
            message.set(Strings.of("review.closed"));
            return false;
        }
        if (writing || clock.millis() - shownAt.toEpochMilli() < TOO_SOON_MILLIS) {
            message.set(Strings.of("review.tooSoon"));
            return false;
        }
        return true;
    }

    /// Decides the selected item and goes to the next open one.
    public void decide(Verdict verdict, Optional<String> reason, Optional<LocalDate> until) {
        selectedId().ifPresent(item -> {
            long seconds = Math.max(1, (clock.millis() - shownAt.toEpochMilli()) / 1000);
            record(
                    List.of(new Draft("", item, verdict, reason, until, seconds)),
                    Manner.SINGLE,
                    Strings.of("review.verdict." + verdict.text()) + ".");
        });
    }

    /// Decides every item of the batch at once.
    public void decideBatch(Verdict verdict, String reason) {
        List<Draft> drafts = batch.stream()
                .map(item -> new Draft("", item, verdict, Optional.of(reason), Optional.empty(), 0))
                .toList();
        record(drafts, new Manner(true, false), Strings.count("review.batch", drafts.size()));
        batch.clear();
    }

    private void record(List<Draft> drafts, Manner manner, String done) {
        int from = selectedId().map(this::indexOf).orElse(-1);
        writing = true;
        undone.clear();
        run(
                () -> work.record(campaign, reviewer.get(), drafts, manner),
                loaded -> {
                    accept(loaded, selectedId());
                    int next = ReviewQueue.nextOpen(rows, from);
                    if (next >= 0) {
                        select(next);
                    }
                    message.set(done + " " + next());
                },
                this::say);
    }

    private String next() {
        long open = queue.items().stream().filter(ItemState::open).count();
        return open == 0
                ? Strings.of("review.allDone", head.get().figures().items())
                : selected.get()
                        .map(ReviewHead::spoken)
                        .map(text -> Strings.of("review.next", text, Formats.number(open)))
                        .orElse("");
    }

    /// Takes the last decision, or batch, back and returns to it.
    public void undo() {
        run(
                () -> work.undo(campaign, reviewer.get()),
                loaded -> {
                    List<Decision> taken = loaded.changed();
                    undone.addAll(taken);
                    accept(loaded, taken.stream().map(Decision::item).findFirst());
                    message.set(
                            taken.isEmpty()
                                    ? Strings.of("review.nothingToUndo")
                                    : Strings.of("review.undone", ReviewHead.describe(queue, taken.getFirst())));
                },
                this::say);
    }

    /// Decides again what was last taken back.
    public void redo() {
        if (undone.isEmpty()) {
            message.set(Strings.of("review.nothingToRedo"));
            return;
        }
        List<Draft> drafts = undone.stream()
                .map(old -> new Draft("", old.item(), old.verdict(), old.reason(), old.until(), old.seconds()))
                .toList();
        record(drafts, new Manner(drafts.size() > 1, false), Strings.of("review.redone"));
    }

    /// Puts the selected item into the batch, or takes it out.
    public void toggleBatch() {
        selected.get().ifPresent(state -> {
            if (!batch.remove(state.item().id())) {
                if (ReviewQueue.batchable(state)) {
                    batch.add(state.item().id());
                } else {
                    message.set(Strings.of("review.notBatchable"));
                }
            }
        });
    }

    /// The visible filter, minus what is never decided in bulk.
    public void selectBatch() {
        rows.stream()
                .filter(ReviewQueue::batchable)
                .forEach(state -> batch.add(state.item().id()));
        message.set(Strings.of("review.selected", batch.size(), rows.size() - batch.size()));
    }

    /// Nothing in the batch.
    public void clearBatch() {
        batch.clear();
    }

    /// Signs what waits; `done` gets why it failed, or an empty text.
    public void sign(Path key, char[] password, Consumer<String> done) {
        run(
                () -> work.sign(campaign, key, password),
                loaded -> {
                    accept(loaded, Optional.empty());
                    message.set(Strings.count("review.signed", loaded.signed()));
                    done.accept("");
                },
                failure -> done.accept(String.valueOf(failure.getMessage())));
    }

    private void run(Callable<Loaded> slow, Consumer<Loaded> then, Consumer<Exception> failed) {
        background.run(
                slow,
                value -> {
                    writing = false;
                    then.accept(value);
                },
                failure -> {
                    writing = false;
                    failed.accept(failure);
                });
    }
}
