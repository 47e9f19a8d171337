package org.countersign.ui.shell;

import atlantafx.base.controls.ModalPane;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.StatusBar;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Severities;
import org.countersign.ui.shell.ShellViewModel.Status;
import org.countersign.ui.view.Leads;
import org.countersign.ui.view.Place;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Binds [ShellViewModel] to `Shell.fxml`: navigation, content, status bar.
public final class ShellController {
    private final ShellViewModel model;
    private Leads leads = (_, _) -> false;
    private final Map<Place, Screen> screens = new EnumMap<>(Place.class);

    /// A screen of the window.
    ///
    /// @param shown runs when it comes to the front
    public record Screen(Parent view, Runnable shown) {}

    @FXML
    private BorderPane frame;

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
    public ShellController(ShellViewModel model) {
        this.model = model;
    }

    @FXML
    private void initialize() {
        workspace.setText(model.workspace());
        model.statusProperty().subscribe(this::status);
    }

    /// Questions over this window.
    Questions questions() {
        return new Questions(modal);
    }

    /// Where links of the status bar lead.
    void leads(Leads to) {
        leads = to;
    }

    /// Adds the screens, once they are loaded.
    void screens(Map<Place, Screen> all) {
        screens.putAll(all);
        model.spotProperty().subscribe(spot -> show(spot.place()));
    }

    private void show(Place place) {
        Screen screen = screens.get(place);
        if (screen == null) {
            return;
        }
        frame.setCenter(screen.view());
        navigation().show(place, model.statusProperty().get());
        screen.shown().run();
    }

    private Navigation navigation() {
        return new Navigation(nav, brandText, places, foot, model);
    }

    private void status(Status status) {
        var left = new ArrayList<Node>();
        left.add(ShellParts.link(
                Parts.icon(BootstrapIcons.CLOCK, "i12", "k-subtle"), status.asOf(), () -> model.placeProperty()
                        .set(Place.SOURCES)));
        if (status.stale() > 0) {
            left.add(ShellParts.link(
                    Parts.icon(BootstrapIcons.EXCLAMATION_TRIANGLE_FILL, "i12", "k-high"),
                    Strings.of("shell.stale", status.stale(), status.sources()),
                    () -> leads.to("findings", "snapshot-stale")));
        }
        if (status.notEvaluable() > 0) {
            left.add(ShellParts.link(
                    Severities.unknownIcon(),
                    Strings.count("shell.notEvaluable", status.notEvaluable()),
                    () -> leads.to("findings", "NOT_EVALUABLE")));
        }
        statusBar.getLeftItems().setAll(left);
        statusBar
                .getRightItems()
                .setAll(List.of(
                        ShellParts.status(
                                Parts.icon(
                                        BootstrapIcons.LINK_45DEG, "i12", status.chainHolds() ? "k-subtle" : "k-high"),
                                status.ledger()),
                        Parts.row(5, Parts.key("?"), Parts.whole(Strings.of("shell.keys")))));
        navigation().show(model.placeProperty().get(), status);
    }

    /// Says something in the status bar, politely.
    void say(String text) {
        statusBar.setText(text);
    }
}
