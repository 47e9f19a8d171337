package org.countersign.ui.shell;

import java.time.Clock;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.PauseTransition;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.countersign.app.Countersign;
import org.countersign.drift.list.FindingQuery.Segment;
import org.countersign.ledger.SeenHeads;
import org.countersign.text.Strings;
import org.countersign.ui.campaigns.CampaignsController;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.exceptions.ExceptionsController;
import org.countersign.ui.find.FindViewModel;
import org.countersign.ui.findings.FindingsController;
import org.countersign.ui.keys.Act;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.mishap.ErrorReport;
import org.countersign.ui.overview.OverviewController;
import org.countersign.ui.people.PeopleController;
import org.countersign.ui.preferences.Preferences;
import org.countersign.ui.review.ReviewController;
import org.countersign.ui.review.ReviewQuestions;
import org.countersign.ui.settings.AboutPage;
import org.countersign.ui.settings.SettingsController;
import org.countersign.ui.settings.SettingsPage.Reviewer;
import org.countersign.ui.shell.ShellController.Screen;
import org.countersign.ui.sources.SourcesController;
import org.countersign.ui.task.Background;
import org.countersign.ui.task.FxBackground;
import org.countersign.ui.task.Workers;
import org.countersign.ui.trouble.TroubleStrip;
import org.countersign.ui.trouble.TroubleViewModel;
import org.countersign.ui.trouble.TroubleViewModel.Seen;
import org.countersign.ui.view.FilePicker;
import org.countersign.ui.view.Host;
import org.countersign.ui.view.Place;
import org.countersign.ui.view.Views;
import org.countersign.work.OwnFiles;

/// The window's content on one workspace: builds every view-model and controller by hand, and ties global keys.
public final class Desktop {
    private final ShellViewModel shell;
    private final ShellController controller;
    private final Models on;
    private final Workers workers = new Workers();
    private final OverviewController overviewController;
    private final SourcesController sourcesController;
    private final Questions questions;
    private final Parent view;
    private final PauseTransition pause = new PauseTransition(Duration.millis(400));
    /// One screen after another, when the first is there: whoever goes there must not wait for it.
    private final Timeline preparing = new Timeline(new KeyFrame(Duration.millis(150), _ -> prepare()));
    private final Timeline polling = new Timeline(new KeyFrame(Duration.seconds(2), _ -> poll()));
    private final KeyMap keyMap;
    private final FxBackground names = workers.own("countersign-names");
    private final FindViewModel finding;
    private final DesktopActs acts;
    private final Screens screens;
    private final TroubleViewModel trouble;
    private Subscription pressed = Subscription.EMPTY;

    /// Builds the window; nothing is loaded before [#start()].
    ///
    /// @param importing for snapshots, whose reading and storing takes long
    public Desktop(
            Countersign app,
            Clock clock,
            Background background,
            Background importing,
            FilePicker picker,
            Preferences preferences,
            Host host) {
        keyMap = new KeyMap(preferences);
        shell = new ShellViewModel(app, clock, background);
        on = new Models(app, clock, background, importing, workers, preferences, host);
        finding = new FindViewModel(app, names, DesktopActs.FOUND);
        controller = new ShellController(shell, keyMap);
        view = Views.load(controller);
        questions = controller.questions();
        acts = new DesktopActs(keyMap, questions, shell, finding, this::lead, this::findings);
        acts(host);
        overviewController = new OverviewController(on.overview, shell.placeProperty()::set, this::lead, keyMap);
        sourcesController = new SourcesController(on.sources, picker);
        controller.leads(this::lead, acts::find, acts::allKeys, on::owner);
        on.keys.ownProperty().subscribe(_ -> controller.places());
        screens = screens(picker, clock);
        controller.screens(screens);
        trouble = new TroubleViewModel(
                app,
                clock,
                workers.own("countersign-watch"),
                importing,
                SeenHeads.in(new OwnFiles(preferences.file()).heads()));
        trouble.seenProperty().subscribe(this::recover);
        controller.over(
                new TroubleStrip(trouble, shell.problemProperty(), picker, host, clock.getZone(), controller).view());
        listen();
    }

