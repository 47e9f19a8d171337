package org.countersign.ui.view;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.input.TransferMode;

/// Files that are dropped anywhere on a page.
public final class Drops {
    private Drops() {}

    /// Takes them.
    ///
    /// @param over gets whether files are held over the page
    public static void on(Node page, Consumer<Boolean> over, Consumer<List<Path>> dropped) {
        page.setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
            }
            event.consume();
        });
        page.setOnDragEntered(event -> over.accept(event.getDragboard().hasFiles()));
        page.setOnDragExited(_ -> over.accept(false));
        page.setOnDragDropped(event -> {
            dropped.accept(
                    event.getDragboard().getFiles().stream().map(File::toPath).toList());
            event.setDropCompleted(true);
            event.consume();
        });
    }
}
