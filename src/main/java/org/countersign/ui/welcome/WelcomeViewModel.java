package org.countersign.ui.welcome;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.countersign.app.RunDemo;
import org.countersign.text.Strings;
import org.countersign.ui.task.Background;
import org.countersign.work.Progress;

/// State of the welcome screen: opens a workspace, or makes the sample organisation.
public final class WelcomeViewModel {
    private final Clock clock;
    private final Background background;
    private final Function<Path, String> opener;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);

    /// Opens by `opener`, which answers why it cannot.
    public WelcomeViewModel(Clock clock, Background background, Function<Path, String> opener) {
        this.clock = clock;
        this.background = background;
        this.opener = opener;
    }

    /// Why the last attempt failed; empty otherwise.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// While the sample is made.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Opens a workspace file.
    public void open(Path file) {
        problem.set(opener.apply(file));
    }

    /// Makes the sample organisation in `folder` and opens it.
    public void sample(Path folder) {
        busy.set(true);
        background.run(
                () -> new RunDemo(folder, clock, Progress.NONE).run(),
                _ -> {
                    busy.set(false);
                    open(folder.resolve("workspace.countersign"));
                },
                failure -> {
                    busy.set(false);
                    problem.set(Strings.of("welcome.refused", String.valueOf(failure.getMessage())));
                });
    }
}
