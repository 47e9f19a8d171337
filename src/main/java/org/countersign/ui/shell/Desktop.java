package org.countersign.ui.shell;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.PauseTransition;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.countersign.app.Countersign;
import org.countersign.text.Strings;
import org.countersign.ui.campaigns.CampaignsController;
import org.countersign.ui.campaigns.CampaignsViewModel;
import org.countersign.ui.campaigns.OpeningViewModel;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.evidence.EvidenceController;
import org.countersign.ui.evidence.EvidenceViewModel;
import org.countersign.ui.evidence.KeysViewModel;
import org.countersign.ui.evidence.VerifyViewModel;
import org.countersign.ui.exceptions.ExceptionsController;
import org.countersign.ui.exceptions.ExceptionsViewModel;
import org.countersign.ui.findings.FindingsController;
import org.countersign.ui.findings.FindingsViewModel;
import org.countersign.ui.groups.GroupViewModel;
import org.countersign.ui.groups.GroupsController;
import org.countersign.ui.groups.GroupsViewModel;
import org.countersign.ui.groups.MappingsController;
import org.countersign.ui.groups.MappingsViewModel;
import org.countersign.ui.overview.OverviewController;
import org.countersign.ui.overview.OverviewViewModel;
import org.countersign.ui.people.PeopleController;
import org.countersign.ui.people.PeopleViewModel;
import org.countersign.ui.people.PersonViewModel;
import org.countersign.ui.review.ReviewController;
import org.countersign.ui.review.ReviewViewModel;
import org.countersign.ui.shell.ShellController.Screen;
import org.countersign.ui.sources.SourcesController;
import org.countersign.ui.sources.SourcesViewModel;
import org.countersign.ui.task.Background;
import org.countersign.ui.task.FxBackground;
import org.countersign.ui.view.FilePicker;
import org.countersign.ui.view.Place;
import org.countersign.ui.view.Views;

/// The window's content on one workspace: builds every view-model and controller by hand, and ties the
/// global keys.
public final class Desktop {
    /// Before the id of a mapping in a spot of the groups' screen: no source has such an id.
    private static final String MAPPINGS = "+mappings/";

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
    private final FxBackground rows = FxBackground.own("countersign-rows");
    private final FxBackground queueRows = FxBackground.own("countersign-queue");
    private final FxBackground findingRows = FxBackground.own("countersign-findings");
    private final FxBackground groupRows = FxBackground.own("countersign-groups");
    private final SourcesController sourcesController;
    private final Questions questions;
    private final Parent view;
    private final PauseTransition pause = new PauseTransition(Duration.millis(400));
    private final Timeline polling;
    private final Runnable firstFocus;

    /// Builds the window; nothing is loaded before [#start()].
    ///
    /// @param importing for snapshots, whose reading and storing takes long
    public Desktop(Countersign app, Clock clock, Background background, Background importing, FilePicker picker) {
        shell = new ShellViewModel(app, clock, background);
        overview = new OverviewViewModel(app, clock, background);
        findings = new FindingsViewModel(app, clock, importing, findingRows);
        review = new ReviewViewModel(app, clock, background, queueRows);
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
        controller = new ShellController(shell);
        view = Views.load(controller);
        questions = controller.questions();
        Map<Place, Screen> screens = new EnumMap<>(Place.class);
        var overviewController = new OverviewController(overview, shell.placeProperty()::set, this::lead);
        screens.put(Place.OVERVIEW, screen(overviewController, overview::refresh, overviewController::focus));
        screens.put(Place.FINDINGS, findings(picker));
        screens.put(Place.REVIEW, review(picker, clock));
        sourcesController = new SourcesController(sources, picker);
        screens.put(Place.SOURCES, new Screen(Views.load(sourcesController), () -> {
            sources.refresh();
            sourcesController.focus();
        }));
        screens.putAll(Map.of(Place.PEOPLE, people(), Place.GROUPS, groups(picker)));
        screens.put(Place.CAMPAIGNS, campaigns(picker, clock));
        screens.put(Place.EXCEPTIONS, exceptions());
        screens.put(Place.EVIDENCE, evidence(picker, clock));
        firstFocus = overviewController::focus;
        controller.leads(this::lead);
        controller.screens(screens);
        listen();
        polling = new Timeline(new KeyFrame(Duration.seconds(2), _ -> shell.poll(this::refresh)));
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
    }

    private static Screen screen(Object of, Runnable refresh, Runnable focus) {
        return new Screen(Views.load(of), () -> {
            refresh.run();
            focus.run();
        });
    }

    private Screen findings(FilePicker picker) {
        var findingsController = new FindingsController(findings, questions, picker, this::lead);
        return new Screen(Views.load(findingsController), () -> {
            findings.refresh();
            findingsController.focus();
        });
    }

