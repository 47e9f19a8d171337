package org.countersign.ui.shell;

import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.util.Subscription;
import org.countersign.ui.view.FocusPath;
import org.jspecify.annotations.Nullable;

/// Keeps the focus where somebody works: what had it is gone, or was made again, after it was used, and JavaFX would
/// begin at the first stop of the window.
final class FocusKeeper {
    private final Scene scene;
    private Optional<FocusPath> last = Optional.empty();

    private FocusKeeper(Scene scene) {
        this.scene = scene;
    }

    /// In a scene, until the answer is closed.
    static Subscription in(Scene scene) {
        var keeper = new FocusKeeper(scene);
        return scene.focusOwnerProperty().subscribe(keeper::moved);
    }

    private void moved(@Nullable Node before, @Nullable Node now) {
        if (before != null && before.getScene() == scene) {
            last = Optional.empty();
        }
        if (!strayed(now)) {
            last = Optional.ofNullable(now).map(FocusPath::of);
        } else if (last.isPresent()) {
            // What comes in its place is there after this.
            Platform.runLater(() -> {
                if (strayed(scene.getFocusOwner())) {
                    last.ifPresent(path -> path.focus(scene));
                }
            });
        }
    }

    /// Nobody chose it.
    private static boolean strayed(@Nullable Node now) {
        return now == null || "find".equals(now.getId());
    }
}
