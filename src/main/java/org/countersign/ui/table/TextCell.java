package org.countersign.ui.table;

import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import org.countersign.text.Formats;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// A cell of one line that makes no node while it is scrolled: a text, in a tone, with at most one icon. What is still
/// being read is a dash.
///
/// @param <R> the rows
public final class TextCell<R> extends TableCell<LazyRows.Slot<R>, LazyRows.Slot<R>> {
    private static final String PENDING = "–";
    /// No longer text is ever cut.
    private static final int SHORT = 12;
    private static final double WIDE = 520;

    private final Function<R, Shown> look;
    private final Tooltip tooltip = new Tooltip();
    private final FontIcon icon = new FontIcon();
    private String tone = "";
    private String iconTone = "";

    private TextCell(Function<R, Shown> look, String size) {
        this.look = look;
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(Zoom.of(WIDE));
        icon.getStyleClass().add(size);
    }

    /// What a cell shows.
    ///
    /// @param tone a class of the style sheet, or empty
    /// @param iconTone the same for the icon
    public record Shown(String text, String tone, Optional<Ikon> icon, String iconTone) {
        /// A text as it is.
        public static Shown of(String text) {
            return new Shown(text, "", Optional.empty(), "");
        }

        /// In a tone.
        public static Shown of(String text, String tone) {
            return new Shown(text, tone, Optional.empty(), "");
        }

        /// Behind an icon.
        public static Shown of(Ikon icon, String iconTone, String text) {
            return new Shown(text, "", Optional.of(icon), iconTone);
        }
    }

    /// Fills a column with such cells.
    public static <R> void fill(TableColumn<LazyRows.Slot<R>, LazyRows.Slot<R>> column, Function<R, Shown> look) {
        fill(column, look, "i12");
    }

    /// The same with icons of another size.
    public static <R> void fill(
            TableColumn<LazyRows.Slot<R>, LazyRows.Slot<R>> column, Function<R, Shown> look, String size) {
        column.setCellValueFactory(slot -> new ReadOnlyObjectWrapper<>(slot.getValue()));
        column.setCellFactory(_ -> new TextCell<>(look, size));
    }

    @Override
    protected void updateItem(LazyRows.Slot<R> slot, boolean empty) {
        super.updateItem(slot, empty);
        if (empty || slot == null) {
            setText("");
            setGraphic(null);
            setTooltip(null);
        } else if (slot.pending()) {
            pending();
        } else {
            show(look.apply(slot.row().orElseThrow()));
        }
    }

    /// Nothing but the text: another tone would have the style sheet asked for each cell of a row that is there for
    /// one picture.
    private void pending() {
        setText(PENDING);
        setAccessibleText(PENDING);
        icon.setVisible(false);
    }

    private void show(Shown shown) {
        setText(Formats.shown(shown.text()));
        setAccessibleText(getText());
        tone = changed(this, tone, shown.tone());
        if (shown.icon().isPresent()) {
            if (!shown.icon().get().equals(icon.getIconCode())) {
                icon.setIconCode(shown.icon().get());
            }
            iconTone = changed(icon, iconTone, shown.iconTone());
            icon.setVisible(true);
            setGraphic(icon);
        } else {
            setGraphic(null);
        }
        if (shown.text().length() > SHORT) {
            tooltip.setText(getText());
            setTooltip(tooltip);
        } else {
            setTooltip(null);
        }
    }

    private static String changed(javafx.scene.Node node, String was, String is) {
        if (!was.equals(is)) {
            node.getStyleClass().remove(was);
            if (!is.isEmpty()) {
                node.getStyleClass().add(is);
            }
        }
        return is;
    }
}
