package org.countersign.ui.table;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import org.countersign.ui.parts.Parts;

/// What stands over a long list, and its controller inherits: how many there are, how far reading is, and why there is
/// nothing.
public abstract class ListHead {
    @FXML
    private Label subtitle;

    @FXML
    private ProgressBar busy;

    @FXML
    private VBox problem;

    /// Of a subclass, whose view has the three.
    protected ListHead() {}

    /// Binds them; once they are there.
    protected final void head(
            ReadOnlyStringProperty many, ReadOnlyBooleanProperty reading, ReadOnlyStringProperty why) {
        subtitle.textProperty().bind(many);
        busy.visibleProperty().bind(reading);
        why.subscribe(text -> Parts.problem(problem, text));
    }
}
