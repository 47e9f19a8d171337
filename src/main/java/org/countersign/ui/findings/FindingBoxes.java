package org.countersign.ui.findings;

import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;
import org.countersign.drift.list.FindingQuery.Grouping;
import org.countersign.text.Strings;

/// The boxes over the table.
final class FindingBoxes {
    private FindingBoxes() {}

    /// A box to choose what groups have in common.
    static void grouping(ComboBox<Grouping> box, FindingFilter filter) {
        box.getItems().setAll(Grouping.values());
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(Grouping value) {
                return value == null ? "" : Strings.of("findings.grouping." + value.name());
            }

            @Override
            public Grouping fromString(String text) {
                throw new UnsupportedOperationException("the box is not written in");
            }
        });
        box.valueProperty().bindBidirectional(filter.groupingProperty());
    }
}
