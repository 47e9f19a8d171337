package org.countersign.ui.groups;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.groups.GroupLine;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Severities;
import org.countersign.ui.table.LazyRows.Slot;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.kordamp.ikonli.javafx.FontIcon;

/// A group in the list; its nodes are made once, so that a hundred thousand groups scroll.
final class GroupCell extends ListCell<Slot<GroupLine>> {
    private final Label name = Parts.label("", "t-medium");
    private final Label line = Parts.label("", "t-small", "t-muted");
    private final FontIcon shape = Parts.icon(BootstrapIcons.CHECK_CIRCLE, "i14");
    private final HBox row;
    private final Tooltip tooltip = new Tooltip();
    private String tone = "k-approve";

    GroupCell() {
        setPrefWidth(0);
        VBox words = Parts.column(2, name, line);
        words.setMinWidth(0);
        words.setAlignment(Pos.CENTER_LEFT);
        row = Parts.row(10, Parts.grow(words), shape);
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(520);
        shape.getStyleClass().add(tone);
    }

    @Override
    protected void updateItem(Slot<GroupLine> slot, boolean empty) {
        super.updateItem(slot, empty);
        setText(null);
        if (empty || slot == null) {
            setGraphic(null);
            setTooltip(null);
            setAccessibleText(null);
            return;
        }
        setGraphic(row);
        shape.setVisible(!slot.pending());
        if (slot.pending()) {
            name.setText("–");
            line.setText("");
            return;
        }
        show(slot.row().orElseThrow());
    }

    private void show(GroupLine one) {
        name.setText(Formats.name(one.label()));
        line.setText(GroupWords.line(one));
        boolean unknown = one.worst().isEmpty() && one.members().isEmpty();
        shape.setIconCode(one.worst()
                .map(Severities::shape)
                .orElse(unknown ? BootstrapIcons.DASH_SQUARE_DOTTED : BootstrapIcons.CHECK_CIRCLE));
        shape.getStyleClass().remove(tone);
        tone = "k-" + one.worst().map(worst -> worst.text()).orElse(unknown ? "unknown" : "approve");
        shape.getStyleClass().add(tone);
        String words = GroupWords.needs(one);
        tooltip.setText(Formats.line(Strings.of("groups.tip", Formats.name(one.label()), words)));
        setTooltip(tooltip);
        setAccessibleText(Strings.of("groups.row", one.label(), GroupWords.line(one), words));
    }
}
