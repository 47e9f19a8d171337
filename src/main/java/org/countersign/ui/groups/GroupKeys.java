package org.countersign.ui.groups;

import java.util.Locale;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.countersign.groups.GroupLine;
import org.countersign.groups.GroupList.Segment;
import org.countersign.ui.table.LazyRows.Slot;

/// Keys of the groups' screen (desktop.md 5); letters are text while somebody writes.
final class GroupKeys {
    /// What keys do that needs more than the list.
    interface Acts {
        void edit();

        void attest();

        void export();

        void turnMembers();

        void mappings();

        void focusPage();
    }

    private final GroupsViewModel model;
    private final ListView<Slot<GroupLine>> list;
    private final TextField filter;
    private final Acts acts;
    private boolean swallow;

    GroupKeys(GroupsViewModel model, ListView<Slot<GroupLine>> list, TextField filter, Acts acts) {
        this.model = model;
        this.list = list;
        this.filter = filter;
        this.acts = acts;
    }

    /// Before the controls, which take Esc and Enter for themselves.
    void pressed(KeyEvent event) {
        swallow = false;
        boolean writing = event.getTarget() instanceof TextInputControl || event.getTarget() instanceof ComboBoxBase<?>;
        boolean taken;
        if (event.getTarget() == filter) {
            taken = inFilter(event);
        } else if (writing || event.isAltDown() || event.isMetaDown()) {
            taken = false;
        } else if (event.isShortcutDown()) {
            taken = event.getCode() == KeyCode.S && did(acts::export);
        } else {
            taken = alone(event);
        }
        if (taken) {
            event.consume();
        }
    }

    /// The character of the key that went to the filter must not be written there.
    void typed(KeyEvent event) {
        if (swallow) {
            event.consume();
        }
        swallow = false;
    }

    private static boolean did(Runnable act) {
        act.run();
        return true;
    }

    private boolean inFilter(KeyEvent event) {
        return switch (event.getCode()) {
            case DOWN, ENTER -> did(this::leaveFilter);
            case ESCAPE -> filter.getText().isEmpty() ? did(list::requestFocus) : did(filter::clear);
            default -> false;
        };
    }

    /// To the list, where what was looked for is looked at.
    private void leaveFilter() {
        if (list.getSelectionModel().getSelectedIndex() < 0) {
            list.getSelectionModel().selectFirst();
        }
        list.requestFocus();
    }

    private boolean alone(KeyEvent event) {
        // The character, not the position; where a layout gives another script, the position on QWERTY.
        String typed = event.getText().toLowerCase(Locale.ROOT);
        String key =
                typed.matches("[a-z1-4/]") ? typed : event.getCode().getName().toLowerCase(Locale.ROOT);
        return switch (key) {
            case "/", "slash" -> {
                filter.requestFocus();
                swallow = true;
                yield true;
            }
            case "j" -> list.isFocused() && did(() -> move(1));
            case "k" -> list.isFocused() && did(() -> move(-1));
            case "e" -> did(acts::edit);
            case "a" -> did(acts::attest);
            case "m" -> did(acts::turnMembers);
            case "v" -> did(acts::mappings);
            case "1", "2", "3", "4" -> did(() -> model.segmentProperty().set(Segment.values()[key.charAt(0) - '1']));
            case "enter" -> list.isFocused() && did(acts::focusPage);
            case "esc" -> list.isFocused() ? model.narrowed() && did(model::clear) : did(list::requestFocus);
            default -> false;
        };
    }

    private void move(int by) {
        int to = Math.clamp(
                (long) list.getSelectionModel().getSelectedIndex() + by,
                0,
                Math.max(0, list.getItems().size() - 1));
        list.getSelectionModel().select(to);
        list.scrollTo(Math.max(0, to - 4));
    }
}
