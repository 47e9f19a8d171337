package org.countersign.ui.welcome;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.countersign.app.Countersign;
import org.countersign.app.RunDemo;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.preferences.Preferences;
import org.countersign.ui.task.Background;
import org.countersign.ui.view.Failures;
import org.countersign.work.Progress;

/// State of the welcome screen: opens a workspace, makes one, or makes the sample organisation.
public final class WelcomeViewModel {
    /// Where the sample lies in a folder that holds something else.
    private static final String SAMPLE = "countersign-sample";

    private final Clock clock;
    private final Background background;
    private final Preferences preferences;
    private final Function<Path, String> opener;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper step = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);

    /// Opens by `opener`, which answers why it cannot.
    public WelcomeViewModel(
            Clock clock, Background background, Preferences preferences, Function<Path, String> opener) {
        this.clock = clock;
        this.background = background;
        this.preferences = preferences;
        this.opener = opener;
    }

    /// A workspace that was opened before.
    ///
    /// @param there whether its file is still where it was
    public record Recent(Path file, boolean there) {}

    /// Those that were opened before, the last one first.
    public List<Recent> recent() {
        return preferences.choices().recent().stream()
                .map(Path::of)
                .map(file -> new Recent(file, Files.exists(file)))
                .toList();
    }

    /// Offers one no more.
    public void forget(Path file) {
        preferences.change(choices -> choices.forgotten(file.toString()));
    }

    /// Why the last attempt failed; empty otherwise.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// How far the sample is.
    public ReadOnlyStringProperty stepProperty() {
        return step.getReadOnlyProperty();
    }

    /// While something is made.
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Says why the workspace that was named is not shown; empty where none was named.
    public void refused(String why) {
        problem.set(why);
    }

    /// Opens a workspace file.
    public void open(Path file) {
        problem.set(opener.apply(file));
    }

    /// Makes an empty workspace and opens it; one that is there already is opened as it is.
    public void make(Path file) {
        String name = file.getFileName().toString();
        Path wanted = name.contains(".") ? file : file.resolveSibling(name + ".countersign");
        work(() -> {
            Countersign.openOrMake(wanted, clock).close();
            return wanted;
        });
    }

    /// Makes the sample organisation in `folder`, or in one of its own there where that holds something else, and
    /// opens it.
    public void sample(Path folder) {
        work(() -> {
            Path place = free(folder) ? folder : folder.resolve(SAMPLE);
            new RunDemo(place, clock, new Steps()).run();
            return place.resolve("workspace.countersign");
        });
    }

    private static boolean free(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return true;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty() || Files.exists(folder.resolve(".countersign-demo"));
        }
    }

    private void work(Callable<Path> work) {
        if (busy.get()) {
            return;
        }
        busy.set(true);
        problem.set("");
        background.run(
                work,
                made -> {
                    ended();
                    open(made);
                },
                failure -> {
                    ended();
                    problem.set(Failures.said(failure));
                });
    }

    private void ended() {
        busy.set(false);
        step.set("");
    }

    /// What the sample's steps are called.
    private final class Steps implements Progress {
        @Override
        public void report(String name, long done, long total) {
            String said = Optional.of("welcome.step." + name)
                    .filter(Strings.bundle()::containsKey)
                    .map(Strings::of)
                    .orElse(name);
            background.tell(
                    () -> step.set(Strings.of("welcome.step", Spoken.number(done), Spoken.number(total), said)));
        }
    }
}
