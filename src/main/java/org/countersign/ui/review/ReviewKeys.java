package org.countersign.ui.review;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.table.LazyRows.Slot;

/// Single keys of the queue (desktop.md 5): dead while somebody types or a question is open; auto-repeat
/// decides nothing.
final class ReviewKeys {
    private static final Set<String> DECIDING = Set.of("a", "u", "r", "d");

    private final ReviewViewModel model;
    private final ReviewQuestions asks;
    private final DecisionBar decisions;
    private final Questions questions;
    private final ListView<Slot<QueueLine>> list;
    private final TextField filter;
    private final Set<KeyCode> down = new HashSet<>();

    ReviewKeys(
            ReviewViewModel model,
            ReviewQuestions asks,
            DecisionBar decisions,
            Questions questions,
            ListView<Slot<QueueLine>> list,
            TextField filter) {
        this.model = model;
        this.asks = asks;
        this.decisions = decisions;
        this.questions = questions;
        this.list = list;
        this.filter = filter;
    }

    void released(KeyEvent event) {
        down.remove(event.getCode());
    }

    void pressed(KeyEvent event) {
        boolean repeated = !down.add(event.getCode());
        if (questions.open()) {
            return;
        }
        boolean typing = event.getTarget() instanceof TextInputControl || event.getTarget() instanceof ComboBoxBase<?>;
        if (event.getCode() == KeyCode.ESCAPE) {
            escape(typing);
            event.consume();
        } else if (!typing && (event.isShortcutDown() ? withControl(event) : alone(event, repeated))) {
            event.consume();
        }
    }

    private void escape(boolean typing) {
        if (typing && !filter.getText().isEmpty()) {
            filter.clear();
        } else if (model.batch().size() > 0) {
            model.batch().clear();
        }
        list.requestFocus();
    }

    private boolean withControl(KeyEvent event) {
        return switch (event.getCode()) {
            case Z -> {
                if (event.isShiftDown()) {
                    model.redo();
                } else {
                    model.undo();
                }
                yield true;
            }
            case A -> {
                model.selectBatch();
                yield true;
            }
            case S -> {
                if (event.isShiftDown()) {
                    asks.sign();
                }
                yield event.isShiftDown();
            }
            default -> false;
        };
    }

    private boolean alone(KeyEvent event, boolean repeated) {
        if (event.isAltDown() || event.isMetaDown()) {
            return false;
        }
        // The character, not the position; where a layout gives another script, the position on QWERTY.
        String typed = event.getText().toLowerCase(Locale.ROOT);
        String key =
                typed.matches("[a-z0-9/]") ? typed : event.getCode().getName().toLowerCase(Locale.ROOT);
        if (DECIDING.contains(key)) {
            if (!repeated) {
                decide(key);
            }
            return true;
        }
        return navigate(key, event.isShiftDown());
    }

    private void decide(String key) {
        switch (key) {
            case "a" -> decisions.approve();
            case "u" -> decisions.until();
            case "r" -> decisions.revoke();
            default -> decisions.dontKnow();
        }
    }

    private boolean navigate(String key, boolean shift) {
        switch (key) {
            case "j", "down" -> model.shown().move(1, shift);
            case "k", "up" -> model.shown().move(-1, shift);
            case "z" -> model.undo();
            case "y" -> model.redo();
            case "b" -> asks.batch();
            case "space" -> model.toggleBatch();
            case "/" -> filter.requestFocus();
            case "1" -> model.shown().segmentProperty().set(Segment.CHANGED);
            case "2" -> model.shown().segmentProperty().set(Segment.FINDINGS);
            case "3" -> model.shown().segmentProperty().set(Segment.ALL);
            case "4" -> model.shown().segmentProperty().set(Segment.DONE);
            default -> {
                return false;
            }
        }
        return true;
    }
}
