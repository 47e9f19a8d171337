package org.countersign.ui.evidence;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import javafx.scene.text.TextFlow;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.theme.Zoom;
import org.countersign.ui.view.Drops;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Where a bundle is dropped: it says so in one place, and takes it anywhere on the page.
final class DropPanel {
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("over");
    private static final double HEIGHT = 190;

    private final VBox view;

    /// @param choose asks for a bundle instead
    DropPanel(Runnable choose) {
        TextFlow what = Parts.sentence(Strings.of("evidence.drop.what"), "t-small", "t-muted");
        what.setTextAlignment(TextAlignment.CENTER);
        Button button = Parts.button(BootstrapIcons.FOLDER2_OPEN, Strings.of("evidence.drop.choose"));
        button.setId("evidence-choose");
        button.setOnAction(_ -> choose.run());
        view = Parts.styled(
                Parts.column(
                        8,
                        Parts.icon(BootstrapIcons.SHIELD_CHECK, "i28", "k-accent"),
                        Parts.label(Strings.of("evidence.drop"), "t-section"),
                        what,
                        button),
                "drop");
        view.setId("evidence-drop");
        view.setAlignment(Pos.CENTER);
        view.setMinHeight(Zoom.of(HEIGHT));
        Parts.padded(view, 16, 20, 16, 20);
    }

    VBox view() {
        return view;
    }

    /// Takes files that are dropped anywhere on `page`.
    void listen(Node page, Consumer<List<Path>> dropped) {
        Drops.on(page, over -> view.pseudoClassStateChanged(OVER, over), dropped);
    }
}
