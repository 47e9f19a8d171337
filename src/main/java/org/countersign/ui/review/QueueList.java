package org.countersign.ui.review;

import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.layout.VBox;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.table.LazyRows.Slot;
import org.countersign.ui.theme.Zoom;

/// The list of the queue: tells the model what is chosen in it, and follows where the model goes.
final class QueueList {
    /// Rows that stay visible above the chosen one.
    private static final int ABOVE = 3;

    private QueueList() {}

    static void bind(ListView<Slot<QueueLine>> list, ReviewViewModel model) {
        list.setCellFactory(_ -> new QueueCell(model));
        // Otherwise the list estimates how long it is from lines that it measures.
        list.setFixedCellSize(Zoom.row(QueueCell.HEIGHT));
        model.shown().rowsProperty().subscribe(rows -> {
            list.setItems(rows);
            list.setPlaceholder(placeholder(model));
        });
        model.headProperty().map(ReviewHead::loaded).subscribe(_ -> list.setPlaceholder(placeholder(model)));
        list.getSelectionModel().selectedIndexProperty().subscribe(index -> {
            if (index.intValue() >= 0 && list.isFocused()) {
                model.shown().select(index.intValue());
                follow(list, model.shown().positionProperty().get());
            }
        });
        list.setOnMouseClicked(
                _ -> model.shown().select(list.getSelectionModel().getSelectedIndex()));
        model.shown().positionProperty().subscribe(position -> follow(list, position.intValue()));
    }

    private static void follow(ListView<Slot<QueueLine>> list, int position) {
        if (list.getSelectionModel().getSelectedIndex() == position) {
            return;
        }
        list.getSelectionModel().clearAndSelect(position);
        if (position >= 0) {
            list.scrollTo(Math.max(0, position - ABOVE));
        }
    }

    private static Node placeholder(ReviewViewModel model) {
        // Without a campaign there is no segment that would show more.
        return model.headProperty().get().loaded()
                ? Parts.padded(new VBox(Parts.sentence(Strings.of(empty(model)), "t-muted")), 12, 16, 12, 16)
                : new VBox();
    }

    private static String empty(ReviewViewModel model) {
        return !model.shown().filterProperty().get().isBlank()
                ? "review.noMatch"
                : "review.empty." + model.shown().segmentProperty().get().name();
    }
}
