package org.countersign.ui.review;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.countersign.campaign.queue.Grouping;
import org.countersign.campaign.queue.Queue;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Segments;
import org.countersign.ui.parts.SplitBar;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The bars of the review: segments, batch, progress.
final class ReviewBars {
    private ReviewBars() {}

    static void segments(HBox bar, ReviewViewModel model) {
        List<Segment> all = List.of(Segment.values());
        Segments.fill(bar, "queue-", all, model.shown().segmentProperty(), _ -> {});
        model.headProperty()
                .subscribe(head -> Segments.name(
                        bar,
                        all,
                        segment -> Strings.of(
                                "review.segment." + segment.name(),
                                Spoken.number(head.counts().get(all.indexOf(segment))))));
    }

    static void grouping(ChoiceBox<Grouping> box, ReviewViewModel model) {
        box.getItems().setAll(Grouping.values());
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(Grouping by) {
                return by == null ? "" : Strings.of("review.by." + by.name());
            }

            @Override
            public Grouping fromString(String text) {
                throw new UnsupportedOperationException();
            }
        });
        box.valueProperty().bindBidirectional(model.shown().groupingProperty());
        box.setAccessibleText(Strings.of("review.by"));
    }

    static void batch(HBox bar, ReviewViewModel model, ReviewQuestions asks) {
        int count = model.batch().size();
        bar.setVisible(count > 0);
        bar.setManaged(count > 0);
        var decide = new Button(Strings.count("review.decideBatch", count));
        decide.setOnAction(_ -> asks.batch());
        var clear = new Button(Strings.of("review.clear"));
        clear.setOnAction(_ -> model.batch().clear());
        bar.getChildren()
                .setAll(
                        Parts.icon(BootstrapIcons.CHECK_SQUARE_FILL, "i14", "k-accent"),
                        Parts.whole(Strings.of("review.inBatch", count), "t-medium"),
                        Parts.space(),
                        decide,
                        clear);
    }

    /// What there is to say of the queue as a whole: nothing to review, everything decided, no longer open.
    static void standing(VBox box, ReviewHead head, ReviewQuestions asks) {
        box.getChildren().clear();
        if (head.equals(ReviewHead.UNREAD)) {
            box.setVisible(false);
        } else if (!head.loaded()) {
            box.getChildren()
                    .add(Parts.note(
                            BootstrapIcons.INFO_CIRCLE,
                            "info",
                            Strings.of("review.none"),
                            Strings.of("review.none.body")));
        } else if (!head.open()) {
            box.getChildren()
                    .add(Parts.note(
                            BootstrapIcons.LOCK,
                            "info",
                            Strings.of("review.ended.head"),
                            Strings.of("review.ended.body")));
        } else if (head.waiting() == 0 && head.figures().items() > 0) {
            boolean unsigned = head.unsigned() > 0;
            box.getChildren()
                    .add(Parts.note(
                            BootstrapIcons.CHECK_CIRCLE,
                            "approve",
                            Strings.of(
                                    "review.done.head",
                                    Spoken.number(head.figures().items())),
                            Strings.of(unsigned ? "review.done.sign" : "review.done.signed")));
            if (unsigned) {
                var sign = new Button(Strings.count("review.sign", head.unsigned()));
                sign.setId("sign-now");
                sign.getStyleClass().add("accent");
                sign.setOnAction(_ -> asks.sign());
                box.getChildren().add(Parts.row(0, sign));
            }
        }
        box.setVisible(!box.getChildren().isEmpty());
        box.setManaged(!box.getChildren().isEmpty());
    }

    static void progress(SplitBar bar, Queue.Tally figures) {
        bar.show(List.of(
                new SplitBar.Part(figures.approved(), "bar-approve"),
                new SplitBar.Part(figures.approvedUntil(), "bar-until"),
                new SplitBar.Part((double) figures.revoked() + figures.covered(), "bar-revoke"),
                new SplitBar.Part(figures.dontKnow(), "bar-dontknow"),
                new SplitBar.Part(figures.open(), "bar-open")));
    }
}
