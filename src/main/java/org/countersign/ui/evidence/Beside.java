package org.countersign.ui.evidence;

import java.util.Optional;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.theme.Zoom;

/// Two columns; where there is no room for both, the second stands below the first.
final class Beside extends VBox {
    private static final double GAP = 14;
    private static final double NARROW = 900;

    private final VBox left;
    private final VBox side;
    private final double width;
    private Optional<Boolean> wide = Optional.empty();

    /// @param width of the second
    Beside(VBox left, VBox side, double width) {
        this.left = left;
        this.side = side;
        this.width = width;
        left.setMinWidth(0);
        HBox.setHgrow(left, Priority.ALWAYS);
        widthProperty().subscribe(now -> arrange(Zoom.room(now.doubleValue()) >= NARROW));
    }

    private void arrange(boolean both) {
        if (wide.equals(Optional.of(both))) {
            return;
        }
        wide = Optional.of(both);
        getChildren().clear();
        Pane parts = both ? new HBox(GAP) : new VBox(GAP);
        if (both) {
            Parts.wide(side, width);
        } else {
            side.setMinWidth(0);
            side.setPrefWidth(USE_COMPUTED_SIZE);
            side.setMaxWidth(Double.MAX_VALUE);
        }
        parts.getChildren().addAll(left, side);
        getChildren().add(parts);
    }
}
