package org.countersign.ui.findings;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.countersign.drift.Severity;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Severities;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;
import org.kordamp.ikonli.javafx.FontIcon;

/// The cells of the table of findings.
final class FindingCells {
    private FindingCells() {}

    /// Shows whole lines in `column`.
    static void fill(
            TableColumn<FindingLine, FindingLine> column,
            Function<FindingRow, String> text,
            Function<FindingRow, String> tone) {
        column.setCellValueFactory(line -> new ReadOnlyObjectWrapper<>(line.getValue()));
        column.setCellFactory(_ -> new Words(text, tone));
    }

    /// Shows severities in `column`.
    static void severities(TableColumn<FindingLine, FindingLine> column) {
        column.setCellValueFactory(line -> new ReadOnlyObjectWrapper<>(line.getValue()));
        column.setCellFactory(_ -> new Shape());
    }

    /// Shows findings, with their groups' names and counts, in `column`.
    static void sentences(TableColumn<FindingLine, FindingLine> column) {
        column.setCellValueFactory(line -> new ReadOnlyObjectWrapper<>(line.getValue()));
        column.setCellFactory(_ -> new Words(FindingRow::sentence, _ -> "") {
            @Override
            protected void show(FindingGroup group) {
                toned("t-strong");
                whole(Strings.of(
                        "findings.group",
                        group.name(),
                        Formats.number(group.rows().size())));
            }
        });
    }

    /// A row that is told apart where it is a head.
    static TableRow<FindingLine> row(TableView<FindingLine> table) {
        return new TableRow<>() {
            @Override
            protected void updateItem(FindingLine line, boolean empty) {
                super.updateItem(line, empty);
                getStyleClass().remove("group-row");
                if (!empty && line instanceof FindingGroup) {
                    getStyleClass().add("group-row");
                }
                setAccessibleText(!empty && line instanceof FindingRow row ? spoken(row) : null);
            }
        };
    }

    private static String spoken(FindingRow row) {
        String severity = row.severity().map(Severities::word).orElse(Strings.of("severity.unknown"));
        return String.join(
                ", ", severity, row.sentence(), row.sourceName(), row.status().text());
    }

    /// One line, cut where there is no room, with the whole as tooltip and for screen readers.
    private static class Words extends TableCell<FindingLine, FindingLine> {
        private final Function<FindingRow, String> text;
        private final Function<FindingRow, String> tone;
        private final Tooltip tooltip = new Tooltip();
        private String style = "";

        Words(Function<FindingRow, String> text, Function<FindingRow, String> tone) {
            this.text = text;
            this.tone = tone;
            tooltip.setWrapText(true);
            tooltip.setMaxWidth(520);
        }

        @Override
        protected void updateItem(FindingLine line, boolean empty) {
            super.updateItem(line, empty);
            toned("");
            whole("");
            if (!empty && line instanceof FindingRow row) {
                toned(tone.apply(row));
                whole(text.apply(row));
            } else if (!empty && line instanceof FindingGroup group) {
                show(group);
            }
        }

        protected void show(FindingGroup group) {
            setAccessibleText(group.name());
        }

        protected void whole(String words) {
            setText(Formats.line(words));
            tooltip.setText(Formats.line(words));
            setTooltip(words.isEmpty() ? null : tooltip);
            setAccessibleText(words);
        }

        protected void toned(String next) {
            getStyleClass().remove(style);
            if (!next.isEmpty()) {
                getStyleClass().add(next);
            }
            style = next;
        }
    }

    /// Shape and word of a severity.
    private static final class Shape extends TableCell<FindingLine, FindingLine> {
        private final FontIcon icon = Parts.icon(BootstrapIcons.DASH_SQUARE_DOTTED, "i14");
        private String style = "";

        @Override
        protected void updateItem(FindingLine line, boolean empty) {
            super.updateItem(line, empty);
            getStyleClass().removeAll("c-" + style, "t-small", "t-medium");
            icon.getStyleClass().remove("k-" + style);
            setText("");
            setGraphic(null);
            if (!empty && line instanceof FindingRow row) {
                style = row.severity().map(Severity::text).orElse("unknown");
                icon.setIconCode(row.severity().map(Severities::shape).orElse(BootstrapIcons.DASH_SQUARE_DOTTED));
                icon.getStyleClass().add("k-" + style);
                getStyleClass().addAll("c-" + style, "t-small", "t-medium");
                setText(row.severity().map(Severities::word).orElse(Strings.of("severity.unknown")));
                setGraphic(icon);
            }
        }
    }
}
