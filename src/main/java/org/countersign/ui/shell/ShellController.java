package org.countersign.ui.shell;

import atlantafx.base.controls.ModalPane;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.StatusBar;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.trouble.Announcer;
import org.countersign.ui.view.Leads;
import org.countersign.ui.view.Place;

/// Binds [ShellViewModel] to `Shell.fxml`: navigation, content, status bar.
public final class ShellController implements Announcer {
    /// What was said longer ago than this, in nanoseconds, is of another screen.
    private static final long STALE = 3_000_000_000L;

    private final ShellViewModel model;
    private final KeyMap keys;
    private final Rail rail;
    private Runnable find = () -> {};
    private Supplier<Optional<String>> own = Optional::empty;
    private long said;

    /// A screen of the window.
    ///
    /// @param shown runs when it comes to the front
    public record Screen(Parent view, Runnable shown) {}

    @FXML
    private BorderPane frame;

    @FXML
    private ScrollPane center;

    @FXML
    private VBox nav;

    @FXML
    private VBox brandText;

    @FXML
    private Label workspace;

    @FXML
    private VBox places;

    @FXML
    private VBox foot;

    @FXML
    private StatusBar statusBar;

    @FXML
    private ModalPane modal;

    /// Shows `model`.
    public ShellController(ShellViewModel model, KeyMap keys) {
        this.model = model;
        this.keys = keys;
        this.rail = new Rail(this::places);
    }

    @FXML
    private void initialize() {
        workspace.setText(model.workspace());
        keys.changes().subscribe(this::places);
        rail.watch(frame);
        CutTexts.watch(frame);
        // What is in it can be reached, and nothing is gained by the bar itself.
        statusBar.setFocusTraversable(false);
    }

    /// Questions over this window.
    Questions questions() {
        return new Questions(modal);
    }

    /// Where links of the status bar lead, and what its buttons and the search field open.
    ///
    /// @param owner of the key that is open
    void leads(Leads to, Runnable finding, Runnable keyList, Supplier<Optional<String>> owner) {
        find = finding;
        own = owner;
        var line = new StatusLine(statusBar, to, model, keys, keyList);
        model.statusProperty().subscribe(status -> {
            line.show(status);
            places();
        });
    }

    /// Something over every screen.
    void over(Node strip) {
        frame.setTop(strip);
    }

    /// Names beside the icons, or not.
    void turnRail() {
        rail.turn(model.spotProperty().get().place());
    }

    /// To the next part of the window, or the one before.
    void moveRegion(int by) {
        new FocusRegions(nav, statusBar).move(center.getContent(), by);
    }

    /// From now on the screen of each place is shown.
    void screens(Screens all) {
        model.spotProperty().subscribe(spot -> show(spot.place(), all.of(spot.place())));
    }

    private void show(Place place, Screen screen) {
        if (System.nanoTime() - said > STALE) {
            say("");
        }
        center.setContent(screen.view());
        places();
        screen.shown().run();
    }

    /// Draws the places again.
    void places() {
        Place place = model.spotProperty().get().place();
        new Navigation(nav, brandText, places, foot, model, keys, () -> find.run())
                .show(place, model.statusProperty().get(), rail.on(place), own.get());
    }

    /// Says it in the status bar.
    @Override
    public void say(String text) {
        said = System.nanoTime();
        statusBar.setText(text);
    }

    @Override
    public void unsay(String text) {
        if (statusBar.getText().equals(text)) {
            say("");
        }
    }
}
