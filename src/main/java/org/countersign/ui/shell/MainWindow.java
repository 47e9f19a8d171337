package org.countersign.ui.shell;

import atlantafx.base.controls.ModalPane;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.countersign.app.Countersign;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.preferences.Choices;
import org.countersign.ui.preferences.Preferences;
import org.countersign.ui.task.FxBackground;
import org.countersign.ui.theme.Theme;
import org.countersign.ui.view.Failures;
import org.countersign.ui.view.FilePicker;
import org.countersign.ui.view.Host;
import org.countersign.ui.view.Place;
import org.countersign.ui.view.Views;
import org.countersign.ui.welcome.FirstPacketViewModel;
import org.countersign.ui.welcome.WelcomeController;
import org.countersign.ui.welcome.WelcomeViewModel;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;
import org.countersign.workspace.Trouble;

/// One window: where workspaces are chosen, or the desktop on one of them. Another is opened in its place.
public final class MainWindow implements Host, AutoCloseable {
    private static final double NARROWEST = 1024;
    private static final double LOWEST = 680;

    private final Stage stage;
    private final Preferences preferences;
    private final Clock clock;
    private final FilePicker picker;
    private final Runnable quit;
    private final Scene scene;
    private final StackPane content = new StackPane();
    private final Mishaps mishaps;
    /// Before there is a workspace, something may be made all the same.
    private final FxBackground making = FxBackground.own("countersign-making");
    private final Closing closing;
    private Choices drawn;
    private Optional<Opened> opened = Optional.empty();

    /// In `stage`, which is not shown yet.
    ///
    /// @param quit ends the program
    public MainWindow(Stage stage, Preferences preferences, Clock clock, FilePicker picker, Runnable quit) {
        this.stage = stage;
        this.preferences = preferences;
        this.clock = clock;
        this.picker = picker;
        this.quit = quit;
        Choices choices = preferences.choices();
        drawn = choices;
        var over = new ModalPane();
        mishaps = new Mishaps(
                over,
                picker,
                () -> opened.map(Opened::app),
                () -> opened.map(one -> one.desktop().place()),
                preferences::choices,
                quit);
        var last = new ModalPane();
        last.setInTransitionFactory(null);
        last.setOutTransitionFactory(null);
        closing = new Closing(last, picker, making, this::remember);
        scene = new Scene(new StackPane(content, last, over), choices.width(), choices.height());
        stage.setOnCloseRequest(this::close);
        stage.setMinWidth(NARROWEST);
        stage.setMinHeight(LOWEST);
        stage.setScene(scene);
        stage.setTitle("Countersign");
        speak(choices);
        Theme.apply(scene, choices);
        preferences.choicesProperty().subscribe(this::changed);
    }

    /// A workspace, its screens, and what works for them.
    private record Opened(Countersign app, Desktop desktop, ExecutorService work, ExecutorService imports) {
        void close() {
            desktop.stop();
            imports.close();
            work.close();
            app.close();
        }
    }

