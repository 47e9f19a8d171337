package org.countersign.ui.welcome;

import java.nio.file.Path;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.view.FilePicker;

/// Binds [WelcomeViewModel] to `Welcome.fxml`.
public final class WelcomeController {
    private final WelcomeViewModel model;
    private final FilePicker picker;

    @FXML
    private VBox problem;

    @FXML
    private ProgressBar busy;

    @FXML
    private Button sample;

    /// Shows `model`.
    public WelcomeController(WelcomeViewModel model, FilePicker picker) {
        this.model = model;
        this.picker = picker;
    }

    @FXML
    private void initialize() {
        busy.visibleProperty().bind(model.busyProperty());
        sample.disableProperty().bind(model.busyProperty());
        model.problemProperty().subscribe(text -> Parts.problem(problem, text));
    }

    @FXML
    private void open() {
        picker.open(Strings.of("welcome.open"), "*.countersign").ifPresent(model::open);
    }

    @FXML
    private void sample() {
        model.sample(Path.of(System.getProperty("user.home", "."), "countersign-sample"));
    }
}
