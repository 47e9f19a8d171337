package org.countersign.ui.shell;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.countersign.ui.preferences.Preferences;
import org.countersign.ui.theme.Theme;

/// The JavaFX application: one window, on the workspace that was named, or on the welcome screen.
public final class DesktopApp extends Application {
    private Optional<MainWindow> window = Optional.empty();

    @Override
    public void start(Stage stage) {
        Theme.install();
        var shown = new MainWindow(
                stage,
                Preferences.ofThisPerson(),
                Clock.system(ZoneId.systemDefault()),
                new SystemFilePicker(stage, getHostServices()::showDocument),
                Platform::exit);
        window = Optional.of(shown);
        shown.listen();
        Optional<Path> named = getParameters().getRaw().stream().findFirst().map(Path::of);
        shown.start(named);
        // While it is still shown, so that its size is known.
        stage.setOnHiding(_ -> shown.remember());
        stage.show();
        Tour.begin(shown::desktop, Platform::exit);
    }

    @Override
    public void stop() {
        window.ifPresent(MainWindow::close);
    }
}