    private static ExecutorService executor(String name) {
        return Executors.newSingleThreadExecutor(work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    private static void speak(Choices choices) {
        Strings.speak(Language.ofThisMachine(choices.language().tag()));
    }

    /// Light and dark at once; what is made of words and widths when it is made again.
    private void changed(Choices now) {
        Theme.apply(scene, now.textSize(drawn.textSize()).roomy(drawn.roomy()));
    }

    /// Shows the workspace that was named, or where they are chosen and why it is not shown.
    public void start(Optional<Path> named) {
        String refused = named.map(this::open).orElse("");
        if (named.isEmpty() || !refused.isEmpty()) {
            welcome().refused(refused);
        }
    }

    private WelcomeViewModel welcome() {
        var model = new WelcomeViewModel(clock, making, preferences, this::open);
        var first = new FirstPacketViewModel(
                clock,
                making,
                () -> preferences.choices().recent().stream().map(Path::of).toList(),
                this::begin);
        var over = new ModalPane();
        content.getChildren()
                .setAll(Views.load(new WelcomeController(model, first, new Questions(over), picker)), over);
        return model;
    }

    private String begin(Path file, String campaign, String said) {
        String why = open(file);
        desktop().filter(_ -> why.isEmpty()).ifPresent(desktop -> desktop.begin(campaign, said));
        return why;
    }

    /// The desktop, where a workspace is open.
    Optional<Desktop> desktop() {
        return opened.map(Opened::desktop);
    }

    /// Keeps how large the window is.
    void remember() {
        if (!stage.isMaximized() && scene.getWidth() > 0) {
            preferences.change(choices -> choices.size((int) scene.getWidth(), (int) scene.getHeight()));
        }
    }

    @Override
    public String open(Path file) {
        if (replaced(file)) {
            // The log beside the file is still that of the one before; it goes with the last connection to it.
            welcomeAgain();
            start(Optional.of(file));
            return "";
        }
        try {
            Countersign app = Countersign.open(file, clock);
            opened.ifPresent(Opened::close);
            show(app, executor("countersign-work"), executor("countersign-imports"));
            remember(app.workspace().file());
            return "";
        } catch (RefusedException refused) {
            return Failures.said(refused);
        } catch (SurroundingsException e) {
            return Strings.of("welcome.refused", Failures.said(e));
        }
    }

    private void remember(Path workspace) {
        preferences.change(
                choices -> choices.opened(workspace.toAbsolutePath().normalize().toString()));
    }

    private boolean replaced(Path file) {
        return opened.map(one -> one.app().workspace())
                .filter(one -> one.file().toAbsolutePath().equals(file.toAbsolutePath())
                        && one.trouble().equals(Optional.of(Trouble.REPLACED)))
                .isPresent();
    }

    private void show(Countersign app, ExecutorService work, ExecutorService imports) {
        // Reading a large export must not hold up a decision.
        var desktop =
                new Desktop(app, clock, new FxBackground(work), new FxBackground(imports), picker, preferences, this);
        opened = Optional.of(new Opened(app, desktop, work, imports));
        Parent view = desktop.view();
        content.getChildren().setAll(view);
        stage.setTitle(app.workspace().file().getFileName() + " – Countersign");
        desktop.keys(scene);
        desktop.start();
    }

    @Override
    public boolean again(String id) {
        if (opened.filter(one -> one.desktop().busy()).isPresent()) {
            return false;
        }
        drawn = preferences.choices();
        speak(drawn);
        Theme.apply(scene, drawn);
        opened.ifPresent(one -> {
            Kept kept = one.desktop().kept();
            one.desktop().stop();
            show(one.app(), one.work(), one.imports());
            opened.ifPresent(now -> {
                now.desktop().keep(kept);
                now.desktop().go(Place.SETTINGS, id);
            });
        });
        return true;
    }

    @Override
    public void leave() {
        unlessLost(this::welcomeAgain);
    }

    private void welcomeAgain() {
        opened.ifPresent(Opened::close);
        opened = Optional.empty();
        stage.setTitle("Countersign");
        welcome();
    }

    @Override
    public String report() {
        return mishaps.save(Optional.empty());
    }

    /// Says mistakes of the program, on whatever thread.
    public void listen() {
        mishaps.listen();
    }

    @Override
    public void quit() {
        unlessLost(quit);
    }

    /// The window is to be closed.
    private void close(WindowEvent event) {
        if (opened.map(Opened::app).filter(Closing::loses).isPresent()) {
            event.consume();
            unlessLost(stage::close);
        }
    }

    /// At once, or once somebody was asked what becomes of what is in no file.
    private void unlessLost(Runnable then) {
        opened.map(Opened::app)
                .filter(Closing::loses)
                .ifPresentOrElse(app -> closing.ask(app, clock.getZone(), then), then);
    }

    /// Every decision is on disk already; work under way is finished before the file is closed.
    @Override
    public void close() {
        opened.ifPresent(Opened::close);
        opened = Optional.empty();
        making.close();
    }
}
