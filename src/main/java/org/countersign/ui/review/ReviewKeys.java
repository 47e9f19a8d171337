package org.countersign.ui.review;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import javafx.application.Platform;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.keys.Act;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.keys.Region;
import org.countersign.ui.table.LazyRows.Slot;

/// Keys of the queue, as a person has them. Single ones are dead while somebody types or a question is open, and a key
/// that is held decides nothing.
final class ReviewKeys {
    private static final Set<Act> DECIDING = EnumSet.of(Act.APPROVE, Act.UNTIL, Act.REVOKE, Act.DONT_KNOW);

    private final ReviewViewModel model;
    private final ReviewQuestions asks;
    private final DecisionBar decisions;
    private final Questions questions;
    private final ListView<Slot<QueueLine>> list;
    private final TextField filter;
    private final ShownItem item;
    private final KeyMap keys;
    private final Set<KeyCode> down = new HashSet<>();

    ReviewKeys(
            ReviewViewModel model,
            ReviewQuestions asks,
            DecisionBar decisions,
            Questions questions,
            ListView<Slot<QueueLine>> list,
            TextField filter,
            ShownItem item,
            KeyMap keys) {
        this.model = model;
        this.asks = asks;
        this.decisions = decisions;
        this.questions = questions;
        this.list = list;
        this.filter = filter;
        this.item = item;
        this.keys = keys;
    }

    void follow(Node page) {
        page.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        // A key that opens a question is let go of over the question.
        EventHandler<KeyEvent> released = this::released;
        page.sceneProperty().subscribe(scene -> {
            if (scene != null) {
                scene.addEventFilter(KeyEvent.KEY_RELEASED, released);
            }
        });
    }

    private void released(KeyEvent event) {
        down.remove(event.getCode());
    }

    private void pressed(KeyEvent event) {
        boolean repeated = !down.add(event.getCode());
        if (questions.open()) {
            return;
        }
        boolean typing = event.getTarget() instanceof TextInputControl || event.getTarget() instanceof ComboBoxBase<?>;
        if (event.getCode() == KeyCode.ESCAPE) {
            escape(typing);
            event.consume();
        } else if (!typing && !presses(event) && (arrow(event) || mapped(event, repeated))) {
            event.consume();
        }
    }

    /// Space on a button or a link is its own.
    private static boolean presses(KeyEvent event) {
        return event.getTarget() instanceof ButtonBase && event.getCode() == KeyCode.SPACE;
    }

    private void escape(boolean typing) {
        if (typing && !filter.getText().isEmpty()) {
            filter.clear();
        } else if (model.batch().size() > 0) {
            model.batch().clear();
        }
        list.requestFocus();
    }

    /// As in every list.
    private boolean arrow(KeyEvent event) {
        boolean up = event.getCode() == KeyCode.UP;
        if ((!up && event.getCode() != KeyCode.DOWN) || event.isShortcutDown() || event.isAltDown()) {
            return false;
        }
        model.shown().move(up ? -1 : 1, event.isShiftDown());
        return true;
    }

    private boolean mapped(KeyEvent event, boolean repeated) {
        return keys.act(event, Region.QUEUE, Region.LISTS)
                .filter(act -> DECIDING.contains(act) ? repeated || decide(act) : act(act))
                .isPresent();
    }

    private boolean decide(Act act) {
        switch (act) {
            case APPROVE -> decisions.approve();
            case UNTIL -> decisions.until();
            case REVOKE -> decisions.revoke();
            default -> decisions.dontKnow();
        }
        return true;
    }

    private boolean act(Act act) {
        switch (act) {
            case NEXT -> model.shown().move(1, false);
            case PREVIOUS -> model.shown().move(-1, false);
            case NEXT_OPEN -> model.shown().move(1, true);
            case PREVIOUS_OPEN -> model.shown().move(-1, true);
            case UNDO -> model.undo();
            case REDO -> model.redo();
            case DECIDE_SELECTED -> asks.batch();
            case SELECT -> model.toggleBatch();
            case SELECT_ALL -> model.selectBatch();
            case SIGN -> asks.sign();
            case NOTE -> asks.note();
            case PERSON -> item.togglePerson();
            case OPEN_PERSON -> item.openPerson();
            // The slash itself is typed after this, where the focus is then.
            case FILTER -> Platform.runLater(filter::requestFocus);
            case SEGMENT_CHANGED -> model.shown().segmentProperty().set(Segment.CHANGED);
            case SEGMENT_FINDINGS -> model.shown().segmentProperty().set(Segment.FINDINGS);
            case SEGMENT_ALL -> model.shown().segmentProperty().set(Segment.ALL);
            case SEGMENT_DONE -> model.shown().segmentProperty().set(Segment.DONE);
            default -> {
                return false;
            }
        }
        return true;
    }
}
