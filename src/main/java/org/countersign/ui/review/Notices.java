package org.countersign.ui.review;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.countersign.app.Countersign;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.DelegateReviews;
import org.countersign.campaign.Delegation;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.queue.Deputies;
import org.countersign.campaign.queue.ReadQueue.Opened;
import org.countersign.text.Formats;
import org.countersign.ui.parts.DeputyWords;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;

/// What a reviewer has to know before the first item: for whom they answer, who answers for them, and what the
/// campaign's
/// owner asks of its reviewers.
public final class Notices {
    private final ReviewViewModel model;
    private final Countersign app;
    private final Background background;
    private final ReadOnlyObjectWrapper<Notice> notice = new ReadOnlyObjectWrapper<>(Notice.NONE);

    Notices(ReviewViewModel model, Countersign app, Background background) {
        this.model = model;
        this.app = app;
        this.background = background;
    }

    /// What there is to know.
    ///
    /// @param today as UTC counts days
    /// @param standsFor for whom the reviewer answers today
    /// @param away that somebody answers for the reviewer, today or later
    /// @param open whether a deputy can be named
    /// @param owner of the campaign
    /// @param instructions empty where there are none
    public record Notice(
            String campaign,
            LocalDate today,
            List<Delegation> standsFor,
            Optional<Delegation> away,
            boolean open,
            String owner,
            String instructions) {
        /// Nothing.
        static final Notice NONE = new Notice("", LocalDate.EPOCH, List.of(), Optional.empty(), false, "", "");

        /// Copies the list.
        public Notice {
            standsFor = List.copyOf(standsFor);
        }
    }

    /// For the reviewer and the campaign that are looked at.
    public ReadOnlyObjectProperty<Notice> noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    void show(Opened opened) {
        Deputies deputies = opened.deputies();
        Optional<Campaign> campaign = opened.campaign();
        notice.set(new Notice(
                campaign.map(Campaign::name).orElse(""),
                deputies.today(),
                deputies.to(opened.reviewer()),
                deputies.of(opened.reviewer()),
                campaign.filter(one -> one.state() == Campaign.State.OPEN).isPresent()
                        && !opened.reviewer().isEmpty(),
                campaign.map(Campaign::owner).orElse(""),
                campaign.flatMap(Campaign::instructions).orElse("")));
    }

    /// That an item waits for somebody who is away, in words.
    Optional<String> delegated(ItemState state) {
        return notice.get().standsFor().stream()
                .filter(one -> Formats.folded(one.from()).equals(Formats.folded(state.reviewer())))
                .findFirst()
                .map(DeputyWords::yours);
    }

    /// Somebody answers for the reviewer.
    void away(String to, LocalDate start, LocalDate end, String reason, Consumer<String> answer) {
        var request = new DelegateReviews.Request(
                notice.get().campaign(), model.reviewerProperty().get(), to, start, end, reason);
        background.run(
                () -> app.delegateReviews().run(app.actor(), request),
                outcome -> done(DeputyWords.named(outcome), answer),
                failure -> answer.accept(Failures.said(failure)));
    }

    /// The reviewer is back.
    void back(Consumer<String> answer) {
        String campaign = notice.get().campaign();
        String reviewer = model.reviewerProperty().get();
        background.run(
                () -> app.delegateReviews().end(app.actor(), campaign, reviewer),
                ended -> done(DeputyWords.ended(ended), answer),
                failure -> answer.accept(Failures.said(failure)));
    }

    private void done(String text, Consumer<String> answer) {
        answer.accept("");
        model.tell(text);
        model.refresh();
    }
}
