package org.countersign.ui.groups;

import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.countersign.groups.ReadMappings.Row;
import org.countersign.ui.keys.Act;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.keys.Region;

/// Keys of the table of mappings; letters are text while somebody writes.
final class MappingKeys {
    private final MappingsViewModel model;
    private final TableView<Row> table;
    private final TextField filter;
    private final Acts acts;
    private final KeyMap keys;
    private boolean swallow;

    /// What keys do.
    record Acts(Runnable add, Runnable change, Runnable end, Runnable groups) {}

    MappingKeys(MappingsViewModel model, TableView<Row> table, TextField filter, Acts acts, KeyMap keys) {
        this.model = model;
        this.table = table;
        this.filter = filter;
        this.acts = acts;
        this.keys = keys;
    }

    /// Before the table, which takes Esc for itself.
    void on(Node page) {
        page.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        page.addEventFilter(KeyEvent.KEY_TYPED, this::typed);
    }

    private void pressed(KeyEvent event) {
        swallow = false;
        boolean taken = event.getTarget() instanceof TextInputControl
                ? inFilter(event)
                : event.getCode() == KeyCode.ESCAPE
                        ? clear()
                        : keys.act(event, Region.GROUPS, Region.LISTS)
                                .filter(this::act)
                                .isPresent();
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

    private boolean inFilter(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && !filter.getText().isEmpty()) {
            filter.clear();
            return true;
        }
        boolean leaves = event.getCode() == KeyCode.DOWN
                || event.getCode() == KeyCode.ENTER
                || event.getCode() == KeyCode.ESCAPE;
        if (leaves) {
            table.requestFocus();
        }
        return leaves;
    }

    private boolean clear() {
        boolean narrowed = !model.textProperty().get().isEmpty();
        model.textProperty().set("");
        return narrowed;
    }

    private boolean act(Act act) {
        return switch (act) {
            case FILTER -> {
                filter.requestFocus();
                swallow = true;
                yield true;
            }
            case ADD_MAPPING -> did(acts.add());
            case EDIT_CARD -> did(acts.change());
            case END_MAPPING -> did(acts.end());
            case MAPPINGS -> did(acts.groups());
            case NEXT -> did(() -> table.getSelectionModel().selectNext());
            case PREVIOUS -> did(() -> table.getSelectionModel().selectPrevious());
            default -> false;
        };
    }

    private static boolean did(Runnable act) {
        act.run();
        return true;
    }
}
