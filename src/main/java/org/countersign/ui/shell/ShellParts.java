package org.countersign.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.kordamp.ikonli.Ikon;

/// The pieces of the window.
final class ShellParts {
    private static final String[] KEYS = {
        "Ctrl 1",
        "overview",
        "Ctrl 2",
        "findings",
        "Ctrl 3",
        "review",
        "Ctrl 4",
        "campaigns",
        "Ctrl 5",
        "people",
        "Ctrl 6",
        "groups",
        "Ctrl 7",
        "sources",
        "Ctrl 8",
        "exceptions",
        "Ctrl 0",
        "evidence",
        "Alt ←  →",
        "history",
        "Ctrl I",
        "choose",
        "Ctrl Shift I",
        "folder",
        "Ctrl Enter",
        "import",
        "F5",
        "refresh",
        "A",
        "approve",
        "U",
        "until",
        "R",
        "revoke",
        "D",
        "dontKnow",
        "Z",
        "undo",
        "Y",
        "redo",
        "J  K",
        "move",
        "Shift J  K",
        "open",
        "1 … 5",
        "segments",
        "/",
        "filter",
        "Space",
        "batch",
        "Ctrl A",
        "batchAll",
        "B",
        "decideBatch",
        "Ctrl Shift S",
        "sign",
        "E",
        "acknowledge",
        "Shift E",
        "reopen",
        "E",
        "edit",
        "A",
        "attest",
        "M",
        "part",
        "O",
        "through",
        "V",
        "mappings",
        "N",
        "add",
        "Del",
        "end",
        "Ctrl C",
        "copy",
        "Ctrl S",
        "export",
        "T",
        "table",
        "Esc",
        "back"
    };

    private ShellParts() {}

    static Node group(String name) {
        return Parts.styled(new VBox(Parts.whole(name, "t-over")), "nav-group");
    }

    static HBox item(Ikon icon, String name, String count, boolean rail, boolean on, Runnable action) {
        HBox item = Parts.styled(Parts.row(10, Parts.icon(icon)), "nav-item");
        if (on) {
            item.getStyleClass().add("on");
        }
        if (rail) {
            item.setAlignment(Pos.CENTER);
            item.setStyle("-fx-padding: 0;");
            Tooltip.install(item, new Tooltip(name));
        } else {
            item.getChildren().addAll(Parts.label(name), Parts.space(), Parts.whole(count, "count"));
        }
        item.setAccessibleText(name);
        item.setAccessibleRole(javafx.scene.AccessibleRole.BUTTON);
        item.setFocusTraversable(true);
        item.setOnMouseClicked(_ -> action.run());
        item.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                action.run();
                event.consume();
            }
        });
        return item;
    }

    static Node status(Node icon, String text) {
        return Parts.padded(Parts.row(6, icon, Parts.whole(text)), 0, 16, 0, 0);
    }

    static Node link(Node icon, String text, Runnable action) {
        var link = new Hyperlink(text, icon);
        link.getStyleClass().add("status-link");
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.setOnAction(_ -> action.run());
        return Parts.padded(Parts.row(0, link), 0, 16, 0, 0);
    }

    /// All keys of the window.
    static Node keys() {
        var grid = new GridPane(28, 8);
        int rows = Math.ceilDiv(KEYS.length / 2, 2);
        for (int i = 0; i < KEYS.length; i += 2) {
            int row = i / 2 % rows;
            int column = i / 2 / rows * 2;
            grid.add(Parts.key(KEYS[i]), column, row);
            grid.add(Parts.whole(Strings.of("keys." + KEYS[i + 1])), column + 1, row);
        }
        grid.setFocusTraversable(true);
        return grid;
    }
}
