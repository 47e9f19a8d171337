package org.countersign.ui.groups;

import java.util.Locale;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.countersign.groups.ReadMappings.Row;

/// Keys of the table of mappings; letters are text while somebody writes.
final class MappingKeys {
    private final MappingsViewModel model;
    private final TableView<Row> table;
    private final TextField filter;
    private final Acts acts;
    private boolean swallow;

    /// What keys do.
    record Acts(Runnable add, Runnable change, Runnable end, Runnable groups) {}

    MappingKeys(MappingsViewModel model, TableView<Row> table, TextField filter, Acts acts) {
        this.model = model;
        this.table = table;
        this.filter = filter;
        this.acts = acts;
    }

    /// Before the table, which takes Esc for itself.
    void pressed(KeyEvent event) {
        swallow = false;
        boolean taken = event.getTarget() instanceof TextInputControl
                ? inFilter(event)
                : !event.isShortcutDown() && !event.isAltDown() && !event.isMetaDown() && alone(event);
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

    private boolean alone(KeyEvent event) {
        // The character, not the position; where a layout gives another script, the position on QWERTY.
        String typed = event.getText().toLowerCase(Locale.ROOT);
        String key =
                typed.matches("[a-z/+]") ? typed : event.getCode().getName().toLowerCase(Locale.ROOT);
        return switch (key) {
            case "/", "slash" -> {
                filter.requestFocus();
                swallow = true;
                yield true;
            }
            case "+", "plus", "n" -> did(acts.add());
            case "e" -> did(acts.change());
            case "delete" -> did(acts.end());
            case "v" -> did(acts.groups());
            case "j" -> did(() -> table.getSelectionModel().selectNext());
            case "k" -> did(() -> table.getSelectionModel().selectPrevious());
            case "esc" ->
                !model.textProperty().get().isEmpty()
                        && did(() -> model.textProperty().set(""));
            default -> false;
        };
    }

    private static boolean did(Runnable act) {
        act.run();
        return true;
    }
}
