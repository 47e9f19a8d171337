package org.countersign.ui.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.collections.ListChangeListener;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;

/// The table of findings: its columns, as many as there is room for, and what is chosen in it.
final class FindingTable {
    private final FindingsViewModel model;
    private final TableView<FindingLine> table;

    FindingTable(FindingsViewModel model, TableView<FindingLine> table) {
        this.model = model;
        this.table = table;
    }

    void bind() {
        table.setItems(model.lines());
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        table.setRowFactory(FindingCells::row);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        columns();
        table.getSelectionModel().getSelectedItems().addListener((ListChangeListener<FindingLine>)
                _ -> model.choose(selected()));
        model.shownProperty().subscribe(this::again);
        model.filter().segmentProperty().subscribe(this::placeholder);
        model.problemProperty().subscribe(_ -> placeholder());
    }

    private List<FindingLine> selected() {
        var lines = new ArrayList<FindingLine>();
        for (FindingLine line : table.getSelectionModel().getSelectedItems()) {
            if (line != null) {
                lines.add(line);
            }
        }
        return lines;
    }

    private void columns() {
        TableColumn<FindingLine, FindingLine> severity = column("severity", 96);
        severity.setMinWidth(96);
        severity.setMaxWidth(96);
        FindingCells.severities(severity);
        TableColumn<FindingLine, FindingLine> sentence = column("finding", 300);
        FindingCells.sentences(sentence);
        TableColumn<FindingLine, FindingLine> subject = column("subject", 120);
        FindingCells.fill(subject, FindingRow::subject, _ -> "t-muted");
        TableColumn<FindingLine, FindingLine> source = column("source", 84);
        FindingCells.fill(source, FindingRow::sourceName, _ -> "t-muted");
        TableColumn<FindingLine, FindingLine> since = column("since", 72);
        since.setMinWidth(72);
        since.setMaxWidth(84);
        FindingCells.fill(since, FindingRow::since, row -> row.fresh() ? "c-accent" : "t-muted");
        TableColumn<FindingLine, FindingLine> status = column("status", 176);
        status.setMinWidth(100);
        FindingCells.fill(
                status, row -> row.status().text(), row -> row.status().tone());
        table.getColumns().setAll(List.of(severity, sentence, subject, source, since, status));
        table.widthProperty().subscribe(width -> {
            subject.setVisible(width.doubleValue() >= 640);
            source.setVisible(width.doubleValue() >= 560);
            since.setVisible(width.doubleValue() >= 480);
            status.setVisible(width.doubleValue() >= 420);
        });
    }

    private static TableColumn<FindingLine, FindingLine> column(String name, double width) {
        var column = new TableColumn<FindingLine, FindingLine>(Strings.of("findings.column." + name));
        column.setId("column-" + name);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        return column;
    }

    /// Chooses again what was chosen in the list before; where that is gone, the first line.
    private void again() {
        Set<String> keys = model.chosenKeys();
        var indices = new ArrayList<Integer>();
        for (int i = 0; i < table.getItems().size(); i++) {
            if (keys.contains(table.getItems().get(i).key())) {
                indices.add(i);
            }
        }
        table.getSelectionModel().clearSelection();
        if (indices.isEmpty()) {
            table.getSelectionModel().selectFirst();
        } else {
            int[] more = indices.stream().skip(1).mapToInt(Integer::intValue).toArray();
            table.getSelectionModel().selectIndices(indices.getFirst(), more);
        }
        if (table.getItems().isEmpty()) {
            model.choose(List.of());
        }
        placeholder();
    }

    private void placeholder() {
        String key = !model.problemProperty().get().isEmpty()
                ? "findings.unread"
                : model.filter().narrows()
                        ? "findings.none"
                        : "findings.empty."
                                + model.filter().segmentProperty().get().name();
        table.setPlaceholder(Parts.sentence(Strings.of(key), "t-muted"));
    }
}
