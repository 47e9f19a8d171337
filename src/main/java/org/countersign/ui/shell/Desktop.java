package org.countersign.ui.shell;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
import org.countersign.text.Strings;
import org.countersign.ui.campaigns.CampaignsController;
import org.countersign.ui.campaigns.CampaignsViewModel;
import org.countersign.ui.campaigns.OpeningViewModel;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.evidence.EvidenceController;
import org.countersign.ui.evidence.EvidenceViewModel;
import org.countersign.ui.evidence.KeysViewModel;
import org.countersign.ui.evidence.OwnKey;
import org.countersign.ui.evidence.VerifyViewModel;
import org.countersign.ui.exceptions.ExceptionsController;
import org.countersign.ui.exceptions.ExceptionsViewModel;
import org.countersign.ui.find.FindViewModel;
import org.countersign.ui.findings.FindingsController;
import org.countersign.ui.findings.FindingsViewModel;
import org.countersign.ui.groups.GroupViewModel;
import org.countersign.ui.groups.GroupsViewModel;
import org.countersign.ui.groups.MappingsViewModel;
import org.countersign.ui.keys.Act;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.mishap.ErrorReport;
import org.countersign.ui.overview.OverviewController;
import org.countersign.ui.overview.OverviewViewModel;
import org.countersign.ui.people.PeopleController;
import org.countersign.ui.people.PeopleViewModel;
import org.countersign.ui.people.PersonViewModel;
import org.countersign.ui.preferences.Preferences;
import org.countersign.ui.review.ReviewController;
import org.countersign.ui.review.ReviewViewModel;
import org.countersign.ui.settings.AboutPage;
import org.countersign.ui.settings.SettingsController;
import org.countersign.ui.settings.SettingsPage.Reviewer;
import org.countersign.ui.settings.SettingsViewModel;
import org.countersign.ui.shell.ShellController.Screen;
import org.countersign.ui.sources.SourcesController;
import org.countersign.ui.sources.SourcesViewModel;
import org.countersign.ui.task.Background;
import org.countersign.ui.task.FxBackground;
import org.countersign.ui.task.Workers;
import org.countersign.ui.view.FilePicker;
import org.countersign.ui.view.Host;
import org.countersign.ui.view.Place;
import org.countersign.ui.view.Views;

