package org.countersign.ui.shell;

import java.nio.file.Path;
import java.util.Optional;
import javafx.application.Application;

/// Starts the desktop, or says what is missing.
public final class StartDesktop {
    private StartDesktop() {}

    /// Runs until the window is closed.
    ///
    /// @return the exit code
    public static int run(Optional<Path> workspace) {
        Application.launch(
                DesktopApp.class,
                workspace.map(path -> new String[] {path.toString()}).orElse(new String[0]));
        return 0;
    }
}
