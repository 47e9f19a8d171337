package org.countersign.ui.sources;

import java.io.File;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.collections.MapChangeListener;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.view.FilePicker;

/// Binds [SourcesViewModel] to `Sources.fxml`.
public final class SourcesController {
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("over");

    private final SourcesViewModel model;
    private final FilePicker picker;

    @FXML
    private HBox page;

    @FXML
    private ProgressBar busy;

    @FXML
    private ListView<SourceRow> list;

    @FXML
    private VBox drop;

    @FXML
    private Button choose;

    @FXML
    private Button folder;

    @FXML
    private VBox notices;

    @FXML
    private VBox content;

    @FXML
    private HBox bar;

    /// Shows `model`.
    public SourcesController(SourcesViewModel model, FilePicker picker) {
        this.model = model;
        this.picker = picker;
    }

    @FXML
    private void initialize() {
        var shown = new SourcesPage(model, notices, content, bar, list);
        busy.visibleProperty().bind(model.busyProperty());
        list.setItems(model.rows());
        list.setPlaceholder(Parts.empty(model.problemProperty(), Strings.of("sources.none")));
        list.setCellFactory(_ -> new SourceCell(model));
        VBox.setMargin(drop, new javafx.geometry.Insets(12));
        list.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) {
                model.selectedProperty().set(Optional.of(row.id()));
            }
        });
        model.selectedProperty().subscribe(_ -> show(shown));
        model.rows().addListener((ListChangeListener<SourceRow>) _ -> show(shown));
        model.unassigned().addListener((ListChangeListener<java.nio.file.Path>) _ -> show(shown));
        model.drafts().addListener((MapChangeListener<String, ImportDraft>) _ -> {
            list.refresh();
            show(shown);
        });
        model.results().addListener((ListChangeListener<ImportResult>) _ -> show(shown));
        model.problemProperty().subscribe(_ -> show(shown));
        page.setOnDragOver(SourcesController::over);
        page.setOnDragEntered(
                event -> drop.pseudoClassStateChanged(OVER, event.getDragboard().hasFiles()));
        page.setOnDragExited(_ -> drop.pseudoClassStateChanged(OVER, false));
        page.setOnDragDropped(this::dropped);
        // Before the list, which takes Esc for itself.
        page.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    /// Where keys go.
    public void focus() {
        list.requestFocus();
    }

    private void show(SourcesPage shown) {
        model.current().ifPresent(row -> list.getSelectionModel().select(row));
        choose.setDisable(model.current().isEmpty());
        folder.setDisable(model.current().isEmpty());
        shown.show();
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && model.draft().isPresent()) {
            model.discard();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
            model.confirm();
            event.consume();
        }
    }

    /// Asks for files of the source that is looked at.
    @FXML
    public void choose() {
        String[] endings = {"*.json", "*.ndjson", "*.jsonl", "*.csv", "*.tsv", "*.zip"};
        model.current().ifPresent(row -> model.look(row.id(), picker.openAll(Strings.of("sources.choose"), endings)));
    }

    /// Asks for a folder of it.
    @FXML
    public void chooseFolder() {
        model.current()
                .ifPresent(row -> model.look(
                        row.id(),
                        picker.folder(Strings.of("sources.folder")).stream().toList()));
    }

    private static void over(DragEvent event) {
        if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
        }
        event.consume();
    }

    private void dropped(DragEvent event) {
        model.drop(event.getDragboard().getFiles().stream().map(File::toPath).toList());
        event.setDropCompleted(true);
        event.consume();
    }
}
