package org.countersign.ui.table;

import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import org.countersign.text.Formats;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.Ikon;

/// What a cell of a short table shows: a text in a tone, behind an icon where it has one. A table that may be long has
/// [TextCell].
///
/// @param tone a class of the style sheet, or empty
/// @param iconTone the same for the icon
public record Look(String text, String tone, Optional<Ikon> icon, String iconTone) {
    private static final double NARROWEST = 70;

    /// A text in a tone.
    public static Look of(String text, String tone) {
        return new Look(text, tone, Optional.empty(), "");
    }

    /// Behind an icon.
    public static Look of(Ikon icon, String iconTone, String text, String tone) {
        return new Look(text, tone, Optional.of(icon), iconTone);
    }

    /// A column of such cells.
    public static <R> TableColumn<R, R> column(String title, double width, Function<R, Look> look) {
        var column = new TableColumn<R, R>(title);
        column.setPrefWidth(Zoom.of(width));
        column.setMinWidth(Zoom.of(Math.min(width, NARROWEST)));
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(R row, boolean empty) {
                super.updateItem(row, empty);
                setGraphic(null);
                setText(null);
                setTooltip(null);
                getStyleClass().removeIf(name -> name.startsWith("t-") || name.startsWith("c-"));
                if (!empty && row != null) {
                    look.apply(row).in(this);
                }
            }
        });
        return column;
    }

    private void in(TableCell<?, ?> cell) {
        String shown = Formats.shown(text);
        cell.setText(shown);
        if (!tone.isEmpty()) {
            cell.getStyleClass().add(tone);
        }
        icon.ifPresent(one -> cell.setGraphic(Parts.icon(one, "i12", iconTone)));
        if (!text.isEmpty()) {
            cell.setTooltip(new Tooltip(shown));
        }
    }
}
