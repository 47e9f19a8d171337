package org.countersign.ui;

import javafx.scene.control.ListView;
import org.countersign.campaign.queue.QueueRow;
import org.countersign.ui.review.QueueLine;
import org.countersign.ui.table.LazyRows;

/// What the queue shows.
final class Shown {
    private Shown() {}

    /// The id of the item that is chosen; empty while there is none, or its line is still read.
    static String chosen(ListView<?> list) {
        int index = list.getSelectionModel().getSelectedIndex();
        if (index < 0) {
            return "";
        }
        var slot = (LazyRows.Slot<?>) list.getItems().get(index);
        return slot.row().orElse(null) instanceof QueueLine.Item(QueueRow row) ? row.item() : "";
    }
}
