package org.countersign.ui.findings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.countersign.drift.list.FindingQuery.Column;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.table.LazyRows;
import org.countersign.ui.table.LazyRows.Slot;
import org.countersign.ui.theme.Zoom;

/// The table of findings: its columns, as many as there is room for, and what is chosen in it.
final class FindingTable {
    /// So many lines stand over the one that is shown again.
    private static final int BEFORE = 4;

    private final FindingsViewModel model;
    private final TableView<Slot<FindingLine>> table;
    private boolean showing;

    FindingTable(FindingsViewModel model, TableView<Slot<FindingLine>> table) {
        this.model = model;
        this.table = table;
    }

    void bind() {
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        table.setRowFactory(_ -> FindingCells.row(model));
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        columns();
        table.getSelectionModel().getSelectedIndices().addListener((ListChangeListener<Integer>) _ -> chosen());
        model.rowsProperty().subscribe(this::show);
        model.allProperty().subscribe(_ -> table.refresh());
        model.filter().segmentProperty().subscribe(this::placeholder);
        model.problemProperty().subscribe(_ -> placeholder());
    }

    /// What the table says while it gets another list is no choice.
    private void chosen() {
        if (!showing) {
            model.choose(table.getSelectionModel().getSelectedIndices().stream()
                    .filter(index -> index >= 0)
                    .mapToInt(Integer::intValue)
                    .toArray());
        }
    }

    private void columns() {
        TableColumn<Slot<FindingLine>, Slot<FindingLine>> severity = column("severity", 96);
        severity.setMinWidth(Zoom.of(96));
        severity.setMaxWidth(Zoom.of(96));
        FindingCells.severities(severity);
        TableColumn<Slot<FindingLine>, Slot<FindingLine>> sentence = column("finding", 300);
        FindingCells.sentences(sentence);
        TableColumn<Slot<FindingLine>, Slot<FindingLine>> subject = column("subject", 120);
        // What is left is for the sentence.
        subject.setMaxWidth(Zoom.of(220));
        FindingCells.fill(subject, FindingRow::subject, _ -> "t-muted");
        TableColumn<Slot<FindingLine>, Slot<FindingLine>> source = column("source", 104);
        source.setMaxWidth(Zoom.of(150));
        FindingCells.fill(source, FindingRow::sourceName, _ -> "t-muted");
        TableColumn<Slot<FindingLine>, Slot<FindingLine>> since = column("since", 72);
        since.setMinWidth(Zoom.of(72));
        since.setMaxWidth(Zoom.of(84));
        FindingCells.fill(since, FindingRow::since, row -> row.fresh() ? "c-accent" : "t-muted");
        TableColumn<Slot<FindingLine>, Slot<FindingLine>> status = column("status", 186);
        status.setMinWidth(Zoom.of(100));
        status.setMaxWidth(Zoom.of(196));
        FindingCells.fill(
                status, row -> row.status().text(), row -> row.status().tone());
        table.getColumns().setAll(List.of(severity, sentence, subject, source, since, status));
        sorted();
        table.widthProperty().subscribe(width -> {
            // The sentence begins with it, and beside the sheet it would be cut for it.
            subject.setVisible(width.doubleValue() >= Zoom.of(900));
            source.setVisible(width.doubleValue() >= 560);
            since.setVisible(width.doubleValue() >= 480);
            status.setVisible(width.doubleValue() >= 420);
        });
    }

    private static TableColumn<Slot<FindingLine>, Slot<FindingLine>> column(String name, double width) {
        var column = new TableColumn<Slot<FindingLine>, Slot<FindingLine>>(Strings.of("findings.column." + name));
        column.setId("column-" + name);
        column.setPrefWidth(Zoom.of(width));
        column.setReorderable(false);
        return column;
    }

    /// The table's own sorting would read every row. The columns are in the order of [Column].
    private void sorted() {
        table.setSortPolicy(_ -> {
            Optional<TableColumn<Slot<FindingLine>, ?>> by =
                    table.getSortOrder().stream().findFirst();
            model.filter()
                    .sort(
                            by.map(one -> Column.values()[table.getColumns().indexOf(one)])
                                    .orElse(Column.SEVERITY),
                            by.filter(one -> one.getSortType() == TableColumn.SortType.DESCENDING)
                                    .isPresent());
            return true;
        });
    }

    /// Chooses again what was chosen in the list before; where that is gone, the first line.
    private void show(LazyRows<FindingLine> rows) {
        showing = true;
        table.getSelectionModel().clearSelection();
        table.setItems(rows);
        int[] again = model.chosenAgain();
        if (again.length > 0) {
            table.getSelectionModel().selectIndices(again[0], Arrays.copyOfRange(again, 1, again.length));
            table.scrollTo(Math.max(0, again[0] - BEFORE));
        } else {
            table.getSelectionModel().selectFirst();
            table.scrollTo(0);
        }
        showing = false;
        if (!model.allProperty().get()) {
            chosen();
        }
        placeholder();
    }

    private void placeholder() {
        String key = !model.problemProperty().get().isEmpty()
                ? "list.unread"
                : model.filter().narrows()
                        ? "findings.none"
                        : "findings.empty."
                                + (model.known()
                                        ? model.filter().segmentProperty().get().name()
                                        : "UNKNOWN");
        table.setPlaceholder(Parts.padded(new VBox(Parts.sentence(Strings.of(key), "t-muted")), 12, 16, 12, 16));
    }
}
