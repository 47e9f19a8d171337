package org.countersign.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.text.Strings;
import org.countersign.ui.keys.Act;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The pieces of the window.
final class ShellParts {
    private static final double SHORTEST = 40;

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
        item.setAccessibleText(count.isEmpty() ? name : name + ", " + count);
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
        return Parts.padded(Parts.row(6, icon, cut(Parts.label(text))), 0, 16, 0, 0);
    }

    /// Where there is no room it ends in an ellipsis, and is read whole in a tooltip.
    private static <L extends Labeled> L cut(L labeled) {
        labeled.setMinWidth(Zoom.of(SHORTEST));
        labeled.setTooltip(new Tooltip(labeled.getText()));
        return labeled;
    }

    static Node link(Node icon, String text, Runnable action) {
        var link = cut(new Hyperlink(text, icon));
        link.getStyleClass().add("status-link");
        link.setOnAction(_ -> action.run());
        return Parts.padded(Parts.row(0, link), 0, 16, 0, 0);
    }

    /// Whether letters alone do something, to be changed there.
    static Node singleKeys(KeyMap keys) {
        var turn = new Hyperlink("", Parts.icon(BootstrapIcons.KEYBOARD, "i12", "k-subtle"));
        turn.getStyleClass().add("status-link");
        turn.setId("single-keys");
        turn.setMinWidth(Zoom.of(SHORTEST));
        turn.textProperty().bind(keys.singleKeys().map(now -> Strings.of("shell.singleKeys." + now)));
        turn.setTooltip(new Tooltip(Strings.of("shell.singleKeys.help")));
        turn.setAccessibleHelp(Strings.of("shell.singleKeys.help"));
        turn.setOnAction(_ -> keys.turnSingleKeys());
        return Parts.padded(Parts.row(0, turn), 0, 16, 0, 0);
    }

    static Node allKeys(KeyMap keys, Runnable open) {
        var link = new Hyperlink(Strings.of("shell.keys"), keys.cap(Act.ALL_KEYS));
        link.getStyleClass().add("status-link");
        link.setId("status-keys");
        link.setMinWidth(Zoom.of(SHORTEST));
        link.setOnAction(_ -> open.run());
        return Parts.row(0, link);
    }

    /// Where one finds anything; it only opens what one types into.
    static HBox search(KeyMap keys, boolean rail, Runnable find) {
        HBox box = item(
                BootstrapIcons.SEARCH,
                Strings.of("nav.find"),
                keys.said(Act.FIND).getValue(),
                rail,
                false,
                find);
        box.setId("find");
        if (!rail) {
            box.getStyleClass().add("searchbox");
            box.getChildren().removeLast();
            box.getChildren().add(keys.cap(Act.FIND));
        }
        return box;
    }
}
