package org.countersign.ui.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.util.StringConverter;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Severities;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The cells and the side sheet of the findings screen.
final class FindingCells {
    private FindingCells() {}

    static TableCell<FindingRow, FindingRow> cell(Function<FindingRow, Node> node) {
        return new TableCell<>() {
            @Override
            protected void updateItem(FindingRow row, boolean empty) {
                super.updateItem(row, empty);
                setText(null);
                setGraphic(empty || row == null ? null : node.apply(row));
            }
        };
    }

    static Node severity(FindingRow row) {
        return row.severity()
                .<Node>map(Severities::named)
                .orElseGet(() -> Parts.row(
                        6,
                        Severities.unknownIcon(),
                        Parts.whole(Strings.of("severity.unknown"), "c-unknown", "t-small", "t-medium")));
    }

    /// One line with the whole text as tooltip and for screen readers.
    static Label cut(String text) {
        Label label = Parts.label(text);
        label.setTooltip(new Tooltip(text));
        label.setAccessibleText(text);
        return label;
    }

    static List<Node> sheet(FindingRow row) {
        var nodes = new ArrayList<Node>();
        nodes.add(Parts.row(
                8,
                severity(row),
                Parts.label(row.raised() ? Strings.of("findings.raised") : "", "t-small", "t-muted")));
        nodes.add(Parts.sentence(row.sentence(), "t-section"));
        for (Map.Entry<String, String> fact : row.facts()) {
            nodes.add(Parts.fact(fact.getKey(), fact.getValue(), 92));
        }
        nodes.add(Parts.hairline());
        nodes.add(Parts.label(Strings.of("findings.todo"), "t-section"));
        nodes.add(Parts.sentence(row.todo(), "t-muted"));
        if (!row.survives().isEmpty()) {
            nodes.add(Parts.sentence(Strings.of("findings.survives"), "t-muted"));
            row.survives().forEach(entry -> nodes.add(survivor(entry)));
        }
        return nodes;
    }

    private static Node survivor(Map.Entry<String, String> entry) {
        boolean unknown = entry.getValue().equals("unknown");
        return Parts.row(
                8,
                Parts.icon(
                        unknown ? BootstrapIcons.DASH_SQUARE_DOTTED : BootstrapIcons.EXCLAMATION_TRIANGLE,
                        "i14",
                        unknown ? "k-unknown" : "k-medium"),
                Parts.grow(Parts.label(entry.getKey())),
                Parts.whole(Strings.of("coverage." + entry.getValue()), "t-small", unknown ? "c-unknown" : "c-medium"));
    }

    /// A box to filter by one of `values`, or by none.
    static void choices(ComboBox<String> box, ObservableList<String> values, StringProperty chosen, String any) {
        box.setConverter(naming(any));
        values.addListener((ListChangeListener<String>) _ -> {
            String before = chosen.get();
            box.getItems().setAll(values);
            box.getItems().addFirst("");
            box.setValue(before);
        });
        box.setValue("");
        box.valueProperty().subscribe(value -> chosen.set(value == null ? "" : value));
        chosen.subscribe(box::setValue);
    }

    private static StringConverter<String> naming(String any) {
        return new StringConverter<>() {
            @Override
            public String toString(String value) {
                return value == null || value.isEmpty() ? any : value;
            }

            @Override
            public String fromString(String text) {
                return text.equals(any) ? "" : text;
            }
        };
    }
}
