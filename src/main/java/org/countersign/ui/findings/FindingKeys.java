package org.countersign.ui.findings;

import java.util.stream.Collectors;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Keys of the findings screen (desktop.md 5); letters are text while somebody types.
final class FindingKeys {
    private final FindingsViewModel model;
    private final TableView<FindingRow> table;
    private final TextField filter;

    FindingKeys(FindingsViewModel model, TableView<FindingRow> table, TextField filter) {
        this.model = model;
        this.table = table;
        this.filter = filter;
    }

    void pressed(KeyEvent event) {
        boolean typing = event.getTarget() instanceof TextInputControl;
        if (event.getCode() == KeyCode.ESCAPE) {
            model.clear();
            table.requestFocus();
        } else if (!typing) {
            alone(event);
        }
    }

    private void alone(KeyEvent event) {
        switch (event.getCode()) {
            case SLASH -> {
                filter.requestFocus();
                event.consume();
            }
            case J -> table.getSelectionModel().selectNext();
            case K -> table.getSelectionModel().selectPrevious();
            case C -> {
                if (event.isShortcutDown()) {
                    copy();
                }
            }
            default -> {}
        }
    }

    private void copy() {
        var content = new ClipboardContent();
        content.putString(table.getSelectionModel().getSelectedItems().stream()
                .map(FindingRow::line)
                .collect(Collectors.joining("\n")));
        Clipboard.getSystemClipboard().setContent(content);
    }
}
