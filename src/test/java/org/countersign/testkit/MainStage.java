package org.countersign.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.embed.swing.SwingFXUtils;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javax.imageio.ImageIO;
import org.countersign.text.Strings;
import org.countersign.ui.preferences.Choices;
import org.countersign.ui.preferences.Preferences;
import org.countersign.ui.shell.MainWindow;
import org.countersign.ui.theme.Theme;

/// The program's own window on the headless platform, from where workspaces are chosen.
public final class MainStage implements AutoCloseable {
    private final Preferences preferences;
    private final MainWindow window;
    private final Stage stage;
    private Optional<Path> picked = Optional.empty();

    /// Where workspaces are chosen.
    ///
    /// @param folder for the settings
    public MainStage(Path folder, Choices.Tongue language) throws Exception {
        Window.start();
        preferences = new Preferences(folder.resolve("settings/settings.json"));
        preferences.change(choices -> choices.look(Choices.Look.LIGHT).language(language));
        stage = Window.onFx(Stage::new);
        window = Window.onFx(() -> {
            var made = new MainWindow(stage, preferences, Clock.systemUTC(), (_, _) -> picked, () -> {});
            made.start(Optional.empty());
            stage.show();
            return made;
        });
    }

    /// What is chosen wherever a file is asked for.
    public void pick(Path file) {
        picked = Optional.of(file);
    }

    /// A node by its selector, or null; on the JavaFX thread.
    public Node find(String selector) {
        return stage.getScene().lookup(selector);
    }

    /// All words of the window.
    public String words() throws Exception {
        return Window.onFx(() -> Words.of(stage.getScene().getRoot()));
    }

    /// Waits until something holds.
    public void until(BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Window.onFx(condition::getAsBoolean)) {
            assertThat(System.nanoTime()).as("it did not come true in 60 s").isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    /// Presses a button, once it can be.
    public void fire(String selector) throws Exception {
        until(() -> find(selector) instanceof ButtonBase button && !button.isDisabled());
        Window.onFx(() -> {
            ((ButtonBase) find(selector)).fire();
            return true;
        });
    }

    /// Drags a file over a node, and lets go.
    ///
    /// @return whether it was taken
    public boolean drop(Path file, String selector) throws Exception {
        return Window.onFx(() -> {
            var drag = new FileDrag(List.of(file));
            return drag.over(Window.view(), find(selector)) && drag.drop(Window.view(), find(selector));
        });
    }

    /// Light or dark.
    public void dark(boolean dark) throws Exception {
        Window.onFx(() -> {
            Theme.dark(stage.getScene(), dark);
            return true;
        });
    }

    /// Another size.
    public void size(double width, double height) throws Exception {
        Window.onFx(() -> {
            stage.setWidth(width);
            stage.setHeight(height);
            return true;
        });
        until(() -> Math.abs(stage.getScene().getWidth() - width) < 1);
    }

    /// Writes a picture of it below `target/pictures`.
    public void picture(String name) throws Exception {
        Thread.sleep(300);
        var image = Window.onFx(() -> SwingFXUtils.fromFXImage(stage.getScene().snapshot(null), null));
        var opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        opaque.createGraphics().drawImage(image, 0, 0, null);
        Path file = Path.of("target/pictures/" + name + ".png");
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(opaque, "png", file.toFile());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Goes back to where workspaces are chosen.
    public void leave() throws Exception {
        Window.onFx(() -> {
            window.leave();
            return true;
        });
    }

    /// Closes it as its button does.
    ///
    /// @return whether it is closed
    public boolean closes() throws Exception {
        Window.onFx(() -> {
            Event.fireEvent(stage, new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
            return true;
        });
        return !isShowing();
    }

    /// Whether it is there.
    public boolean isShowing() {
        return stage.isShowing();
    }

    /// The workspaces that were opened, the last one first.
    public List<String> recent() {
        return preferences.choices().recent();
    }

    /// The id of what has the focus; empty where nothing has it, or it has no id.
    public String focused() throws Exception {
        return Window.onFx(() -> Optional.ofNullable(stage.getScene().getFocusOwner())
                .map(Node::getId)
                .orElse(""));
    }

    /// The program's title.
    public String title() throws Exception {
        return Window.onFx(stage::getTitle);
    }

    @Override
    public void close() throws Exception {
        Strings.speak(Locale.ENGLISH);
        Window.onFx(() -> {
            window.close();
            Window.closed(stage);
            return true;
        });
    }
}
