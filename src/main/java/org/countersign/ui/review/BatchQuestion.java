package org.countersign.ui.review;

import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import org.countersign.campaign.Verdict;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.parts.ItemWords;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.table.LazyRows.Slot;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Deciding many at once costs the count, a reason and a second step (desktop.md 6).
final class BatchQuestion {
    private final ReviewViewModel model;
    private final Questions questions;

    BatchQuestion(ReviewViewModel model, Questions questions) {
        this.model = model;
        this.questions = questions;
    }

    /// Guard 1: what is left out, decision, reason, the count typed.
    void ask() {
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
        TextArea reason = ReviewQuestions.reasonArea();
        questions.ask(
                Strings.count("review.ask.batch", count),
                Strings.of("review.ask.batch.go"),
                "accent",
                () -> {
                    Optional<String> fault = model.batch().fault(typed.getText(), reason.getText());
                    problem.setText(fault.orElse(""));
                    Verdict chosen =
                            verdict.getSelectionModel().getSelectedIndex() == 0 ? Verdict.APPROVE : Verdict.REVOKE;
                    if (fault.isEmpty()) {
                        Platform.runLater(() -> stake(chosen, reason.getText()));
                    }
                    return fault.isEmpty();
                },
                typed,
                problem,
                Parts.note(
                        BootstrapIcons.INFO_CIRCLE,
                        "info",
                        Strings.of(
                                "review.ask.batch.leftOut",
                                Spoken.number(model.batch().leftOut(model.shown()))),
                        Strings.of("review.ask.batch.leftOut.why")),
                ReviewQuestions.named(Strings.of("review.ask.batch.decision"), verdict),
                ReviewQuestions.named(Strings.of("review.ask.batch.type", count), typed),
                ReviewQuestions.named(Strings.of("review.ask.batch.reason.name", ReviewBatch.REASON), reason));
    }

    /// What many revocations together put at stake is read with the list.
    private void stake(Verdict verdict, String reason) {
        if (verdict == Verdict.REVOKE) {
            model.shown()
                    .guards(
                            model.name(),
                            model.batch().numbers(),
                            guards -> confirm(verdict, reason, new GuardView(guards)));
        } else {
            confirm(verdict, reason, new GuardView(List.of()));
        }
    }

    /// Guard 2: the list.
    private void confirm(Verdict verdict, String reason, GuardView guards) {
        var problem = new Label();
        var list = new ListView<Slot<QueueLine>>();
        list.setPrefHeight(Zoom.of(220));
        list.setCellFactory(_ -> new BatchCell());
        list.setItems(model.shown().rows(model.batch().places(model.shown().queue())));
        questions.ask(
                Strings.count(
                        "review.ask.batch.sure." + verdict.text(), model.batch().size()),
                Strings.count("review.ask.batch.do", model.batch().size()),
                verdict == Verdict.REVOKE ? "danger" : "accent",
                () -> {
                    problem.setText(guards.fault());
                    if (guards.fault().isEmpty()) {
                        model.decideBatch(verdict, reason);
                    }
                    return guards.fault().isEmpty();
                },
                list,
                problem,
                guards.view(),
                list,
                Parts.sentence(reason, "t-muted"));
    }

    /// An item of the batch: who, and what they have.
    private static final class BatchCell extends ListCell<Slot<QueueLine>> {
        @Override
        protected void updateItem(Slot<QueueLine> slot, boolean empty) {
            super.updateItem(slot, empty);
            setText(
                    empty || slot == null || !(slot.row().orElse(null) instanceof QueueLine.Item(var row))
                            ? null
                            : Formats.name(row.label()) + " · " + ItemWords.access(row.kind(), row.access()));
        }
    }
}
