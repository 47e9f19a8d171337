package org.countersign.ui.sources;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.collections.MapChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Node;
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
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Binds [SourcesViewModel] to `Sources.fxml`.
public final class SourcesController {
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
        busy.visibleProperty().bind(model.busyProperty());
        list.setItems(model.rows());
        list.setPlaceholder(Parts.sentence(Strings.of("sources.none"), "t-muted"));
        list.setCellFactory(_ -> new SourceCell());
        VBox.setMargin(drop, new javafx.geometry.Insets(12));
        list.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) {
                model.selectedProperty().set(Optional.of(row.id()));
            }
        });
        model.selectedProperty().subscribe(_ -> show());
        model.rows().addListener((ListChangeListener<SourceRow>) _ -> show());
        model.unassigned().addListener((ListChangeListener<java.nio.file.Path>) _ -> show());
        model.drafts().addListener((MapChangeListener<String, ImportDraft>) _ -> show());
        model.problemProperty().subscribe(_ -> show());
        page.setOnDragOver(SourcesController::over);
        page.setOnDragDropped(this::dropped);
        // Before the list, which takes Esc for itself.
        page.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    }

    /// Where keys go.
    public void focus() {
        list.requestFocus();
    }

    private void show() {
        model.current().ifPresent(row -> list.getSelectionModel().select(row));
        choose.setDisable(model.current().isEmpty());
        var nodes = new ArrayList<Node>();
        model.current()
                .ifPresent(row -> nodes.add(SourceParts.head(row, model.draft().isPresent())));
        if (!model.problemProperty().get().isEmpty()) {
            nodes.add(Parts.note(
                    BootstrapIcons.EXCLAMATION_TRIANGLE_FILL,
                    "high",
                    Strings.of("dialog.problem"),
                    model.problemProperty().get()));
        }
        if (!model.unassigned().isEmpty()) {
            nodes.add(SourceParts.whose(model));
        }
        model.draft()
                .ifPresentOrElse(
                        draft -> nodes.addAll(PreviewParts.of(draft, model)),
                        () -> nodes.addAll(SourceParts.page(
                                model.current(), model.busyProperty().get())));
        content.getChildren().setAll(nodes);
        List<Node> below =
                model.draft().map(draft -> PreviewParts.bar(draft, model)).orElse(List.of());
        if (below.isEmpty() && !bar.getChildren().isEmpty()) {
            list.requestFocus();
        }
        bar.getChildren().setAll(below);
        bar.setVisible(!below.isEmpty());
        bar.setManaged(!below.isEmpty());
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

    @FXML
    private void choose() {
        var paths = picker.openAll(Strings.of("sources.choose"), "*.json", "*.ndjson", "*.jsonl", "*.csv", "*.zip");
        model.current().ifPresent(row -> model.preview(row.id(), paths));
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
