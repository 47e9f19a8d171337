package org.countersign.ui.ledger;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.controlsfx.control.CheckComboBox;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.SeveralBox;
import org.countersign.ui.theme.Zoom;

/// What narrows the list of events: words, types, who, and days.
final class LedgerBar {
    private final LedgerFilter filter;
    private final LedgerViewModel model;
    private final TextField text = new TextField();

    LedgerBar(LedgerViewModel model) {
        this.model = model;
        this.filter = model.filter();
    }

    /// Stands in `place`.
    LedgerBar in(VBox place) {
        text.setId("ledger-filter");
        text.setPromptText(Strings.of("ledger.filter"));
        text.setAccessibleText(Strings.of("ledger.filter"));
        text.setTooltip(new Tooltip(Strings.of("ledger.filter.what")));
        text.setPrefWidth(Zoom.of(230));
        text.textProperty().bindBidirectional(filter.textProperty());
        var row = new FlowPane(
                8, 8, text, types(), who(), day("from", filter.fromProperty()), day("until", filter.untilProperty()));
        var fault = Parts.label("", "c-revoke", "t-small");
        fault.setId("ledger-days-fault");
        fault.textProperty().bind(filter.faultProperty());
        fault.visibleProperty().bind(filter.faultProperty().isNotEmpty());
        fault.managedProperty().bind(fault.visibleProperty());
        place.getChildren().setAll(row, fault);
        return this;
    }

    TextField text() {
        return text;
    }

    private CheckComboBox<String> types() {
        var box = new CheckComboBox<String>();
        box.setId("ledger-types");
        Parts.wide(box, 172);
        SeveralBox.several(box, model.types(), filter.types(), LedgerWords::name, Strings.of("ledger.anyType"));
        return box;
    }

    private ComboBox<String> who() {
        var box = new ComboBox<String>();
        box.setId("ledger-who");
        box.setAccessibleText(Strings.of("ledger.column.who"));
        Parts.wide(box, 172);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(String value) {
                return value == null || value.isEmpty() ? Strings.of("ledger.anybody") : Formats.name(value);
            }

            @Override
            public String fromString(String text) {
                throw new UnsupportedOperationException("the box is not written in");
            }
        });
        box.setValue("");
        model.people().addListener((ListChangeListener<String>) _ -> people(box));
        people(box);
        box.valueProperty().subscribe(value -> filter.whoProperty().set(Objects.requireNonNullElse(value, "")));
        filter.whoProperty().subscribe(box::setValue);
        return box;
    }

    private void people(ComboBox<String> box) {
        String before = filter.whoProperty().get();
        List<String> all = Stream.concat(Stream.of(""), model.people().stream()).toList();
        if (!box.getItems().equals(all)) {
            box.getItems().setAll(all);
            box.setValue(before);
        }
    }

    private static TextField day(String which, StringProperty typed) {
        var field = new TextField();
        field.setId("ledger-" + which);
        field.setPromptText(Strings.of("ledger." + which));
        field.setAccessibleText(Strings.of("ledger." + which + ".spoken"));
        field.setTooltip(new Tooltip(Strings.of("ledger." + which + ".spoken")));
        field.setPrefWidth(Zoom.of(136));
        field.textProperty().bindBidirectional(typed);
        return field;
    }
}
