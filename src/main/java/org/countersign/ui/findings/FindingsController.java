package org.countersign.ui.findings;

import java.util.List;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.findings.FindingsViewModel.Segment;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Segments;

/// Binds [FindingsViewModel] to `Findings.fxml`.
public final class FindingsController {
    private final FindingsViewModel model;

    @FXML
    private VBox page;

    @FXML
    private Label subtitle;

    @FXML
    private ProgressBar busy;

    @FXML
    private VBox problem;

    @FXML
    private HBox segments;

    @FXML
    private ComboBox<String> rule;

    @FXML
    private ComboBox<String> source;

    @FXML
    private TextField filter;

    @FXML
    private TableView<FindingRow> table;

    @FXML
    private TableColumn<FindingRow, FindingRow> severity;

    @FXML
    private TableColumn<FindingRow, FindingRow> sentence;

    @FXML
    private TableColumn<FindingRow, FindingRow> subject;

    @FXML
    private TableColumn<FindingRow, FindingRow> sourceName;

    @FXML
    private TableColumn<FindingRow, FindingRow> since;

    @FXML
    private TableColumn<FindingRow, FindingRow> status;

    @FXML
    private VBox detail;

    /// Shows `model`.
    public FindingsController(FindingsViewModel model) {
        this.model = model;
    }

    @FXML
    private void initialize() {
        subtitle.textProperty().bind(model.subtitleProperty());
        busy.visibleProperty().bind(model.busyProperty());
        filter.textProperty().bindBidirectional(model.textProperty());
        table.setItems(model.rows());
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        table.setPlaceholder(Parts.label(Strings.of("findings.none"), "t-muted"));
        FindingCells.choices(rule, model.rules(), model.ruleProperty(), Strings.of("findings.anyRule"));
        FindingCells.choices(source, model.sources(), model.sourceProperty(), Strings.of("findings.anySource"));
        column(severity, FindingCells::severity);
        column(sentence, row -> FindingCells.cut(row.sentence()));
        column(subject, row -> FindingCells.cut(Formats.name(row.subject())));
        column(sourceName, row -> FindingCells.cut(row.sourceName()));
        column(
                since,
                row -> Parts.label(
                        row.since(), row.since().equals(Strings.of("findings.new")) ? "c-accent" : "t-muted"));
        column(status, row -> Parts.label(row.status(), "t-muted"));
        Segments.fill(
                segments, "segment-", List.of(Segment.values()), model.segmentProperty(), _ -> table.getSelectionModel()
                        .clearSelection());
        model.countsProperty()
                .subscribe(counts -> Segments.name(
                        segments,
                        List.of(Segment.values()),
                        one -> Strings.of("findings.segment." + one.name(), Formats.number(counts.of(one)))));
        table.getSelectionModel().selectedItemProperty().subscribe(row -> detail.getChildren()
                .setAll(
                        row == null
                                ? List.of(Parts.sentence(Strings.of("findings.choose"), "t-muted"))
                                : FindingCells.sheet(row)));
        model.rows().addListener((ListChangeListener<FindingRow>) _ -> selectFirst());
        model.problemProperty().subscribe(text -> Parts.problem(problem, text));
        page.addEventHandler(KeyEvent.KEY_PRESSED, new FindingKeys(model, table, filter)::pressed);
    }

    /// Where keys go.
    public void focus() {
        table.requestFocus();
    }

    private void selectFirst() {
        if (!table.getItems().isEmpty()) {
            Platform.runLater(() -> table.getSelectionModel().selectFirst());
        }
    }

    @FXML
    private void refresh() {
        model.refresh();
    }

    private static void column(TableColumn<FindingRow, FindingRow> column, Function<FindingRow, Node> node) {
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(_ -> FindingCells.cell(node));
    }
}
