package org.countersign.ui.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Verdict;
import org.countersign.drift.Severity;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The four decisions with their keys, and undo; a key and a button do the same.
final class DecisionBar {
    /// Below this the decisions alone have room; Z, J and K work all the same.
    private static final double ROOMY = 860;

    private final ReviewViewModel model;
    private final ReviewQuestions asks;

    DecisionBar(ReviewViewModel model, ReviewQuestions asks) {
        this.model = model;
        this.asks = asks;
    }

    void fill(HBox bar) {
        List<Button> decisions = List.of(
                decision("A", "review.approve", BootstrapIcons.CHECK_CIRCLE, "approve", "approve", this::approve),
                decision("U", "review.until.ask", BootstrapIcons.CALENDAR2_CHECK, "until", "until", this::until),
                decision("R", "review.revoke.ask", BootstrapIcons.SLASH_CIRCLE, "revoke", "revoke", this::revoke),
                decision(
                        "D", "review.dontKnow", BootstrapIcons.QUESTION_SQUARE, "unknown", "dontknow", this::dontKnow));
        var spared = new ArrayList<Node>(List.of(undo(), Parts.row(4, Parts.key("K"), Parts.key("J"))));
        bar.getChildren().addAll(decisions);
        bar.getChildren().add(Parts.space());
        bar.getChildren().addAll(spared);
        decisions.forEach(
                button -> spared.add(((HBox) button.getGraphic()).getChildren().getLast()));
        bar.widthProperty()
                .subscribe(width -> spared.forEach(node -> {
                    node.setVisible(width.doubleValue() > ROOMY);
                    node.setManaged(width.doubleValue() > ROOMY);
                }));
    }

    private Button undo() {
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
        return undo;
    }

    void approve() {
        if (model.ready()) {
            model.shown().selectedProperty().get().ifPresent(state -> {
                if (needsReason(state)) {
                    asks.approve(state);
                } else {
                    model.decide(state, Verdict.APPROVE, Optional.empty(), Optional.empty());
                }
            });
        }
    }

    /// Whether approving the item asks for a reason.
    static boolean needsReason(ItemState state) {
        return state.item()
                .worst()
                .filter(worst -> worst.atLeast(Severity.HIGH))
                .isPresent();
    }

    void until() {
        if (model.ready()) {
            model.shown().selectedProperty().get().ifPresent(asks::until);
        }
    }

    void revoke() {
        if (model.ready()) {
            model.shown().selectedProperty().get().ifPresent(asks::revoke);
        }
    }

    void dontKnow() {
        if (model.ready()) {
            model.shown()
                    .selectedProperty()
                    .get()
                    .ifPresent(state -> model.decide(state, Verdict.DONT_KNOW, Optional.empty(), Optional.empty()));
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
}
