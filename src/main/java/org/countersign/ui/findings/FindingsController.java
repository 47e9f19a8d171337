package org.countersign.ui.findings;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.findings.FindingsViewModel.Segment;
import org.countersign.ui.parts.Parts;

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
        choices(rule, model.rules(), model.ruleProperty(), Strings.of("findings.anyRule"));
        choices(source, model.sources(), model.sourceProperty(), Strings.of("findings.anySource"));
        column(severity, FindingCells::severity);
        column(sentence, row -> FindingCells.cut(row.sentence()));
        column(subject, row -> FindingCells.cut(Formats.name(row.subject())));
        column(sourceName, row -> FindingCells.cut(row.sourceName()));
        column(
                since,
                row -> Parts.label(
                        row.since(), row.since().equals(Strings.of("findings.new")) ? "c-accent" : "t-muted"));
        column(status, row -> Parts.label(row.status(), "t-muted"));
        segmentButtons();
        table.getSelectionModel().selectedItemProperty().subscribe(row -> detail.getChildren()
                .setAll(
                        row == null
                                ? List.of(Parts.sentence(Strings.of("findings.choose"), "t-muted"))
                                : FindingCells.sheet(row)));
        model.rows().addListener((ListChangeListener<FindingRow>) _ -> selectFirst());
        model.problemProperty().subscribe(text -> Parts.problem(problem, text));
        page.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /// Where keys go.
    public void focus() {
        table.requestFocus();
    }

    private void selectFirst() {
        if (!table.getItems().isEmpty()) {
            javafx.application.Platform.runLater(() -> table.getSelectionModel().selectFirst());
        }
    }

    @FXML
    private void refresh() {
        model.refresh();
    }

    private void key(KeyEvent event) {
        boolean typing = event.getTarget() instanceof TextInputControl;
        if (event.getCode() == KeyCode.SLASH && !typing) {
            filter.requestFocus();
            event.consume();
        } else if (event.getCode() == KeyCode.ESCAPE) {
            model.clear();
            table.requestFocus();
        } else if (event.getCode() == KeyCode.J && !typing) {
            table.getSelectionModel().selectNext();
        } else if (event.getCode() == KeyCode.K && !typing) {
            table.getSelectionModel().selectPrevious();
        } else if (event.getCode() == KeyCode.C && event.isShortcutDown() && !typing) {
            var content = new ClipboardContent();
            content.putString(table.getSelectionModel().getSelectedItems().stream()
                    .map(FindingRow::line)
                    .collect(Collectors.joining("\n")));
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    private void segmentButtons() {
        var group = new ToggleGroup();
        Segment[] all = Segment.values();
        for (int i = 0; i < all.length; i++) {
            Segment one = all[i];
            var button = new ToggleButton();
            button.setId("segment-" + one.name());
            button.setToggleGroup(group);
            button.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
            button.getStyleClass().add(i == 0 ? "left-pill" : i == all.length - 1 ? "right-pill" : "center-pill");
            button.setSelected(one == model.segmentProperty().get());
            button.setOnAction(_ -> {
                button.setSelected(true);
                table.getSelectionModel().clearSelection();
                model.segmentProperty().set(one);
            });
            model.countsProperty()
                    .subscribe(counts -> button.setText(
                            Strings.of("findings.segment." + one.name(), Formats.number(counts.of(one)))));
            segments.getChildren().add(button);
        }
    }

    private static void choices(
            ComboBox<String> box, ObservableList<String> values, StringProperty chosen, String any) {
        box.setConverter(FindingCells.naming(any));
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

    private static void column(TableColumn<FindingRow, FindingRow> column, Function<FindingRow, Node> node) {
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(_ -> FindingCells.cell(node));
    }
}
