package org.countersign.testkit;

import com.sun.glass.ui.View;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.countersign.app.Countersign;
import org.countersign.ui.preferences.Choices;
import org.countersign.ui.preferences.Preferences;
import org.countersign.ui.shell.Desktop;
import org.countersign.ui.task.FxBackground;
import org.countersign.ui.theme.Theme;
import org.countersign.ui.view.FilePicker;
import org.countersign.ui.view.Host;
import org.countersign.ui.view.Place;
import org.testfx.api.FxRobot;
import org.testfx.robot.KeyboardRobot;

/// The real desktop on the headless platform: keys go in, pictures come out.
public final class Window implements AutoCloseable {
    private static boolean started;

    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final ExecutorService imports = Executors.newSingleThreadExecutor();
    private final FxRobot robot = new FxRobot();
    private final Countersign app;
    private final Desktop desktop;
    private final Stage stage;
    private final Preferences preferences;
    private final Console console = new Console();
    private final Semaphore seen = new Semaphore(0);
    private Optional<FileDrag> drag = Optional.empty();

    /// Opens the workspace in a window of 1440 by 900.
    public Window(Path workspace, Optional<Path> picked) throws Exception {
        this(workspace, picked, Clock.systemUTC());
    }

    /// The same on another clock.
    public Window(Path workspace, Optional<Path> picked, Clock clock) throws Exception {
        this(workspace, picked, clock, light());
    }

    /// The same for somebody who has chosen something.
    public Window(Path workspace, Optional<Path> picked, Clock clock, Preferences chosen) throws Exception {
        start();
        preferences = chosen;
        app = Countersign.open(workspace, clock);
        FilePicker picker = (_, _) -> picked;
        desktop = onFx(() -> {
            Theme.size(preferences.choices());
            return new Desktop(
                    app,
                    clock,
                    new FxBackground(executor),
                    new FxBackground(imports),
                    picker,
                    preferences,
                    new Alone());
        });
        stage = onFx(() -> {
            var window = new Stage();
            var scene = new Scene(desktop.view(), 1440, 900);
            Theme.apply(scene, preferences.choices());
            window.setScene(scene);
            // The platform keeps every stage, which must not keep this window with all its screens.
            Semaphore pressed = seen;
            window.addEventFilter(KeyEvent.KEY_PRESSED, _ -> pressed.release());
            window.addEventFilter(KeyEvent.KEY_RELEASED, _ -> pressed.release());
            desktop.keys(scene);
            window.show();
            desktop.start();
            return window;
        });
    }

    /// What nobody has chosen anything in, and no person's own.
    public static Preferences light() throws IOException {
        var preferences = new Preferences(
                Files.createTempDirectory("countersign-settings").resolve("settings.json"));
        preferences.change(choices -> choices.look(Choices.Look.LIGHT));
        return preferences;
    }

    /// What is chosen in this window.
    public Preferences preferences() {
        return preferences;
    }

    /// A window that stays as it is.
    private static final class Alone implements Host {
        @Override
        public String open(Path file) {
            return "";
        }

        @Override
        public boolean again(String id) {
            return false;
        }

        @Override
        public void leave() {}

        @Override
        public String report() {
            return "";
        }

        @Override
        public void quit() {}
    }

    /// Starts the toolkit, once.
    public static synchronized void start() throws Exception {
        if (!started) {
            var ready = new CompletableFuture<Boolean>();
            Platform.setImplicitExit(false);
            Platform.startup(() -> {
                Theme.install();
                ready.complete(true);
            });
            ready.get(30, TimeUnit.SECONDS);
            started = true;
        }
    }

    /// Work on the JavaFX thread.
    public interface Work<T> {
        /// Does it.
        T run() throws Exception;
    }

