package org.countersign.ui.review;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;
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
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Verdict;
import org.countersign.campaign.queue.ReadQueue.Around;
import org.countersign.text.Strings;
import org.countersign.ui.preferences.Signing;
import org.countersign.ui.review.ReviewWork.Done;
import org.countersign.ui.review.ReviewWork.Loaded;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;

/// State and verbs of the review screen. Every decision is on disk before it is shown as taken.
public final class ReviewViewModel {
    /// A decision so soon after an item has appeared was meant for the one before (desktop.md 5).
    static final long TOO_SOON_MILLIS = 250;
    private final ReviewWork work;
    private final QueueReader reader;
    private final Clock clock;
    private final Background background;
    private final Background rowsBackground;
    private final ShownQueue shown;
    private final ReviewBatch batch = new ReviewBatch();
    private final ObservableList<String> reviewers = FXCollections.observableArrayList();
    private final ObservableList<String> reviewersView = FXCollections.unmodifiableObservableList(reviewers);
    private final StringProperty reviewer = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<ReviewHead> head = new ReadOnlyObjectWrapper<>(ReviewHead.UNREAD);
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
    private final ReviewWriting writing;
    private final Notices notices;
    private Optional<Campaign> campaign = Optional.empty();
    private Around around = Around.NONE;

    /// Reads and writes by `app`.
    ///
    /// @param rowsBackground for what is looked at, so that it comes while a decision is written
    public ReviewViewModel(Countersign app, Clock clock, Background background, Background rowsBackground) {
        this.reader = new QueueReader(app);
        this.work = new ReviewWork(app, reader);
        this.clock = clock;
        this.background = background;
        this.rowsBackground = rowsBackground;
        this.shown = new ShownQueue(clock, rowsBackground, reader, this::say);
        this.writing = new ReviewWriting(this, work, background);
        this.notices = new Notices(this, app, background);
        reviewer.subscribe((before, _) -> {
            if (!before.isEmpty()) {
                batch.clear();
                writing.forget();
                refresh();
            }
        });
    }

    /// What the queue shows, and the item that is looked at.
    public ShownQueue shown() {
        return shown;
    }

    /// What is to be known of the queue as a whole.
    public Notices notices() {
        return notices;
    }

    /// What is to be decided at once.
    public ReviewBatch batch() {
        return batch;
    }

    /// Notes on items.
    ReviewNotes notes() {
        return new ReviewNotes(this, work, background);
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

    /// Looks at a campaign by its name; from then on at none that is opened later.
    public void look(String name) {
        if (!name.isEmpty() && campaign.filter(one -> one.name().equals(name)).isEmpty()) {
            work.want(name);
            batch.clear();
            writing.forget();
        }
    }

    /// Loads again and stays where one is.
    public void refresh() {
        reload(() -> {});
    }

    void reload(Runnable then) {
        String as = reviewer.get();
        var asked = shown.asked();
        background.run(
                () -> work.load(as, asked),
                loaded -> {
                    // Meanwhile another reviewer was chosen, who is being loaded.
                    if (as.equals(reviewer.get())) {
                        accept(loaded);
                    }
                    then.run();
                },
                failure -> {
                    say(failure);
                    then.run();
                });
    }

    void accept(Loaded loaded) {
        OptionalInt keep = shown.position() < 0 ? OptionalInt.empty() : OptionalInt.of(shown.number());
        campaign = loaded.opened().campaign();
        around = loaded.opened().around();
        if (!reviewers.equals(loaded.opened().reviewers())) {
            reviewers.setAll(loaded.opened().reviewers());
        }
        if (!reviewer.get().equals(loaded.opened().reviewer())) {
            reviewer.set(loaded.opened().reviewer());
        }
        notices.show(loaded.opened());
        shown.show(loaded.opened().queue(), loaded.order(), loaded.open(), keep);
        tell();
    }

    private void tell() {
        head.set(ReviewHead.of(campaign, shown.queue(), around, clock.getZone()));
        batch.follow(shown.queue());
    }

    /// Whether a key pressed now is meant for this item; says so where it is not.
    public boolean ready() {
        if (!head.get().open() || shown.position() < 0) {
            message.set(Strings.of("review.closed"));
            return false;
        }
        if (writing.busy() || !shown.there() || shown.lookedAt().toMillis() < TOO_SOON_MILLIS) {
            message.set(Strings.of("review.tooSoon"));
            return false;
        }
        return true;
    }

    /// Decides an item, the one that was asked about even where another is looked at by now, and goes to the
    /// next open one.
    public void decide(ItemState state, Verdict verdict, Optional<String> reason, Optional<LocalDate> until) {
        writing.decide(state, verdict, reason, until);
    }

    /// Decides every item of the batch at once; where that is refused, the batch stays as it is.
    public void decideBatch(Verdict verdict, String reason) {
        writing.batch(batch.numbers(), verdict, reason);
    }

    /// Takes the last decision, or batch, back and returns to it.
    public void undo() {
        writing.undo();
    }

    /// Decides again what was last taken back.
    public void redo() {
        writing.redo();
    }

    String name() {
        return campaign.map(Campaign::name).orElse("");
    }

    Optional<Campaign> campaign() {
        return campaign;
    }

    Around around() {
        return around;
    }

    void tell(String text) {
        message.set(text);
    }

    void say(Exception failure) {
        tell(Failures.said(failure));
    }

    /// Takes what a decision, or taking one back, has changed.
    void said(Done done, int from, boolean goOn) {
        around = done.said().around();
        shown.queue().take(done.said().states());
        shown.said(from, done.number(), done.next(), goOn);
        tell();
    }

    /// Puts the selected item into the batch, or takes it out.
    public void toggleBatch() {
        if (shown.position() >= 0 && !batch.toggle(shown.queue(), shown.lines().place(shown.position()))) {
            message.set(Strings.of("review.notBatchable"));
        }
    }

    /// The visible filter, minus what is never decided in bulk.
    public void selectBatch() {
        batch.addAll(shown.queue(), shown.lines());
        message.set(Strings.of("review.selected", batch.size(), batch.leftOut(shown)));
    }

    ReviewSigning signing(Signing by) {
        return new ReviewSigning(this, work, background, by);
    }

    /// Reads nothing more.
    public void stop() {
        rowsBackground.run(
                () -> {
                    reader.close();
                    return true;
                },
                _ -> {},
                _ -> {});
    }
}
