package org.countersign.ui.groups;

import javafx.scene.Node;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.countersign.groups.GroupLine;
import org.countersign.groups.GroupList.Segment;
import org.countersign.ui.keys.Act;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.keys.Region;
import org.countersign.ui.table.LazyRows.Slot;

/// Keys of the groups' screen, as a person has them; letters are text while somebody writes.
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
    private final KeyMap keys;
    private boolean swallow;

    GroupKeys(GroupsViewModel model, ListView<Slot<GroupLine>> list, TextField filter, Acts acts, KeyMap keys) {
        this.model = model;
        this.list = list;
        this.filter = filter;
        this.acts = acts;
        this.keys = keys;
    }

    /// Before the controls, which take Esc and Enter for themselves.
    void on(Node page) {
        page.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        page.addEventFilter(KeyEvent.KEY_TYPED, this::typed);
    }

    private void pressed(KeyEvent event) {
        swallow = false;
        boolean writing = event.getTarget() instanceof TextInputControl || event.getTarget() instanceof ComboBoxBase<?>;
        boolean taken;
        if (event.getTarget() == filter) {
            taken = inFilter(event);
        } else if (writing) {
            taken = false;
        } else if (event.getCode() == KeyCode.ESCAPE) {
            taken = list.isFocused() ? model.narrowed() && did(model::clear) : did(list::requestFocus);
        } else {
            taken = keys.act(event, Region.GROUPS, Region.LISTS)
                    .filter(this::act)
                    .isPresent();
        }
        if (taken) {
            event.consume();
        }
    }

    /// The character of the key that went to the filter must not be written there.
    private void typed(KeyEvent event) {
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

    private boolean act(Act act) {
        return switch (act) {
            case FILTER -> {
                filter.requestFocus();
                swallow = true;
                yield true;
            }
            case NEXT -> list.isFocused() && did(() -> move(1));
            case PREVIOUS -> list.isFocused() && did(() -> move(-1));
            case EDIT_CARD -> did(acts::edit);
            case ATTEST -> did(acts::attest);
            case PART -> did(acts::turnMembers);
            case MAPPINGS -> did(acts::mappings);
            case EXPORT_GROUPS -> did(acts::export);
            case GROUPS_FIRST, GROUPS_SECOND, GROUPS_THIRD, GROUPS_FOURTH ->
                did(() -> model.segmentProperty().set(Segment.values()[act.ordinal() - Act.GROUPS_FIRST.ordinal()]));
            case OPEN -> list.isFocused() && did(acts::focusPage);
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