    /// Runs on the JavaFX thread and waits.
    public static <T> T onFx(Work<T> work) throws Exception {
        var answer = new CompletableFuture<T>();
        Platform.runLater(() -> {
            try {
                answer.complete(work.run());
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        return answer.get(60, TimeUnit.SECONDS);
    }

    /// The workspace behind the window.
    public Countersign app() {
        return app;
    }

    /// Goes to a screen.
    public void go(Place place) throws Exception {
        onFx(() -> {
            desktop.go(place);
            return true;
        });
        settle();
    }

    /// Where one is.
    public Place place() throws Exception {
        return onFx(desktop::place);
    }

    /// Goes to one thing of a screen, as a link does; on the JavaFX thread.
    public boolean lead(String screen, String id) {
        return desktop.lead(screen, id);
    }

    /// Light or dark.
    public void dark(boolean dark) throws Exception {
        onFx(() -> {
            Theme.dark(stage.getScene(), dark);
            return true;
        });
    }

    /// Another size.
    public void size(double width, double height) throws Exception {
        onFx(() -> {
            stage.setWidth(width);
            stage.setHeight(height);
            return true;
        });
        // The scene has the size only after a pulse; what is shown or hidden by it, with the layout after that.
        until(() -> Math.abs(stage.getScene().getWidth() - stage.getWidth()) < 1
                && Math.abs(stage.getScene().getHeight() - stage.getHeight()) < 1);
        settle();
    }

    /// Presses keys together and releases them.
    public void press(KeyCode... keys) throws Exception {
        robot.push(keys);
        settle();
    }

    /// Presses a button of a selector.
    public void click(String selector) throws Exception {
        onFx(() -> {
            findHere(selector, Button.class).fire();
            return true;
        });
        settle();
    }

    /// Drags files over the middle of a node, as from another program; they stay over it until [#drop].
    ///
    /// @return whether letting go there would do something
    public boolean dragOver(List<Path> files, Node to) throws Exception {
        drag = Optional.of(onFx(() -> new FileDrag(files)));
        boolean taken = onFx(() -> drag.orElseThrow().over(view(), to));
        settle();
        return taken;
    }

    /// Lets go of them there.
    ///
    /// @return whether they were taken
    public boolean drop(Node to) throws Exception {
        boolean taken = onFx(() -> drag.orElseThrow().drop(view(), to));
        settle();
        return taken;
    }

    /// Takes them away again.
    public void dragAway() throws Exception {
        onFx(() -> {
            drag.orElseThrow().leave(view());
            return true;
        });
        settle();
    }

    static View view() {
        return com.sun.glass.ui.Window.getWindows().getLast().getView();
    }

    /// Presses keys together and releases them, whatever is under way.
    public void pressAtOnce(KeyCode... keys) {
        robot.push(keys);
    }

    /// Presses keys together and releases them, each once the window has seen the one before: much faster than
    /// [#press], which waits a while each time.
    public void strike(KeyCode... keys) throws InterruptedException {
        KeyboardRobot keyboard = robot.robotContext().getKeyboardRobot();
        for (KeyCode key : keys) {
            seen(() -> keyboard.pressNoWait(key));
        }
        for (KeyCode key : List.of(keys).reversed()) {
            seen(() -> keyboard.releaseNoWait(key));
        }
    }

    private void seen(Runnable key) throws InterruptedException {
        seen.drainPermits();
        key.run();
        if (!seen.tryAcquire(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a key was not seen");
        }
    }

    /// Keeps the worker of long work busy until this is closed, so that what comes after has not begun; nothing
    /// settles meanwhile.
    public AutoCloseable busy() {
        var end = new CountDownLatch(1);
        imports.submit(() -> {
            end.await();
            return true;
        });
        return end::countDown;
    }

    /// Types text into what has the focus.
    public void type(String text) throws Exception {
        robot.write(text, 1);
        settle();
    }

    /// Waits until work and layout have settled: twice through the worker and the JavaFX thread.
    public void settle() throws Exception {
        for (int i = 0; i < 3; i++) {
            imports.submit(() -> true).get(60, TimeUnit.SECONDS);
            executor.submit(() -> true).get(60, TimeUnit.SECONDS);
            desktop.workers().await();
            onFx(() -> true);
        }
        // What was changed has its nodes, and they their places, only after a pulse.
        onFx(() -> {
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
            return true;
        });
    }

    /// Waits until something holds, and all settles.
    public void until(BooleanSupplier condition) throws Exception {
        meanwhile(condition);
        settle();
    }

    /// Waits until something holds, whatever is under way.
    public void meanwhile(BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!onFx(condition::getAsBoolean)) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("it did not come true in 20 s");
            }
            Thread.sleep(20);
        }
    }

    /// Waits a second for something to hold, and says whether it does.
    public boolean soon(BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (!onFx(condition::getAsBoolean)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(20);
        }
        settle();
        return true;
    }

    /// The node of a selector such as `#list`.
    public <N extends Node> N find(String selector, Class<N> type) throws Exception {
        return onFx(() -> type.cast(stage.getScene().lookup(selector)));
    }

    /// The same, for use on the JavaFX thread.
    public <N extends Node> N findHere(String selector, Class<N> type) {
        return type.cast(stage.getScene().lookup(selector));
    }

    /// The node of a selector, or null; for use on the JavaFX thread.
    public Node lookup(String selector) {
        return stage.getScene().lookup(selector);
    }

    /// What has the focus.
    public Optional<Node> focused() throws Exception {
        return onFx(() -> Optional.ofNullable(stage.getScene().getFocusOwner()));
    }

    /// Writes a picture of the window below `target/pictures`.
    public Path picture(String name) throws Exception {
        settle();
        Thread.sleep(200);
        var image = onFx(() -> SwingFXUtils.fromFXImage(stage.getScene().snapshot(null), null));
        var opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        opaque.createGraphics().drawImage(image, 0, 0, null);
        Path file = Path.of("target/pictures/" + name + ".png");
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(opaque, "png", file.toFile());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return file;
    }

    @Override
    public void close() throws Exception {
        onFx(() -> {
            // What comes late is laid out without a window, and so without its colours.
            console.end();
            desktop.stop();
            closed(stage);
            return true;
        });
        imports.shutdown();
        imports.awaitTermination(30, TimeUnit.SECONDS);
        executor.shutdown();
        executor.awaitTermination(30, TimeUnit.SECONDS);
        // Its last answers are given before another window opens.
        onFx(() -> true);
        app.close();
        console.close();
    }

    /// Closes a window. The headless platform keeps every one that ever was active, with its pixels: so it is made
    /// small and empty before.
    public static void closed(Stage window) {
        window.setScene(new Scene(new Group(), 1, 1));
        window.setMinWidth(1);
        window.setMinHeight(1);
        window.setWidth(1);
        window.setHeight(1);
        window.close();
    }
}
