package org.countersign.ui.shell;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Application;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.countersign.app.Countersign;
import org.countersign.text.Strings;
import org.countersign.ui.task.Background;
import org.countersign.ui.task.FxBackground;
import org.countersign.ui.theme.Theme;
import org.countersign.ui.view.FilePicker;
import org.countersign.ui.view.Views;
import org.countersign.ui.welcome.WelcomeController;
import org.countersign.ui.welcome.WelcomeViewModel;
import org.countersign.work.RefusedException;

/// The JavaFX application: one window, on the workspace that was named, or on the welcome screen.
public final class DesktopApp extends Application {
    private final ExecutorService executor = executor("countersign-work");
    /// Reading a large export must not hold up a decision.
    private final ExecutorService imports = executor("countersign-imports");
    private Optional<Countersign> app = Optional.empty();
    private Optional<Desktop> desktop = Optional.empty();

    private static ExecutorService executor(String name) {
        return Executors.newSingleThreadExecutor(work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void start(Stage stage) {
        Strings.speak(Language.ofThisMachine());
        Theme.install();
        Clock clock = Clock.system(ZoneId.systemDefault());
        Background background = new FxBackground(executor);
        FilePicker picker = new SystemFilePicker(stage, getHostServices()::showDocument);
        var scene = new Scene(new javafx.scene.layout.StackPane(), 1440, 900);
        Theme.apply(scene);
        stage.setMinWidth(1024);
        stage.setMinHeight(680);
        stage.setScene(scene);
        stage.setTitle("Countersign");
        var welcome = new WelcomeViewModel(clock, background, path -> open(path, scene, clock, background, picker));
        Optional<Path> named = getParameters().getRaw().stream().findFirst().map(Path::of);
        scene.setRoot(Views.load(new WelcomeController(welcome, picker)));
        named.ifPresent(welcome::open);
        stage.show();
    }

    /// Shows the workspace in the window; answers why it cannot, empty where it does.
    private String open(Path file, Scene scene, Clock clock, Background background, FilePicker picker) {
        try {
            Countersign opened = Countersign.open(file, clock);
            var shown = new Desktop(opened, clock, background, new FxBackground(imports), picker);
            app = Optional.of(opened);
            desktop = Optional.of(shown);
            Parent view = shown.view();
            scene.setRoot(view);
            shown.keys(scene);
            shown.start();
            return "";
        } catch (RefusedException | org.countersign.work.SurroundingsException e) {
            return Strings.of("welcome.refused", String.valueOf(e.getMessage()));
        }
    }

    /// Every decision is on disk already; work under way is finished before the file is closed.
    @Override
    public void stop() {
        desktop.ifPresent(Desktop::stop);
        imports.close();
        executor.close();
        app.ifPresent(Countersign::close);
    }
}
