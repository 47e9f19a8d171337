package org.countersign.ui.shell;

import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;

/// What ends in an ellipsis is read whole in a tooltip, wherever it stands.
final class CutTexts {
    private CutTexts() {}

    static void watch(Node window) {
        window.addEventFilter(MouseEvent.MOUSE_ENTERED_TARGET, event -> {
            if (event.getTarget() instanceof Labeled labeled) {
                tell(labeled);
            }
        });
    }

    private static void tell(Labeled labeled) {
        Tooltip known = labeled.getTooltip();
        if (cut(labeled) && known == null) {
            var whole = new Own();
            whole.textProperty().bind(labeled.textProperty());
            labeled.setTooltip(whole);
        } else if (known instanceof Own && !cut(labeled)) {
            labeled.setTooltip(null);
        }
    }

    /// One that is put here, and taken away when there is room again.
    private static final class Own extends Tooltip {}

    static boolean cut(Labeled labeled) {
        return labeled.getText() != null
                && !labeled.getText().isEmpty()
                && !labeled.isWrapText()
                && labeled.getWidth() + 0.5 < labeled.prefWidth(-1);
    }
}