    private Screen review(FilePicker picker, Clock clock) {
        var reviewController = new ReviewController(review, questions, picker, clock);
        return new Screen(Views.load(reviewController), () -> {
            review.look(shell.spotProperty().get().id());
            review.refresh();
            reviewController.focus();
        });
    }

    private Screen people() {
        var peopleController = new PeopleController(people, person, questions, shell);
        person.messageProperty().subscribe(this::say);
        people.matchedProperty().subscribe(_ -> person.refresh());
        return new Screen(Views.load(peopleController), () -> {
            people.refresh();
            peopleController.show(shell.spotProperty().get().id());
        });
    }

    private Screen groups(FilePicker picker) {
        var groupsController = new GroupsController(groups, group, questions, picker, shell, this::lead);
        var mappingsController = new MappingsController(groups, mappings, questions, this::lead);
        group.messageProperty().subscribe(this::say);
        mappings.messageProperty().subscribe(this::say);
        Parent list = Views.load(groupsController);
        Parent table = Views.load(mappingsController);
        return new Screen(new StackPane(list, table), () -> {
            String id = shell.spotProperty().get().id();
            boolean mapping = id.startsWith(MAPPINGS);
            list.setVisible(!mapping);
            table.setVisible(mapping);
            groups.refresh();
            if (mapping) {
                mappings.refresh();
                mappingsController.show(id.substring(MAPPINGS.length()));
            } else {
                groupsController.show(id);
            }
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
        Platform.runLater(firstFocus);
    }

    /// Stops looking, and imports under way.
    public void stop() {
        polling.stop();
        pause.stop();
        sources.stop();
        people.stop();
        findings.stop();
        review.stop();
        groups.stop();
        group.stop();
        rows.close();
        groupRows.close();
        findingRows.close();
        queueRows.close();
    }

    /// The content.
    public Parent view() {
        return view;
    }

    /// Where one is.
    public void go(Place place) {
        shell.go(place);
    }

    /// Goes to one thing of a screen, as a link does; where there is no such screen, nowhere.
    public boolean lead(String screen, String id) {
        return switch (screen) {
            case "sources" -> {
                go(Place.SOURCES);
                if (id.isEmpty()) {
                    sourcesController.choose();
                } else {
                    sources.selectedProperty().set(Optional.of(id));
                }
                yield true;
            }
            case "people", "groups" -> {
                shell.go(screen.equals("people") ? Place.PEOPLE : Place.GROUPS, id);
                yield true;
            }
            case "mappings" -> {
                shell.go(Place.GROUPS, MAPPINGS + id);
                yield true;
            }
            case "exceptions" -> {
                exceptions.look(id.substring(id.lastIndexOf('/') + 1));
                go(Place.EXCEPTIONS);
                yield true;
            }
            case "campaigns" -> {
                shell.go(Place.CAMPAIGNS, id);
                yield true;
            }
            case "evidence" -> {
                go(Place.EVIDENCE);
                yield true;
            }
            case "findings" -> {
                findings.filter().show(id);
                go(Place.FINDINGS);
                yield true;
            }
            default -> false;
        };
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
        }
    }

    /// Keys that work everywhere.
    public void keys(Scene scene) {
        scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (questions.open()) {
                return;
            }
            boolean typing = event.getTarget() instanceof TextInputControl;
            if (event.isShortcutDown() && !event.isShiftDown()) {
                switch (event.getCode()) {
                    case DIGIT1 -> go(Place.OVERVIEW);
                    case DIGIT2 -> go(Place.FINDINGS);
                    case DIGIT3 -> go(Place.REVIEW);
                    case DIGIT4 -> go(Place.CAMPAIGNS);
                    case DIGIT5 -> go(Place.PEOPLE);
                    case DIGIT6 -> go(Place.GROUPS);
                    case DIGIT7 -> go(Place.SOURCES);
                    case DIGIT8 -> go(Place.EXCEPTIONS);
                    case DIGIT0 -> go(Place.EVIDENCE);
                    case I -> {
                        go(Place.SOURCES);
                        sourcesController.choose();
                    }
                    default -> {}
                }
            } else if (event.isShortcutDown() && event.getCode() == KeyCode.I) {
                go(Place.SOURCES);
                sourcesController.chooseFolder();
            } else if (event.isAltDown() && event.getCode() == KeyCode.LEFT) {
                shell.back();
            } else if (event.isAltDown() && event.getCode() == KeyCode.RIGHT) {
                shell.forward();
            } else if (event.getCode() == KeyCode.F5) {
                check();
                shell.refresh();
            } else if (event.getCode() == KeyCode.F1
                    || (!typing && event.getText().equals("?"))) {
                questions.show(Strings.of("shell.allKeys"), 780, ShellParts.keys());
            }
        });
    }
}
