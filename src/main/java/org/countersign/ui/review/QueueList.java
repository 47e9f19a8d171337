package org.countersign.ui.review;

import javafx.collections.SetChangeListener;
import javafx.scene.control.ListView;
import org.countersign.campaign.ItemState;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;

/// The list of the queue: tells the model what is chosen in it, and follows where the model goes.
final class QueueList {
    /// Rows that stay visible above the chosen one.
    private static final int ABOVE = 3;

    private QueueList() {}

    static void bind(ListView<ItemState> list, ReviewViewModel model) {
        list.setItems(model.shown().rows());
        list.setCellFactory(_ -> new QueueCell(model.batch().ids()));
        list.setPlaceholder(Parts.label(Strings.of("review.empty"), "t-muted"));
        list.getSelectionModel().selectedIndexProperty().subscribe(index -> {
            if (index.intValue() >= 0 && list.isFocused()) {
                model.shown().select(index.intValue());
            }
        });
        list.setOnMouseClicked(
                _ -> model.shown().select(list.getSelectionModel().getSelectedIndex()));
        model.shown().selectedProperty().subscribe(_ -> {
            int index = model.shown().position();
            list.getSelectionModel().clearAndSelect(index);
            list.scrollTo(Math.max(0, index - ABOVE));
        });
        model.batch().ids().addListener((SetChangeListener<String>) _ -> list.refresh());
    }
}