    private Screens screens(FilePicker picker, Clock clock) {
        var screens = new Screens();
        screens.put(Place.OVERVIEW, () -> screen(overviewController, on.overview::refresh, overviewController::focus));
        screens.put(Place.FINDINGS, () -> findings(picker));
        screens.put(Place.REVIEW, () -> review(picker, clock));
        screens.put(Place.SOURCES, () -> screen(sourcesController, on.sources::refresh, sourcesController::focus));
        screens.put(Place.PEOPLE, this::people);
        screens.put(Place.GROUPS, () -> new GroupsScreen(on.groups, on.group, on.mappings, shell)
                .of(questions, picker, this::lead, keyMap));
        screens.put(Place.CAMPAIGNS, () -> campaigns(picker, clock));
        screens.put(Place.EXCEPTIONS, this::exceptions);
        screens.put(
                Place.EVIDENCE, () -> new EvidenceScreen(on.evidence, on.keys, on.verifying, on.ledger, shell, clock)
                        .of(questions, picker, this::lead, keyMap, on.stamps));
        screens.put(Place.SETTINGS, () -> settings(picker));
        return screens;
    }

    private void listen() {
        on.review.messageProperty().subscribe(text -> {
            controller.say(text);
            // Once somebody pauses: who decides one item after another waits for nothing.
            if (!text.isEmpty()) {
                pause.playFromStart();
            }
        });
        pause.setOnFinished(_ -> shell.count());
        on.findings.acts().messageProperty().subscribe(this::say);
        on.sources.messageProperty().subscribe(this::say);
        on.group.messageProperty().subscribe(this::say);
        on.mappings.messageProperty().subscribe(this::say);
        // Here, and not when a screen is made: to subscribe says the empty text of the beginning over what was said.
        on.person.messageProperty().subscribe(this::say);
        on.people.matchedProperty().subscribe(_ -> on.person.refresh());
        on.campaigns.messageProperty().subscribe(this::say);
        on.exceptions.messageProperty().subscribe(this::say);
        on.settings.messageProperty().subscribe(this::say);
        on.evidence.messageProperty().subscribe(this::say);
        on.keys.messageProperty().subscribe(this::say);
        on.verifying.messageProperty().subscribe(controller::say);
        on.ledger.messageProperty().subscribe(controller::say);
    }

    /// What could not be read while the file was away can be read now.
    private void recover(Seen before, Seen now) {
        if (before.trouble().isPresent() && now.trouble().isEmpty()) {
            shell.refresh();
            on.refresh(place());
        }
    }

    private static Screen screen(Object of, Runnable refresh, Runnable focus) {
        return new Screen(Views.load(of), () -> {
            refresh.run();
            focus.run();
        });
    }

    private Screen findings(FilePicker picker) {
        var findingsController = new FindingsController(on.findings, questions, picker, this::lead, keyMap);
        return new Screen(Views.load(findingsController), () -> {
            on.findings.refresh();
            findingsController.focus();
        });
    }

    private Screen review(FilePicker picker, Clock clock) {
        var asks = new ReviewQuestions(on.review, questions, picker, clock, on.keys::file, on.stamps, on.signing);
        var reviewController = new ReviewController(on.review, asks, questions, this::lead, keyMap);
        return new Screen(Views.load(reviewController), () -> {
            on.review.look(shell.spotProperty().get().id());
            on.review.refresh();
            reviewController.focus();
        });
    }

    private Screen people() {
        var peopleController = new PeopleController(on.people, on.person, questions, shell, keyMap);
        return new Screen(Views.load(peopleController), () -> {
            on.people.refresh();
            peopleController.show(shell.spotProperty().get().id());
        });
    }

    private Screen campaigns(FilePicker picker, Clock clock) {
        var campaignsController =
                new CampaignsController(on.campaigns, on.opening, questions, shell, picker, clock, on.keys::file);
        return new Screen(
                Views.load(campaignsController),
                () -> campaignsController.show(shell.spotProperty().get().id()));
    }

    private Screen exceptions() {
        var exceptionsController = new ExceptionsController(on.exceptions, questions, this::lead);
        return new Screen(Views.load(exceptionsController), () -> {
            on.exceptions.refresh();
            exceptionsController.focus();
        });
    }

    private Screen settings(FilePicker picker) {
        var settingsController =
                new SettingsController(on.settings, keyMap, questions, shell, picker, this::reviewer, this::about);
        return new Screen(
                Views.load(settingsController),
                () -> settingsController.show(shell.spotProperty().get().id()));
    }

