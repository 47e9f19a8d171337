package org.countersign.ui.review;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
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
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.Decision;
import org.countersign.campaign.Figures;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.Verdict;
import org.countersign.drift.Severity;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.SignAsReviewer;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.review.ReviewQueue.Segment;
import org.countersign.ui.task.Background;

/// State and verbs of the review screen. Every decision is on disk before it is shown as taken.
public final class ReviewViewModel {
    /// A decision so soon after an item has appeared was meant for the one before (desktop.md 5).
    static final long TOO_SOON_MILLIS = 250;

    private final Countersign app;
    private final Clock clock;
    private final Background background;
    private final ObservableList<ItemState> rows = FXCollections.observableArrayList();
    private final ObservableSet<String> batch = FXCollections.observableSet();
    private final ObservableList<String> reviewers = FXCollections.observableArrayList();
    private final ObjectProperty<Segment> segment = new SimpleObjectProperty<>(Segment.CHANGED);
    private final StringProperty filter = new SimpleStringProperty("");
    private final StringProperty reviewer = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Optional<ItemState>> selected = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Head> head = new ReadOnlyObjectWrapper<>(Head.NONE);
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private ReviewQueue queue = new ReviewQueue(List.of());
    private Optional<Campaign> campaign = Optional.empty();
    private final List<Decision> undone = new ArrayList<>();
    private Instant shownAt = Instant.EPOCH;
    private boolean writing;

    /// Reads and writes by `app`.
    public ReviewViewModel(Countersign app, Clock clock, Background background) {
        this.app = app;
        this.clock = clock;
        this.background = background;
        segment.subscribe(_ -> show(Optional.empty()));
        filter.subscribe(_ -> show(Optional.empty()));
        reviewer.subscribe((before, now) -> {
            if (!before.isEmpty() && !before.equals(now)) {
                refresh();
            }
        });
    }

    /// What stands over the queue.
    ///
    /// @param figures of this reviewer's items
    /// @param counts of each segment, in its order
    public record Head(
            boolean open,
            String title,
            String due,
            String subtitle,
            Figures figures,
            List<Integer> counts,
            int unsigned,
            Optional<String> lastDecision) {
        static final Head NONE = new Head(
                false, "", "", "", Figures.of(List.of()), List.of(0, 0, 0, 0), 0, Optional.empty());
    }

    /// What the queue shows.
    public ObservableList<ItemState> rows() {
        return FXCollections.unmodifiableObservableList(rows);
    }

    /// Ids of items that are to be decided at once.
    public ObservableSet<String> batch() {
        return FXCollections.unmodifiableObservableSet(batch);
    }

