package org.countersign.ui.review;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Verdict;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.view.FilePicker;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The questions of the review: a reason, a date, a batch in two steps, a signature.
final class ReviewQuestions {
    private static final int REASON = 10;

    private final ReviewViewModel model;
    private final Questions questions;
    private final FilePicker picker;
    private final Clock clock;

    ReviewQuestions(ReviewViewModel model, Questions questions, FilePicker picker, Clock clock) {
        this.model = model;
        this.questions = questions;
        this.picker = picker;
        this.clock = clock;
    }

    private static TextArea reasonArea() {
        var reason = new TextArea();
        reason.setId("reason");
        reason.setWrapText(true);
        reason.setPrefRowCount(3);
        reason.setPromptText(Strings.of("review.reason"));
        return reason;
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
                    model.decide(Verdict.APPROVE, Optional.of(reason.getText()), Optional.empty());
                    return true;
                },
                reason,
                problem,
                Parts.sentence(Strings.of("review.ask.approve.why"), "t-muted"),
                reason);
    }

    /// The reason for a revoke is offered.
    void revoke(ItemState state) {
        TextArea reason = reasonArea();
        questions.ask(
                Strings.of("review.ask.revoke", Formats.name(state.item().label())),
                Strings.of("review.revoke"),
                "danger",
                () -> {
                    model.decide(
                            Verdict.REVOKE,
                            Optional.of(reason.getText()).filter(text -> !text.isBlank()),
                            Optional.empty());
                    return true;
                },
                reason,
                new Label(),
                RevokeView.of(state.item()),
                reason);
    }

    /// A date, at most a year away, and a reason: it becomes an exception.
    void until(ItemState state) {
        var problem = new Label();
        LocalDate today = LocalDate.now(clock);
        var day = new TextField(endOfQuarter(today).toString());
        day.setId("until");
        TextArea reason = reasonArea();
        questions.ask(
                Strings.of("review.ask.until", Formats.name(state.item().label())),
                Strings.of("review.until"),
                "accent",
                () -> {
                    Optional<LocalDate> until = date(day.getText());
                    if (until.isEmpty()
                            || !until.get().isAfter(today)
                            || until.get().isAfter(today.plusDays(365))) {
                        problem.setText(Strings.of("review.ask.until.date", today.plusDays(365)));
                        return false;
                    }
                    if (reason.getText().isBlank()) {
                        problem.setText(Strings.of("review.ask.until.reason"));
                        return false;
                    }
                    model.decide(Verdict.APPROVE_UNTIL, Optional.of(reason.getText()), until);
                    return true;
                },
                day,
                problem,
                Parts.sentence(
                        Strings.of(
                                "review.ask.until.why", model.reviewerProperty().get()),
                        "t-muted"),
                Parts.row(8, Parts.whole(Strings.of("review.ask.until.day")), day),
                reason);
    }

    private static LocalDate endOfQuarter(LocalDate today) {
        LocalDate end = today.withDayOfMonth(1)
                .plusMonths(3 - (today.getMonthValue() - 1) % 3L)
                .minusDays(1);
        return end.isAfter(today.plusDays(14))
                ? end
                : end.plusDays(1).plusMonths(3).minusDays(1);
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// Guard 1: what is left out, decision, reason, the count typed.
    void batch() {
        int count = model.batch().size();
        if (count == 0) {
            return;
        }
        var problem = new Label();
        var verdict = new ChoiceBox<String>();
        verdict.getItems().addAll(Strings.of("review.approve"), Strings.of("review.revoke"));
        verdict.getSelectionModel().selectFirst();
        var typed = new TextField();
        typed.setId("batch-count");
        TextArea reason = reasonArea();
        questions.ask(
                Strings.count("review.ask.batch", count),
                Strings.of("review.ask.batch.go"),
                "accent",
                () -> {
                    if (!typed.getText().strip().equals(Integer.toString(count))) {
                        problem.setText(Strings.of("review.ask.batch.count", count));
                        return false;
                    }
                    if (reason.getText().strip().length() < REASON) {
                        problem.setText(Strings.of("review.ask.batch.reason", REASON));
                        return false;
                    }
                    Verdict chosen =
                            verdict.getSelectionModel().getSelectedIndex() == 0 ? Verdict.APPROVE : Verdict.REVOKE;
                    Platform.runLater(() -> confirm(chosen, reason.getText()));
                    return true;
                },
                typed,
                problem,
                Parts.note(
                        BootstrapIcons.INFO_CIRCLE,
                        "info",
                        Strings.of("review.ask.batch.leftOut", model.rows().size() - count),
                        Strings.of("review.ask.batch.leftOut.why")),
                Parts.row(8, Parts.whole(Strings.of("review.ask.batch.decision")), verdict),
                Parts.row(8, Parts.whole(Strings.of("review.ask.batch.type", count)), typed),
                reason);
    }

    /// Guard 2: the list.
    private void confirm(Verdict verdict, String reason) {
        var list = new ListView<String>();
        list.setPrefHeight(220);
        model.rows().stream()
                .filter(state -> model.batch().contains(state.item().id()))
                .forEach(state -> list.getItems()
                        .add(Formats.name(state.item().label()) + " · "
                                + state.item().access()));
        questions.ask(
                Strings.of(
                        "review.ask.batch.sure",
                        Strings.of("review.verdict." + verdict.text()),
                        model.batch().size()),
                Strings.count("review.ask.batch.do", model.batch().size()),
                verdict == Verdict.REVOKE ? "danger" : "accent",
                () -> {
                    model.decideBatch(verdict, reason);
                    return true;
                },
                list,
                new Label(),
                list,
                Parts.sentence(reason, "t-muted"));
    }

    /// What the evidence will say, then the key.
    void sign() {
        SignOff signOff = model.signOff();
        var problem = new Label();
        var file = new TextField();
        file.setId("key-file");
        file.setPromptText(Strings.of("review.ask.sign.key"));
        Parts.grow(file);
        var choose = Parts.button(BootstrapIcons.FOLDER2_OPEN, Strings.of("review.ask.sign.choose"));
        choose.setOnAction(_ -> picker.open(Strings.of("review.ask.sign.key"), "*.p12", "*.pfx")
                .ifPresent(path -> file.setText(path.toString())));
        var password = new PasswordField();
        password.setId("password");
        password.setPromptText(Strings.of("review.ask.sign.password"));
        VBox said = Parts.column(
                4,
                Parts.fact(Strings.of("review.signOff.decisions"), Formats.number(signOff.waiting()), 190),
                Parts.fact(Strings.of("review.signOff.approved"), signOff.approvedShare() + " %", 190),
                Parts.fact(
                        Strings.of("review.signOff.median"),
                        signOff.medianSeconds() == 0
                                ? Strings.of("review.signOff.none")
                                : signOff.medianSeconds() + " s",
                        190),
                Parts.fact(Strings.of("review.signOff.batch"), Formats.number(signOff.largestBatch()), 190),
                Parts.fact(Strings.of("review.signOff.open"), Formats.number(signOff.open()), 190));
        questions.ask(
                Strings.count("review.ask.sign", signOff.waiting()),
                Strings.count("review.ask.sign.do", signOff.waiting()),
                "accent",
                () -> {
                    problem.setText(Strings.of("review.ask.sign.busy"));
                    model.sign(Path.of(file.getText()), password.getText().toCharArray(), failure -> {
                        problem.setText(failure);
                        if (failure.isEmpty()) {
                            questions.close();
                        }
                    });
                    password.clear();
                    return false;
                },
                file,
                problem,
                Parts.sentence(Strings.of("attestation.reviewer"), "t-medium"),
                said,
                Parts.row(8, file, choose),
                password);
    }
}
