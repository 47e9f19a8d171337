package org.countersign.ui.review;

import java.util.Optional;
import java.util.function.Consumer;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.NoteItem;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;

/// Writes notes on items: nothing is decided by one, and whoever is asked later reads it.
final class ReviewNotes {
    private final ReviewViewModel model;
    private final ReviewWork work;
    private final Background background;

    ReviewNotes(ReviewViewModel model, ReviewWork work, Background background) {
        this.model = model;
        this.work = work;
        this.background = background;
    }

    /// The item that one can be written on now; says why there is none.
    Optional<ItemState> ready() {
        Optional<ItemState> item = model.shown().selectedProperty().get();
        String why = !model.headProperty().get().open() || item.isEmpty()
                ? Strings.of("review.note.closed")
                : !model.shown().there() ? Strings.of("review.tooSoon") : against(item.get());
        model.tell(why);
        return item.filter(_ -> why.isEmpty());
    }

    private String against(ItemState item) {
        boolean theirs = Formats.folded(item.reviewer())
                .equals(Formats.folded(model.reviewerProperty().get()));
        return item.signed()
                ? Strings.of("review.note.signed")
                : theirs ? "" : Strings.of("review.note.passedOn", Formats.name(item.reviewer()));
    }

    /// What is wrong with a text; empty where it can be written.
    static String fault(String text) {
        String said = text.strip();
        int length = said.codePointCount(0, said.length());
        return length == 0
                ? Strings.of("review.note.empty")
                : length > NoteItem.LONGEST
                        ? Strings.of("review.note.long", Spoken.number(NoteItem.LONGEST), Spoken.number(length))
                        : "";
    }

    /// How many characters are left.
    static String left(String text) {
        String said = text.strip();
        long left = NoteItem.LONGEST - said.codePointCount(0, said.length());
        return left < 0 ? Strings.count("review.note.over", -left) : Strings.count("review.note.left", left);
    }

    /// Writes it; `answer` gets what stands against it, empty where it is written.
    void write(ItemState state, String text, Consumer<String> answer) {
        String fault = fault(text);
        if (!fault.isEmpty()) {
            answer.accept(fault);
            return;
        }
        String campaign = model.name();
        String as = model.reviewerProperty().get();
        background.run(
                () -> work.note(campaign, state.item().id(), as, text),
                _ -> {
                    answer.accept("");
                    model.tell(Strings.of(
                            "review.note.written", Formats.name(state.item().label())));
                    model.refresh();
                },
                failure -> answer.accept(Failures.said(failure)));
    }
}
