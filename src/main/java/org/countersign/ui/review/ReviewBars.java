package org.countersign.ui.review;

import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.countersign.campaign.Figures;
import org.countersign.campaign.Verdict;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Segments;
import org.countersign.ui.parts.SplitBar;
import org.countersign.ui.review.ReviewQueue.Segment;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The bars of the review: segments, decisions, batch, progress.
final class ReviewBars {
    /// Below this the decisions alone have room; Z, J and K work all the same.
    private static final double ROOMY = 860;

    private ReviewBars() {}

    static void segments(HBox bar, ReviewViewModel model) {
        List<Segment> all = List.of(Segment.values());
        Segments.fill(bar, "queue-", all, model.segmentProperty(), _ -> {});
        model.headProperty()
                .subscribe(head -> Segments.name(
                        bar,
                        all,
                        segment -> Strings.of(
                                "review.segment." + segment.name(),
                                Formats.number(head.counts().get(all.indexOf(segment))))));
    }

    static void decisions(HBox bar, ReviewViewModel model, ReviewQuestions asks) {
        bar.getChildren()
                .addAll(
                        decision(
                                "A",
                                "review.approve",
                                BootstrapIcons.CHECK_CIRCLE,
                                "approve",
                                "approve",
                                () -> approve(model, asks)),
                        decision(
                                "U",
                                "review.until.ask",
                                BootstrapIcons.CALENDAR2_CHECK,
                                "until",
                                "until",
                                () -> until(model, asks)),
                        decision(
                                "R",
                                "review.revoke.ask",
                                BootstrapIcons.SLASH_CIRCLE,
                                "revoke",
                                "revoke",
                                () -> revoke(model, asks)),
                        decision(
                                "D",
                                "review.dontKnow",
                                BootstrapIcons.QUESTION_SQUARE,
                                "unknown",
                                "dontknow",
                                () -> dontKnow(model)));
        var undo = new Button();
        undo.getStyleClass().add("flat");
        undo.setId("undo");
        undo.setOnAction(_ -> model.undo());
        Label what = Parts.label("", "t-small", "t-muted");
        what.setMaxWidth(220);
        undo.setGraphic(Parts.row(
                8, Parts.key("Z"), Parts.column(0, Parts.whole(Strings.of("review.undo"), "t-medium"), what)));
        model.headProperty().subscribe(head -> {
            what.setText(head.lastDecision().orElse(Strings.of("review.nothingToUndo")));
            undo.setDisable(head.lastDecision().isEmpty());
        });
        HBox move = Parts.row(4, Parts.key("K"), Parts.key("J"));
        bar.getChildren().addAll(Parts.space(), undo, move);
        bar.widthProperty().subscribe(width -> List.of(undo, move).forEach(node -> {
            node.setVisible(width.doubleValue() > ROOMY);
            node.setManaged(width.doubleValue() > ROOMY);
            bar.lookupAll(".decision .ikonli-font-icon").forEach(icon -> {
                icon.setVisible(width.doubleValue() > ROOMY);
                icon.setManaged(width.doubleValue() > ROOMY);
            });
        }));
    }

    static void approve(ReviewViewModel model, ReviewQuestions asks) {
        if (model.ready()) {
            model.selectedProperty().get().ifPresent(state -> {
                if (ReviewQueue.needsReason(state)) {
                    asks.approve(state);
                } else {
                    model.decide(Verdict.APPROVE, Optional.empty(), Optional.empty());
                }
            });
        }
    }

    static void until(ReviewViewModel model, ReviewQuestions asks) {
        if (model.ready()) {
            model.selectedProperty().get().ifPresent(asks::until);
        }
    }

    static void revoke(ReviewViewModel model, ReviewQuestions asks) {
        if (model.ready()) {
            model.selectedProperty().get().ifPresent(asks::revoke);
        }
    }

    static void dontKnow(ReviewViewModel model) {
        if (model.ready()) {
            model.decide(Verdict.DONT_KNOW, Optional.empty(), Optional.empty());
        }
    }

    private static Button decision(String key, String text, Ikon icon, String tone, String style, Runnable action) {
        var button = new Button(Strings.of(text));
        button.getStyleClass().addAll("decision", style);
        button.setId("decide-" + key);
        button.setGraphic(Parts.row(9, Parts.key(key), Parts.icon(icon, "k-" + tone)));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setFocusTraversable(true);
        button.setOnAction(_ -> action.run());
        return button;
    }

    static void batch(HBox bar, ReviewViewModel model, ReviewQuestions asks) {
        int count = model.batch().size();
        bar.setVisible(count > 0);
        bar.setManaged(count > 0);
        var decide = new Button(Strings.count("review.decideBatch", count));
        decide.setOnAction(_ -> asks.batch());
        var clear = new Button(Strings.of("review.clear"));
        clear.setOnAction(_ -> model.clearBatch());
        bar.getChildren()
                .setAll(
                        Parts.icon(BootstrapIcons.CHECK_SQUARE_FILL, "i14", "k-accent"),
                        Parts.whole(Strings.of("review.inBatch", count), "t-medium"),
                        Parts.space(),
                        decide,
                        clear);
    }

    static void progress(SplitBar bar, Figures figures) {
        bar.show(List.of(
                new SplitBar.Part(figures.approved(), "bar-approve"),
                new SplitBar.Part(figures.approvedUntil(), "bar-until"),
                new SplitBar.Part((double) figures.revoked() + figures.covered(), "bar-revoke"),
                new SplitBar.Part(figures.dontKnow(), "bar-dontknow"),
                new SplitBar.Part(figures.open(), "bar-open")));
    }
}
