package org.countersign.ui.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;
import org.countersign.text.Strings;

/// Loads `Foo.fxml` lying beside `FooController` and gives it the controller we built ourselves.
public final class Views {
    private Views() {}

    /// The controller's view.
    public static Parent load(Object controller) {
        Class<?> type = controller.getClass();
        String file = type.getSimpleName().replace("Controller", ".fxml");
        var url = Objects.requireNonNull(type.getResource(file), file);
        try {
            var loader = new FXMLLoader(url, Strings.bundle());
            loader.setController(controller);
            return loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
