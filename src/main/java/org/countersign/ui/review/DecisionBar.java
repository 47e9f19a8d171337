package org.countersign.ui.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Verdict;
import org.countersign.drift.Severity;
import org.countersign.text.Strings;
import org.countersign.ui.keys.Act;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The four decisions with their keys, and undo; a key and a button do the same.
final class DecisionBar {
    /// Below this the decisions alone have room; Z, J and K work all the same.
    private static final double ROOMY = 860;

    private final ReviewViewModel model;
    private final ReviewQuestions asks;
    private final KeyMap keys;

    DecisionBar(ReviewViewModel model, ReviewQuestions asks, KeyMap keys) {
        this.model = model;
        this.asks = asks;
        this.keys = keys;
    }

    DecisionBar fill(HBox bar) {
        List<Button> decisions = List.of(
                decision(Act.APPROVE, "A", "approve", BootstrapIcons.CHECK_CIRCLE, "approve", this::approve),
                decision(Act.UNTIL, "U", "until.ask", BootstrapIcons.CALENDAR2_CHECK, "until", this::until),
                decision(Act.REVOKE, "R", "revoke.ask", BootstrapIcons.SLASH_CIRCLE, "revoke", this::revoke),
                decision(Act.DONT_KNOW, "D", "dontKnow", BootstrapIcons.QUESTION_SQUARE, "dontknow", this::dontKnow));
        var spared = new ArrayList<Node>(List.of(undo(), Parts.row(4, keys.cap(Act.PREVIOUS), keys.cap(Act.NEXT))));
        // Where four do not fit beside each other they stand in two lines.
        var flow = new FlowPane(10, 8, decisions.toArray(Node[]::new));
        flow.setMinWidth(0);
        flow.setAlignment(Pos.CENTER_LEFT);
        // As high as the lines that they take in the width there is, and no higher.
        flow.widthProperty().subscribe(width -> flow.setPrefWrapLength(Math.max(1, width.doubleValue())));
        HBox.setHgrow(flow, Priority.ALWAYS);
        bar.getChildren().add(flow);
        bar.getChildren().addAll(spared);
        decisions.forEach(
                button -> spared.add(((HBox) button.getGraphic()).getChildren().getLast()));
        bar.widthProperty()
                .map(width -> Zoom.room(width.doubleValue()) > ROOMY)
                .subscribe(roomy -> spared.forEach(node -> {
                    node.setVisible(roomy);
                    node.setManaged(roomy);
                }));
        return this;
    }

    private Button undo() {
        var undo = new Button();
        undo.getStyleClass().add("flat");
        undo.setId("undo");
        undo.setOnAction(_ -> model.undo());
        Label what = Parts.label("", "t-small", "t-muted");
        what.setMaxWidth(Zoom.of(220));
        undo.setGraphic(Parts.row(
                8, keys.cap(Act.UNDO), Parts.column(0, Parts.whole(Strings.of("review.undo"), "t-medium"), what)));
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

    private Button decision(Act act, String id, String text, Ikon icon, String style, Runnable action) {
        var button = new Button(Strings.of("review." + text));
        button.getStyleClass().addAll("decision", style);
        button.setId("decide-" + id);
        button.setGraphic(
                Parts.row(9, keys.cap(act), Parts.icon(icon, style.equals("dontknow") ? "k-unknown" : "k-" + style)));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setFocusTraversable(true);
        button.setOnAction(_ -> action.run());
        return button;
    }
}