    /// Everybody who reviews something in this campaign.
    public ObservableList<String> reviewers() {
        return FXCollections.unmodifiableObservableList(reviewers);
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
    public ReadOnlyObjectProperty<Head> headProperty() {
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

    private record Loaded(Optional<Campaign> campaign, List<ItemState> items) {}

    /// Loads the newest open campaign, else the newest.
    public void refresh() {
        run(this::load, loaded -> accept(loaded, selected.get().map(state -> state.item().id())));
    }

    private Loaded load() {
        return app.workspace().read(tx -> {
            var store = new CampaignStore(tx);
            List<Campaign> all = store.all();
            Optional<Campaign> chosen = all.stream()
                    .filter(one -> one.state() == Campaign.State.OPEN)
                    .findFirst()
                    .or(() -> all.stream().findFirst());
            return new Loaded(chosen, chosen.map(one -> store.items(one.name())).orElse(List.of()));
        });
    }

    private void accept(Loaded loaded, Optional<String> keep) {
        campaign = loaded.campaign();
        var counts = new TreeMap<String, Integer>();
        loaded.items().forEach(state -> counts.merge(state.reviewer(), state.open() ? 1 : 0, Integer::sum));
        reviewers.setAll(counts.keySet());
        if (!counts.containsKey(reviewer.get()) && !counts.isEmpty()) {
            reviewer.set(counts.entrySet().stream()
                    .max(java.util.Map.Entry.comparingByValue())
                    .orElseThrow()
                    .getKey());
        }
        queue = ReviewQueue.of(loaded.items(), reviewer.get());
        Figures figures = Figures.of(queue.items());
        head.set(new Head(
                campaign.filter(one -> one.state() == Campaign.State.OPEN).isPresent(),
                campaign.map(Campaign::title).orElse(""),
                campaign.map(one -> one.state() == Campaign.State.OPEN
                                ? Strings.of("overview.due", one.due())
                                : Strings.of("campaign.state." + one.state().text()))
                        .orElse(""),
                campaign.map(one -> Strings.of("review.frozen", Formats.screen(one.asOf(), clock.getZone())))
                        .orElse(""),
                figures,
                Arrays.stream(Segment.values()).map(queue::count).toList(),
                figures.unsigned(),
                lastUnsigned().map(this::describe)));
        show(keep);
    }

    private Optional<Decision> lastUnsigned() {
        return queue.items().stream()
                .filter(state -> !state.signed())
                .flatMap(state -> state.decision().stream())
                .max(java.util.Comparator.comparingLong(Decision::number));
    }

    private String describe(Decision decision) {
        String label = queue.items().stream()
                .filter(state -> state.item().id().equals(decision.item()))
                .map(state -> state.item().label())
                .findFirst()
                .orElse(decision.item());
        return Strings.of("review.verdict." + decision.verdict().text()) + ": " + Formats.name(label);
    }

    /// Shows the filtered list and selects `keep`, else the first open item.
    private void show(Optional<String> keep) {
        rows.setAll(queue.in(segment.get(), filter.get()));
        int index = keep.map(this::indexOf).filter(found -> found >= 0).orElseGet(() -> ReviewQueue.nextOpen(rows, -1));
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
        Optional<ItemState> wanted = index < 0 || index >= rows.size() ? Optional.empty() : Optional.of(rows.get(index));
        boolean another = !wanted.map(state -> state.item().id()).equals(selected.get().map(state -> state.item().id()));
        if (another) {
            shownAt = clock.instant();
        }
        selected.set(wanted);
    }

    /// Goes `step` rows on; over decided ones where `open` says so.
    public void move(int step, boolean open) {
        int from = selected.get().map(state -> indexOf(state.item().id())).orElse(-1);
        if (!open) {
            select(Math.clamp((long) from + step, 0, Math.max(0, rows.size() - 1)));
            return;
        }
        List<ItemState> order = step > 0 ? rows : rows.reversed();
        int next = ReviewQueue.nextOpen(order, step > 0 ? from : rows.size() - 1 - from);
        select(next < 0 ? from : step > 0 ? next : rows.size() - 1 - next);
    }

    /// Whether approving the item asks for a reason.
    public boolean needsReason(ItemState state) {
        return state.item().worst().filter(worst -> worst.atLeast(Severity.HIGH)).isPresent();
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
        selected.get().ifPresent(state -> {
            long seconds = Math.max(1, (clock.millis() - shownAt.toEpochMilli()) / 1000);
            var draft = new Draft("", state.item().id(), verdict, reason, until, seconds);
            record(List.of(draft), Manner.SINGLE, () -> Strings.of("review.verdict." + verdict.text()));
        });
    }

    /// Decides every item of the batch at once.
    public void decideBatch(Verdict verdict, String reason) {
        List<Draft> drafts = batch.stream()
                .map(item -> new Draft("", item, verdict, Optional.of(reason), Optional.empty(), 0))
                .toList();
        record(drafts, new Manner(true, false), () -> Strings.count("review.batch", drafts.size()));
        batch.clear();
    }

    private interface Sentence {
        String text();
    }

    private void record(List<Draft> drafts, Manner manner, Sentence done) {
        String name = campaign.map(Campaign::name).orElse("");
        int from = selected.get().map(state -> indexOf(state.item().id())).orElse(-1);
        writing = true;
        undone.clear();
        run(
                () -> {
                    app.recordDecision().run(app.actor(), name, reviewer.get(), drafts, manner);
                    return load();
                },
                loaded -> {
                    accept(loaded, selected.get().map(state -> state.item().id()));
                    int next = ReviewQueue.nextOpen(rows, from);
                    if (next >= 0) {
                        select(next);
                    }
                    message.set(done.text() + " " + next());
                });
    }

    private String next() {
        long open = queue.items().stream().filter(ItemState::open).count();
        return open == 0
                ? Strings.of("review.allDone", head.get().figures().items())
                : selected.get()
                        .map(state -> Strings.of(
                                "review.next",
                                Formats.name(state.item().label()),
                                state.item().access(),
                                Formats.number(open)))
                        .orElse("");
    }

    /// Takes the last decision, or batch, back and returns to it.
    public void undo() {
        run(
                () -> {
                    List<Decision> taken = app.recordDecision()
                            .undo(app.actor(), campaign.map(Campaign::name).orElse(""), reviewer.get());
                    return java.util.Map.entry(taken, load());
                },
                result -> {
                    List<Decision> taken = result.getKey();
                    undone.addAll(taken);
                    accept(result.getValue(), taken.stream().map(Decision::item).findFirst());
                    message.set(
                            taken.isEmpty()
                                    ? Strings.of("review.nothingToUndo")
                                    : Strings.of("review.undone", describe(taken.getFirst())));
                });
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
        record(drafts, new Manner(drafts.size() > 1, false), () -> Strings.of("review.redone"));
    }

    /// Puts the selected item into the batch, or takes it out.
    public void toggleBatch() {
        selected.get().ifPresent(state -> {
            String id = state.item().id();
            if (!batch.remove(id)) {
                if (ReviewQueue.batchable(state)) {
                    batch.add(id);
                } else {
                    message.set(Strings.of("review.notBatchable"));
                }
            }
        });
    }

    /// The visible filter, minus what is never decided in bulk.
    public void selectBatch() {
        rows.stream().filter(ReviewQueue::batchable).forEach(state -> batch.add(state.item().id()));
        message.set(Strings.of("review.selected", batch.size(), rows.size() - batch.size()));
    }

    /// Nothing in the batch.
    public void clearBatch() {
        batch.clear();
    }

    /// Signs what waits; the password is wiped here.
    public void sign(Path key, char[] password, Consumer<String> done) {
        run(
                () -> {
                    try {
                        SignAsReviewer.Outcome outcome = app.signAsReviewer()
                                .run(
                                        app.actor(),
                                        campaign.map(Campaign::name).orElse(""),
                                        KeyFile.open(key, password));
                        return java.util.Map.entry(outcome, load());
                    } finally {
                        Arrays.fill(password, '\0');
                    }
                },
                result -> {
                    accept(result.getValue(), Optional.empty());
                    message.set(Strings.count("review.signed", result.getKey().decisions()));
                    done.accept("");
                },
                failure -> done.accept(String.valueOf(failure.getMessage())));
    }

    private <T> void run(Callable<T> work, Consumer<T> then) {
        run(work, then, failure -> message.set(String.valueOf(failure.getMessage())));
    }

    private <T> void run(Callable<T> work, Consumer<T> then, Consumer<Exception> failed) {
        background.run(
                work,
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
