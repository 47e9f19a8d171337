package org.countersign.ui.settings;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.settings.SettingsPage.Reviewer;
import org.countersign.ui.theme.Zoom;
import org.countersign.ui.view.FilePicker;
import org.countersign.ui.view.Navigator;

/// Binds [SettingsViewModel] to `Settings.fxml`: five sections on one page.
public final class SettingsController {
    /// Below this the keys stand under the rest.
    private static final double BESIDE = 1060;

    private final SettingsViewModel model;
    private final SettingsPage page;
    private final WorkspacePanel workspace;
    private final VBox keys;
    private final Runnable about;
    private final VBox left = Parts.column(14);

    @FXML
    private ScrollPane scroll;

    @FXML
    private Label file;

    @FXML
    private ProgressBar busy;

    @FXML
    private VBox problem;

    @FXML
    private VBox content;

    /// Shows `model`.
    ///
    /// @param reviewer who one is on the other screens
    public SettingsController(
            SettingsViewModel model,
            KeyMap keys,
            Questions questions,
            Navigator navigator,
            FilePicker picker,
            Supplier<Reviewer> reviewer,
            Runnable about) {
        this.model = model;
        this.about = about;
        this.page = new SettingsPage(model, navigator, reviewer);
        this.workspace = new WorkspacePanel(model, page, picker);
        this.keys = new KeysPanel(model, keys, questions).view();
    }

    @FXML
    private void about() {
        about.run();
    }

    @FXML
    private void report() {
        model.report();
    }

    @FXML
    private void initialize() {
        file.setText(Strings.of("settings.file", Formats.visible(model.file().toString())));
        busy.visibleProperty().bind(model.busyProperty());
        model.problemProperty().subscribe(_ -> problem());
        left.getChildren()
                .setAll(
                        page.appearance(),
                        new VBox(),
                        new TimestampsPanel(model.stamping()).view(),
                        new VBox(),
                        new VBox());
        model.factsProperty().subscribe(_ -> facts());
        model.checkedProperty().subscribe(_ -> facts());
        scroll.widthProperty()
                .map(width -> Zoom.room(width.doubleValue()) >= BESIDE)
                .subscribe(this::arrange);
    }

    private void problem() {
        String text = model.problemProperty().get();
        Parts.problem(problem, text.isEmpty() ? model.fileProblem() : text);
    }

    private void arrange(boolean beside) {
        left.setMinWidth(0);
        keys.setMinWidth(0);
        HBox.setHgrow(left, Priority.ALWAYS);
        HBox.setHgrow(keys, Priority.ALWAYS);
        VBox.setVgrow(keys, Priority.ALWAYS);
        left.setPrefWidth(beside ? 1 : Pane.USE_COMPUTED_SIZE);
        keys.setPrefWidth(beside ? 1 : Pane.USE_COMPUTED_SIZE);
        Optional<Node> focused = Optional.ofNullable(content.getScene()).map(scene -> scene.getFocusOwner());
        content.getChildren().clear();
        Pane both = beside ? new HBox(14) : new VBox(14);
        both.getChildren().addAll(left, keys);
        VBox.setVgrow(both, Priority.ALWAYS);
        content.getChildren().add(both);
        focused.filter(node -> node.getScene() != null).ifPresent(Node::requestFocus);
    }

    private void facts() {
        left.getChildren().set(1, page.reviewer());
        model.factsProperty().get().ifPresent(facts -> {
            left.getChildren().set(3, page.network(facts));
            left.getChildren()
                    .set(4, workspace.view(facts, model.checkedProperty().get()));
        });
    }

    /// Comes to the page, to the control of this id.
    public void show(String id) {
        model.refresh();
        facts();
        problem();
        Platform.runLater(() -> {
            Node wanted = id.isEmpty() ? null : content.lookup("#" + id);
            Node first = wanted == null ? content.lookup(".toggle-button") : wanted;
            if (first != null) {
                first.requestFocus();
            }
        });
    }
}