/// The window's content on one workspace: builds every view-model and controller by hand, and ties global keys.
public final class Desktop {
    private final ShellViewModel shell;
    private final ShellController controller;
    private final OverviewViewModel overview;
    private final FindingsViewModel findings;
    private final ReviewViewModel review;
    private final SourcesViewModel sources;
    private final PeopleViewModel people;
    private final PersonViewModel person;
    private final GroupsViewModel groups;
    private final GroupViewModel group;
    private final MappingsViewModel mappings;
    private final CampaignsViewModel campaigns;
    private final OpeningViewModel opening;
    private final ExceptionsViewModel exceptions;
    private final EvidenceViewModel evidence;
    private final KeysViewModel keys;
    private final VerifyViewModel verifying;
    private final SettingsViewModel settings;
    private final Workers workers = new Workers();
    private final FxBackground rows = workers.own("countersign-rows");
    private final FxBackground decisions = workers.own("countersign-decisions");
    private final FxBackground queueRows = workers.own("countersign-queue");
    private final FxBackground groupRows = workers.own("countersign-groups");
    private final OverviewController overviewController;
    private final SourcesController sourcesController;
    private final Questions questions;
    private final Parent view;
    private final PauseTransition pause = new PauseTransition(Duration.millis(400));
    private final Timeline polling = new Timeline(new KeyFrame(Duration.seconds(2), _ -> poll()));
    private final KeyMap keyMap;
    private final FxBackground names = workers.own("countersign-names");
    private final FindViewModel finding;
    private final DesktopActs acts;
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
        overview = new OverviewViewModel(app, clock, background);
        findings = new FindingsViewModel(app, clock, importing, workers.own("countersign-findings"));
        review = new ReviewViewModel(app, clock, decisions, queueRows);
        sources = new SourcesViewModel(app, clock, background, importing);
        people = new PeopleViewModel(app, background, importing, rows);
        person = new PersonViewModel(app, background);
        groups = new GroupsViewModel(app, groupRows, importing);
        group = new GroupViewModel(app, background, groupRows, groups::refresh);
        mappings = new MappingsViewModel(app, background, groups::refresh);
        campaigns = new CampaignsViewModel(app, clock, background);
        opening = new OpeningViewModel(app, clock, background);
        exceptions = new ExceptionsViewModel(app, clock, background);
        evidence = new EvidenceViewModel(app, clock, background, importing);
        keys = new KeysViewModel(app, clock, background, importing);
        verifying = new VerifyViewModel(app, clock, importing);
        settings = new SettingsViewModel(app, background, importing, preferences, host);
        finding = new FindViewModel(app, names, DesktopActs.FOUND);
        controller = new ShellController(shell, keyMap);
        view = Views.load(controller);
        questions = controller.questions();
        acts = new DesktopActs(keyMap, questions, shell, finding, this::lead, this::findings);
        acts(host);
        overviewController = new OverviewController(overview, shell.placeProperty()::set, this::lead, keyMap);
        sourcesController = new SourcesController(sources, picker);
        controller.leads(this::lead, acts::find, acts::allKeys, this::owner);
        keys.ownProperty().subscribe(_ -> controller.places());
        controller.screens(screens(picker, clock));
        listen();
    }

    private Map<Place, Screen> screens(FilePicker picker, Clock clock) {
        Map<Place, Screen> screens = new EnumMap<>(Place.class);
        screens.put(Place.OVERVIEW, screen(overviewController, overview::refresh, overviewController::focus));
        screens.put(Place.FINDINGS, findings(picker));
        screens.put(Place.REVIEW, review(picker, clock));
        screens.put(Place.SOURCES, screen(sourcesController, sources::refresh, sourcesController::focus));
        screens.put(Place.PEOPLE, people());
        screens.put(
                Place.GROUPS,
                new GroupsScreen(groups, group, mappings, shell).of(questions, picker, this::lead, keyMap));
        screens.put(Place.CAMPAIGNS, campaigns(picker, clock));
        screens.put(Place.EXCEPTIONS, exceptions());
        screens.put(Place.EVIDENCE, evidence(picker, clock));
        screens.put(Place.SETTINGS, settings(picker));
        return screens;
    }

    private void listen() {
        review.messageProperty().subscribe(text -> {
            controller.say(text);
            // Once somebody pauses: who decides one item after another waits for nothing.
            if (!text.isEmpty()) {
                pause.playFromStart();
            }
        });
        pause.setOnFinished(_ -> shell.count());
        findings.acts().messageProperty().subscribe(this::say);
        sources.messageProperty().subscribe(this::say);
        group.messageProperty().subscribe(this::say);
        mappings.messageProperty().subscribe(this::say);
    }

    private static Screen screen(Object of, Runnable refresh, Runnable focus) {
        return new Screen(Views.load(of), () -> {
            refresh.run();
            focus.run();
        });
    }

    private Screen findings(FilePicker picker) {
        var findingsController = new FindingsController(findings, questions, picker, this::lead, keyMap);
        return new Screen(Views.load(findingsController), () -> {
            findings.refresh();
            findingsController.focus();
        });
    }

    private Screen review(FilePicker picker, Clock clock) {
        var reviewController = new ReviewController(review, questions, picker, clock, this::lead, keyMap);
        return new Screen(Views.load(reviewController), () -> {
            review.look(shell.spotProperty().get().id());
            review.refresh();
            reviewController.focus();
        });
    }

    private Screen people() {
        var peopleController = new PeopleController(people, person, questions, shell, keyMap);
        person.messageProperty().subscribe(this::say);
        people.matchedProperty().subscribe(_ -> person.refresh());
        return new Screen(Views.load(peopleController), () -> {
            people.refresh();
            peopleController.show(shell.spotProperty().get().id());
        });
    }

    private Screen campaigns(FilePicker picker, Clock clock) {
        var campaignsController = new CampaignsController(campaigns, opening, questions, shell, picker, clock);
        campaigns.messageProperty().subscribe(this::say);
        return new Screen(
                Views.load(campaignsController),
                () -> campaignsController.show(shell.spotProperty().get().id()));
    }

    private Screen exceptions() {
        var exceptionsController = new ExceptionsController(exceptions, questions, this::lead);
        exceptions.messageProperty().subscribe(this::say);
        return new Screen(Views.load(exceptionsController), () -> {
            exceptions.refresh();
            exceptionsController.focus();
        });
    }

    private Screen evidence(FilePicker picker, Clock clock) {
        var evidenceController = new EvidenceController(evidence, keys, verifying, questions, shell, picker, clock);
        evidence.messageProperty().subscribe(this::say);
        keys.messageProperty().subscribe(this::say);
        verifying.messageProperty().subscribe(controller::say);
        return new Screen(
                Views.load(evidenceController),
                () -> evidenceController.show(shell.spotProperty().get().id()));
    }

    private Screen settings(FilePicker picker) {
        var settingsController =
                new SettingsController(settings, keyMap, questions, shell, picker, this::reviewer, this::about);
        settings.messageProperty().subscribe(this::say);
        return new Screen(
                Views.load(settingsController),
                () -> settingsController.show(shell.spotProperty().get().id()));
    }

    private Reviewer reviewer() {
        return new Reviewer(Objects.requireNonNullElse(review.reviewerProperty().get(), ""), owner(), keys.file());
    }

    /// Whose key is open.
    private Optional<String> owner() {
        return keys.ownProperty().get().map(OwnKey::holder);
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
        polling.setCycleCount(Animation.INDEFINITE);
        polling.play();
        Platform.runLater(overviewController::focus);
    }

    private void poll() {
        shell.poll(this::refresh);
    }

    /// Stops looking, and imports under way.
    public void stop() {
        polling.stop();
        pause.stop();
        sources.stop();
        people.stop();
        findings.stop();
        pressed.unsubscribe();
        names.execute(finding::close);
        review.stop();
        groups.stop();
        group.stop();
        workers.close();
    }

    /// The window's own workers, to wait for.
    public Workers workers() {
        return workers;
    }

    /// Whether something would be lost now: files that are looked at before they come in.
    public boolean busy() {
        return !sources.drafts().isEmpty();
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

    /// Goes to one thing of a screen, as a link does; where there is no such screen, nowhere.
    public boolean lead(String screen, String id) {
        return new Links(shell, sourcesController, sources, exceptions, findings).to(screen, id);
    }

    /// Stores what drift finds now, and shows it.
    private void check() {
        switch (shell.placeProperty().get()) {
            case FINDINGS -> findings.check();
            case OVERVIEW -> overview.check();
            default -> refresh();
        }
    }

    private void refresh() {
        switch (shell.placeProperty().get()) {
            case OVERVIEW -> overview.refresh();
            case FINDINGS -> findings.refresh();
            case REVIEW -> review.refresh();
            case PEOPLE -> {
                people.refresh();
                person.refresh();
            }
            case GROUPS -> {
                groups.refresh();
                group.refresh();
                mappings.refresh();
            }
            case CAMPAIGNS -> campaigns.refresh();
            case SOURCES -> sources.refresh();
            case EXCEPTIONS -> exceptions.refresh();
            case EVIDENCE -> evidence.refresh();
            case SETTINGS -> settings.refresh();
        }
    }

    /// Keys that work everywhere.
    public void keys(Scene scene) {
        pressed = acts.on(scene);
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
                        settings.here().toString(),
                        settings.file().toString()));
    }

    /// Those that say this.
    private void findings(String text) {
        lead("findings", Segment.OPEN.name());
        findings.filter().textProperty().set(text);
    }
}
