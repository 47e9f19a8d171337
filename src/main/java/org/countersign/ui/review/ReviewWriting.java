package org.countersign.ui.review;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.countersign.campaign.Decision;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;
import org.countersign.campaign.Verdict;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.review.ReviewWork.Done;
import org.countersign.ui.task.Background;

/// Writes decisions and takes them back: on a worker, and shown when they are on disk.
final class ReviewWriting {
    private final ReviewViewModel model;
    private final ReviewWork work;
    private final Background background;
    private final UndoneDecisions undone = new UndoneDecisions();
    private boolean busy;

    ReviewWriting(ReviewViewModel model, ReviewWork work, Background background) {
        this.model = model;
        this.work = work;
        this.background = background;
    }

    /// While a decision is being written.
    boolean busy() {
        return busy;
    }

    /// Nothing that was taken back can be decided again.
    void forget() {
        undone.clear();
    }

    void decide(ItemState state, Verdict verdict, Optional<String> reason, Optional<LocalDate> until) {
        long seconds = Math.max(1, model.shown().lookedAt().toSeconds());
        var draft = new Draft("", state.item().id(), verdict, reason, until, seconds);
        String told = Strings.of("review.verdict." + verdict.text()) + ".";
        record(
                List.of(draft),
                Manner.SINGLE,
                verdict == Verdict.DONT_KNOW ? told + passed(state) : told,
                undone::clear);
    }

    /// To whom it goes; the last who is asked passes it to nobody.
    private String passed(ItemState state) {
        String as = model.reviewerProperty().get();
        return model.campaign()
                .map(campaign ->
                        state.item().next(List.of(state.reviewer(), as), campaign.fallback(), campaign.owner()))
                .filter(next -> !Formats.folded(next).equals(Formats.folded(as)))
                .map(next -> " " + Strings.of("review.passed", Formats.name(next)))
                .orElse("");
    }

    void batch(int[] numbers, Verdict verdict, String reason) {
        String campaign = model.name();
        String as = model.reviewerProperty().get();
        int answered = model.around().answered();
        var like = new Draft("", "", verdict, Optional.of(reason), Optional.empty(), 0);
        write(
                () -> work.batch(campaign, as, numbers, like, answered),
                Strings.count("review.batch", numbers.length),
                undone::clear);
    }

    private void record(List<Draft> drafts, Manner manner, String told, Runnable taken) {
        String campaign = model.name();
        String as = model.reviewerProperty().get();
        int answered = model.around().answered();
        OptionalInt next = model.shown().after(model.shown().position());
        write(() -> work.record(campaign, as, drafts, manner, answered, next), told, taken);
    }

    private void write(Callable<Done> act, String told, Runnable taken) {
        int from = model.shown().position();
        String as = model.reviewerProperty().get();
        busy = true;
        background.run(
                act,
                done -> {
                    busy = false;
                    if (as.equals(model.reviewerProperty().get())) {
                        taken.run();
                        model.said(done, from, true);
                        // After many at once the next is still being read.
                        Optional<ItemState> next = model.shown().there()
                                ? model.shown().selectedProperty().get()
                                : Optional.empty();
                        model.tell(told + " " + model.headProperty().get().next(next));
                    }
                },
                failure -> {
                    busy = false;
                    model.say(failure);
                });
    }

    void undo() {
        String campaign = model.name();
        String as = model.reviewerProperty().get();
        int answered = model.around().answered();
        background.run(
                () -> work.undo(campaign, as, answered),
                done -> {
                    List<Decision> taken = done.taken();
                    String label = model.around().lastLabel();
                    undone.push(taken);
                    model.said(done, model.shown().position(), false);
                    model.tell(
                            taken.isEmpty()
                                    ? Strings.of("review.nothingToUndo")
                                    : Strings.of("review.undone", ReviewHead.describe(taken.getFirst(), label)));
                },
                model::say);
    }

    void redo() {
        if (undone.isEmpty()) {
            model.tell(Strings.of("review.nothingToRedo"));
            return;
        }
        record(undone.last(), undone.manner(), Strings.of("review.redone"), undone::pop);
    }
}
