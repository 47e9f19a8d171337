package org.countersign.ui.review;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Verdict;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.parts.ItemWords;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.preferences.Signing;
import org.countersign.ui.preferences.Stamps;
import org.countersign.ui.view.FilePicker;

/// The questions of the review: a reason, a date, many at once, a signature.
public final class ReviewQuestions {
    private final ReviewViewModel model;
    private final Questions questions;
    private final Clock clock;
    private final SignQuestion sign;

    /// Asks over a window.
    ///
    /// @param key the file of the key that is open in this window; empty where there is none
    /// @param stamps who stamps the time of a signature
    /// @param signing what is signed one at a time
    public ReviewQuestions(
            ReviewViewModel model,
            Questions questions,
            FilePicker picker,
            Clock clock,
            Supplier<String> key,
            Stamps stamps,
            Signing signing) {
        this.model = model;
        this.questions = questions;
        this.clock = clock;
        this.sign = new SignQuestion(model.signing(signing), questions, picker, key, stamps);
    }

    static TextArea reasonArea() {
        var reason = new TextArea();
        reason.setId("reason");
        reason.setWrapText(true);
        reason.setPrefRowCount(3);
        reason.setAccessibleText(Strings.of("review.reason"));
        return reason;
    }

    /// A prompt is gone as soon as somebody is in the field, so what it asks for is said above it.
    ///
    /// @param name of what is asked for
    static VBox named(String name, Node field) {
        Label label = Parts.label(name, "t-medium");
        label.setLabelFor(field);
        return Parts.column(4, label, field);
    }

    /// Whose access, and which: the title names only the person.
    private static Node what(ItemState state) {
        return Parts.sentence(
                Strings.of(
                        "review.ask.what",
                        ItemWords.access(state.item()),
                        state.item().line().path("sourceName").asText()),
                "t-medium");
    }

    /// Approving a grave finding needs a reason.
    void approve(ItemState state) {
        var problem = new Label();
        TextArea reason = reasonArea();
        questions.ask(
                Strings.of("review.ask.approve", Formats.name(state.item().label())),
                Strings.of("review.approve"),
                "accent",
                () -> {
                    if (reason.getText().isBlank()) {
                        problem.setText(Strings.of("review.ask.approve.reason"));
                        return false;
                    }
                    model.decide(state, Verdict.APPROVE, Optional.of(reason.getText()), Optional.empty());
                    return true;
                },
                reason,
                problem,
                what(state),
                Parts.sentence(Strings.of("review.ask.approve.why"), "t-muted"),
                named(Strings.of("review.reason"), reason));
    }

    /// The reason for a revoke is offered; what it puts at stake has to be read.
    void revoke(ItemState state) {
        model.shown()
                .guards(
                        model.name(),
                        new int[] {model.shown().number()},
                        guards -> revoke(state, new GuardView(guards)));
    }

    private void revoke(ItemState state, GuardView guards) {
        TextArea reason = reasonArea();
        var problem = new Label();
        questions.ask(
                Strings.of("review.ask.revoke", Formats.name(state.item().label())),
                Strings.of("review.revoke"),
                "danger",
                () -> {
                    problem.setText(guards.fault());
                    if (guards.fault().isEmpty()) {
                        model.decide(
                                state,
                                Verdict.REVOKE,
                                Optional.of(reason.getText()).filter(text -> !text.isBlank()),
                                Optional.empty());
                    }
                    return guards.fault().isEmpty();
                },
                reason,
                problem,
                guards.view(),
                what(state),
                RevokeView.of(state.item()),
                named(Strings.of("review.reason.optional"), reason));
    }

    /// A date, at most a year away, and a reason: it becomes an exception.
    void until(ItemState state) {
        var problem = new Label();
        var expiry = new Expiry(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        var day = new TextField(expiry.proposed().toString());
        day.setId("until");
        day.setAccessibleText(Strings.of("review.until"));
        TextArea reason = reasonArea();
        questions.ask(
                Strings.of("review.ask.until", Formats.name(state.item().label())),
                Strings.of("review.until"),
                "accent",
                () -> {
                    Optional<String> fault = expiry.fault(day.getText(), reason.getText());
                    problem.setText(fault.orElse(""));
                    if (fault.isEmpty()) {
                        model.decide(
                                state,
                                Verdict.APPROVE_UNTIL,
                                Optional.of(reason.getText()),
                                expiry.chosen(day.getText()));
                    }
                    return fault.isEmpty();
                },
                day,
                problem,
                what(state),
                Parts.sentence(
                        Strings.of(
                                "review.ask.until.why", model.reviewerProperty().get()),
                        "t-muted"),
                Parts.row(8, Parts.whole(Strings.of("review.ask.until.day")), day),
                named(Strings.of("review.reason"), reason));
    }

    /// What others should know of the item; nothing is decided.
    void note() {
        model.notes().ready().ifPresent(this::note);
    }

    private void note(ItemState state) {
        var problem = new Label();
        TextArea text = reasonArea();
        text.setId("note");
        text.setAccessibleText(Strings.of("review.note"));
        text.setAccessibleHelp(Strings.of("review.note.what"));
        Label left = Parts.label(ReviewNotes.left(""), "t-small", "t-muted");
        text.textProperty().subscribe(now -> left.setText(ReviewNotes.left(now)));
        questions.ask(
                Strings.of("review.note.title", Formats.name(state.item().label())),
                Strings.of("review.note.do"),
                "accent",
                () -> {
                    model.notes().write(state, text.getText(), questions.settle(problem));
                    return false;
                },
                text,
                problem,
                what(state),
                Parts.sentence(Strings.of("review.note.what"), "t-muted"),
                named(Strings.of("review.note"), text),
                left);
    }

    /// Many at once, in two steps.
    void batch() {
        new BatchQuestion(model, questions).ask();
    }

    /// The signature.
    void sign() {
        sign.ask();
    }
}
