package org.countersign.ui.people;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.countersign.people.PersonRow;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.keys.Region;
import org.countersign.ui.table.LazyRows.Slot;

/// Keys of the list of people, as a person has them; letters are text while somebody types.
final class PeopleKeys {
    private final PeopleViewModel model;
    private final TableView<Slot<PersonRow>> table;
    private final TextField filter;
    private final Consumer<PersonRow> open;
    private final KeyMap keys;

    PeopleKeys(
            PeopleViewModel model,
            TableView<Slot<PersonRow>> table,
            TextField filter,
            Consumer<PersonRow> open,
            KeyMap keys) {
        this.model = model;
        this.table = table;
        this.filter = filter;
        this.open = open;
        this.keys = keys;
        table.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.getClickCount() == 2) {
                current().ifPresent(open);
            }
        });
        // The table takes these for its own selection, which would look at every row.
        table.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.SPACE
                    || (event.getCode() == KeyCode.A && event.isShortcutDown())
                    || event.getCode() == KeyCode.ENTER) {
                act(event);
                event.consume();
            }
        });
        filter.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
                table.requestFocus();
                event.consume();
            }
        });
    }

    private Optional<PersonRow> current() {
        return model.rowsProperty().get().at(table.getSelectionModel().getSelectedIndex());
    }

    void pressed(KeyEvent event) {
        boolean typing = event.getTarget() instanceof TextInputControl;
        if (event.getCode() == KeyCode.ESCAPE) {
            model.clear();
            table.requestFocus();
        } else if (!typing) {
            act(event);
        }
    }

    private void act(KeyEvent event) {
        keys.act(event, Region.PEOPLE, Region.LISTS).ifPresent(act -> {
            switch (act) {
                // Later: the character itself must not arrive in the field.
                case FILTER -> Platform.runLater(filter::requestFocus);
                case NEXT -> table.getSelectionModel().selectNext();
                case PREVIOUS -> table.getSelectionModel().selectPrevious();
                case OPEN -> current().ifPresent(open);
                case PICK -> current().ifPresent(row -> model.selection().toggle(row.key()));
                case PICK_ALL -> model.selection().all();
                case COPY_PEOPLE -> copy();
                default -> {
                    return;
                }
            }
            event.consume();
        });
    }

    private void copy() {
        var content = new ClipboardContent();
        content.putString(model.lines(table.getSelectionModel().getSelectedIndex()));
        Clipboard.getSystemClipboard().setContent(content);
    }
}