    private Reviewer reviewer() {
        return new Reviewer(on.reviewer(), on.owner(), on.keys.file());
    }

    private void say(String text) {
        controller.say(text);
        if (!text.isEmpty()) {
            shell.refresh();
        }
    }

    /// Loads, and looks every two seconds whether another process has written.
    public void start() {
        shell.refresh();
        trouble.look();
        polling.setCycleCount(Animation.INDEFINITE);
        polling.play();
        preparing.setCycleCount(Animation.INDEFINITE);
        preparing.play();
        Platform.runLater(overviewController::focus);
    }

    private void prepare() {
        if (loaded() && !screens.prepare()) {
            preparing.stop();
        }
    }

    private void poll() {
        trouble.look();
        shell.poll(() -> on.refresh(place()));
    }

    /// Stops looking, and imports under way.
    public void stop() {
        polling.stop();
        preparing.stop();
        pause.stop();
        pressed.unsubscribe();
        names.execute(finding::close);
        on.stop();
        workers.close();
    }

    /// What another window on this workspace goes on with.
    Kept kept() {
        return on.kept();
    }

    /// Goes on with what was kept of another window.
    void keep(Kept kept) {
        on.keep(kept);
    }

    /// The window's own workers, to wait for.
    public Workers workers() {
        return workers;
    }

    /// Whether something would be lost now: files that are looked at before they come in.
    public boolean busy() {
        return !on.sources.drafts().isEmpty();
    }

    /// Whether it is known by now what the workspace holds.
    boolean loaded() {
        return !shell.statusProperty().get().asOf().isEmpty();
    }

    /// Where one is.
    public Place place() {
        return shell.placeProperty().get();
    }

    /// The content.
    public Parent view() {
        return view;
    }

    /// Where one is.
    public void go(Place place) {
        shell.go(place);
    }

    /// Where one is, and what of it.
    public void go(Place place, String id) {
        shell.go(place, id);
    }

    /// Goes to what waits in a campaign that has just come in, and says so.
    void begin(String campaign, String said) {
        // In a window that was not drawn yet nothing of a screen could have the focus.
        view.applyCss();
        go(Place.REVIEW, campaign);
        say(said);
    }

    /// Goes to one thing of a screen, as a link does; where there is no such screen, nowhere.
    public boolean lead(String screen, String id) {
        return new Links(shell, sourcesController, on.sources, on.exceptions, on.findings, this::findings)
                .to(screen, id);
    }

    /// Stores what drift finds now, and shows it.
    private void check() {
        switch (shell.placeProperty().get()) {
            case FINDINGS -> on.findings.check();
            case OVERVIEW -> on.overview.check();
            default -> on.refresh(place());
        }
    }

    /// Keys that work everywhere.
    public void keys(Scene scene) {
        pressed = Subscription.combine(acts.on(scene), FocusKeeper.in(scene));
    }

    /// What this window does on every screen.
    private void acts(Host host) {
        acts.put(Act.RAIL, controller::turnRail);
        acts.put(Act.NEXT_REGION, () -> controller.moveRegion(1));
        acts.put(Act.PREVIOUS_REGION, () -> controller.moveRegion(-1));
        acts.put(Act.CHOOSE, () -> {
            go(Place.SOURCES);
            sourcesController.choose();
        });
        acts.put(Act.CHOOSE_FOLDER, () -> {
            go(Place.SOURCES);
            sourcesController.chooseFolder();
        });
        acts.put(Act.REFRESH, () -> {
            check();
            shell.refresh();
        });
        acts.put(Act.GO_LEDGER, () -> lead("ledger", ""));
        acts.put(Act.ABOUT, this::about);
        acts.put(Act.REPORT, () -> {
            String problem = host.report();
            if (!problem.isEmpty()) {
                questions.problem(Strings.of("keys.report"), problem);
            }
        });
    }

    private void about() {
        questions.show(
                Strings.of("keys.about"),
                AboutPage.WIDTH,
                AboutPage.of(
                        ErrorReport.versions(),
                        on.settings.here().toString(),
                        on.settings.file().toString()));
    }

    /// Those that say this.
    private void findings(String text) {
        lead("findings", Segment.OPEN.name());
        on.findings.filter().textProperty().set(text);
    }
}
