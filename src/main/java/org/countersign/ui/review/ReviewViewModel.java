package org.countersign.ui.review;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.countersign.app.Countersign;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.Decision;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.Verdict;
import org.countersign.text.Strings;
import org.countersign.ui.review.ReviewWork.Loaded;
import org.countersign.ui.task.Background;

/// State and verbs of the review screen. Every decision is on disk before it is shown as taken.
public final class ReviewViewModel {
    /// A decision so soon after an item has appeared was meant for the one before (desktop.md 5).
    static final long TOO_SOON_MILLIS = 250;

    private final ReviewWork work;
    private final Clock clock;
    private final Background background;
    private final ShownQueue shown;
    private final ReviewBatch batch = new ReviewBatch();
    private final ObservableList<String> reviewers = FXCollections.observableArrayList();
    private final ObservableList<String> reviewersView = FXCollections.unmodifiableObservableList(reviewers);
    private final StringProperty reviewer = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<ReviewHead> head = new ReadOnlyObjectWrapper<>(ReviewHead.NONE);
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final UndoneDecisions undone = new UndoneDecisions();
    private ReviewQueue queue = ReviewQueue.NONE;
    private String campaign = "";
    private boolean writing;

    /// Reads and writes by `app`.
    public ReviewViewModel(Countersign app, Clock clock, Background background) {
        this.work = new ReviewWork(app);
        this.clock = clock;
        this.background = background;
        this.shown = new ShownQueue(clock);
        reviewer.subscribe((before, _) -> {
            if (!before.isEmpty()) {
                batch.clear();
                undone.clear();
                refresh();
            }
        });
    }

    /// What the queue shows, and the item that is looked at.
    public ShownQueue shown() {
        return shown;
    }

    /// What is to be decided at once.
    public ReviewBatch batch() {
        return batch;
    }

    /// Everybody who reviews something in this campaign.
    public ObservableList<String> reviewers() {
        return reviewersView;
    }

    /// As whom.
    public StringProperty reviewerProperty() {
        return reviewer;
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

    /// Looks at a campaign by its name; from then on at none that is opened later.
    public void look(String name) {
        if (!name.isEmpty() && !name.equals(campaign)) {
            work.want(name);
            batch.clear();
            undone.clear();
        }
    }

    /// Loads again and stays where one is.
    public void refresh() {
        background.run(work::load, loaded -> accept(loaded, shown.selectedId()), this::say);
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
        batch.follow(queue);
        shown.show(queue, keep);
    }

    /// Whether a key pressed now is meant for this item; says so where it is not.
    public boolean ready() {
        if (!head.get().open() || shown.selectedId().isEmpty()) {
            message.set(Strings.of("review.closed"));
            return false;
        }
        if (writing || shown.lookedAt().toMillis() < TOO_SOON_MILLIS) {
            message.set(Strings.of("review.tooSoon"));
            return false;
        }
        return true;
    }

    /// Decides an item, the one that was asked about even where another is looked at by now, and goes to the
    /// next open one.
    public void decide(ItemState state, Verdict verdict, Optional<String> reason, Optional<LocalDate> until) {
        long seconds = Math.max(1, shown.lookedAt().toSeconds());
        var draft = new Draft("", state.item().id(), verdict, reason, until, seconds);
        record(List.of(draft), Manner.SINGLE, Strings.of("review.verdict." + verdict.text()) + ".", undone::clear);
    }

    /// Decides every item of the batch at once; where that is refused, the batch stays as it is.
    public void decideBatch(Verdict verdict, String reason) {
        List<Draft> drafts = batch.items().stream()
                .map(state -> new Draft("", state.item().id(), verdict, Optional.of(reason), Optional.empty(), 0))
                .toList();
        record(drafts, new Manner(true, false), Strings.count("review.batch", drafts.size()), undone::clear);
    }

    private void record(List<Draft> drafts, Manner manner, String done, Runnable taken) {
        int from = shown.position();
        String as = reviewer.get();
        writing = true;
        background.run(
                () -> work.record(campaign, as, drafts, manner),
                loaded -> {
                    writing = false;
                    taken.run();
                    accept(loaded, shown.selectedId());
                    shown.goOn(from);
                    message.set(done + " "
                            + head.get().next(shown.selectedProperty().get()));
                },
                failure -> {
                    writing = false;
                    say(failure);
                });
    }

    /// Takes the last decision, or batch, back and returns to it.
    public void undo() {
        String as = reviewer.get();
        background.run(
                () -> work.undo(campaign, as),
                loaded -> {
                    List<Decision> taken = loaded.changed();
                    undone.push(taken);
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
        record(undone.last(), undone.manner(), Strings.of("review.redone"), undone::pop);
    }

    /// Puts the selected item into the batch, or takes it out.
    public void toggleBatch() {
        shown.selectedProperty().get().ifPresent(state -> {
            if (!batch.toggle(state)) {
                message.set(Strings.of("review.notBatchable"));
            }
        });
    }

    /// The visible filter, minus what is never decided in bulk.
    public void selectBatch() {
        batch.addAll(shown.rows());
        message.set(Strings.of("review.selected", batch.size(), batch.leftOut(shown.rows())));
    }

    /// Signs what waits; `done` gets why it failed, or an empty text.
    public void sign(Path key, char[] password, Consumer<String> done) {
        background.run(
                () -> work.sign(campaign, key, password),
                loaded -> {
                    accept(loaded, Optional.empty());
                    message.set(Strings.count("review.signed", loaded.signed()));
                    done.accept("");
                },
                failure -> done.accept(String.valueOf(failure.getMessage())));
    }
}
