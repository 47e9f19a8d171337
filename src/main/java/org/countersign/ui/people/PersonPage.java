package org.countersign.ui.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.countersign.people.Person;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Segments;
import org.countersign.ui.theme.Zoom;
import org.countersign.ui.view.Navigator;
import org.countersign.ui.view.Place;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// One person's page: who it is, the accounts, what they hold and why, what is wrong, what leaving would end.
final class PersonPage {
    private static final double SIDE = 320;
    /// Below this the side lies under the rest.
    private static final double NARROW = 900;

    private final PersonViewModel model;
    private final Navigator navigator;
    private final PersonQuestions questions;
    private final VBox page;
    private final VBox findings = Parts.column(10);
    private final VBox names = Parts.column(8);
    private final ObjectProperty<View> view = new SimpleObjectProperty<>(View.APP);

    /// How access is looked at, and what became of it.
    enum View {
        /// Under the app that has it.
        APP,
        /// Under what grants it.
        PATH,
        /// From snapshot to snapshot.
        HISTORY
    }

    PersonPage(PersonViewModel model, Navigator navigator, PersonQuestions questions, VBox page) {
        this.model = model;
        this.navigator = navigator;
        this.questions = questions;
        this.page = page;
        page.setFocusTraversable(true);
        page.widthProperty().subscribe((was, is) -> {
            if (Zoom.room(was.doubleValue()) < NARROW != Zoom.room(is.doubleValue()) < NARROW) {
                show();
            }
        });
    }

    void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            navigator.go(Place.PEOPLE);
            event.consume();
        }
    }

    void show() {
        Optional<Person> person = model.personProperty().get();
        var nodes = new ArrayList<Node>();
        var head = new PersonHead(navigator, questions);
        nodes.add(head.crumb(person.map(who -> Formats.name(who.who().label())).orElse("")));
        String problem = model.problemProperty().get();
        if (!problem.isEmpty()) {
            nodes.add(Parts.note(
                    BootstrapIcons.EXCLAMATION_TRIANGLE_FILL, "high", Strings.of("dialog.problem"), problem));
        }
        person.ifPresent(who -> {
            nodes.addAll(head.of(who, Math.max(300, page.getWidth() - (who.identity() ? 48 : 290))));
            nodes.add(accounts(who));
            nodes.add(below(who));
        });
        page.getChildren().setAll(nodes);
        findings();
        names();
    }

    private Node accounts(Person who) {
        VBox panel =
                Parts.styled(Parts.column(10, Parts.label(PersonHead.accountsTitle(who), "t-section")), "panel", "pad");
        if (!who.accounts().isEmpty()) {
            panel.getChildren().add(new AccountsTable(who).node());
        }
        who.questions().forEach(question -> panel.getChildren().add(PersonHead.question(question, who, questions)));
        panel.getChildren().add(names);
        panel.setMinHeight(Region.USE_PREF_SIZE);
        return panel;
    }

    private Node below(Person who) {
        VBox access = access(who);
        VBox side = new PersonSide().of(who, findings);
        if (page.getWidth() > 0 && Zoom.room(page.getWidth()) < NARROW) {
            access.setMinHeight(Zoom.of(240));
            side.setMinHeight(Region.USE_PREF_SIZE);
            VBox both = Parts.column(14, access, side);
            VBox.setVgrow(access, Priority.ALWAYS);
            VBox.setVgrow(both, Priority.ALWAYS);
            return both;
        }
        var scroll = new ScrollPane(side);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        Parts.wide(scroll, SIDE);
        scroll.getStyleClass().addAll("panel", "side");
        side.getStyleClass().remove("panel");
        HBox both = new HBox(14, Parts.grow(access), scroll);
        both.setMinHeight(Zoom.of(320));
        VBox.setVgrow(both, Priority.ALWAYS);
        return both;
    }

    private VBox access(Person who) {
        var bar = Parts.styled(new HBox(), "seg");
        List<View> views = List.of(View.values());
        Segments.fill(bar, "person-view-", views, view, _ -> {});
        Segments.name(bar, views, one -> Strings.of("person.view." + one));
        var title = Parts.label("", "t-section");
        VBox panel = Parts.styled(Parts.column(10, Parts.row(8, Parts.grow(title), bar)), "panel", "pad");
        var subscription = view.subscribe(now -> {
            title.setText(Strings.of(now == View.HISTORY ? "person.history" : "person.access"));
            Region body =
                    switch (now) {
                        case APP -> new AccessTree(who, false).node();
                        case PATH -> new AccessTree(who, true).node();
                        case HISTORY -> new HistoryTable(who).node();
                    };
            VBox.setVgrow(body, Priority.ALWAYS);
            panel.getChildren().setAll(panel.getChildren().getFirst(), body);
        });
        // Of a page that is gone nothing is drawn again.
        panel.sceneProperty().addListener((_, was, is) -> {
            if (was != null && is == null) {
                subscription.unsubscribe();
            }
        });
        return panel;
    }

    /// Whose names are like this account's: they come last.
    void names() {
        names.getChildren().clear();
        model.personProperty().get().ifPresent(who -> model.namesProperty()
                .get()
                .ifPresent(found -> names.getChildren().setAll(new PersonNames(who, questions).of(found))));
        names.setVisible(!names.getChildren().isEmpty());
        names.setManaged(names.isVisible());
    }

    /// The findings alone: they come after the rest.
    void findings() {
        findings.getChildren().setAll(PersonSide.findings(model));
    }

    /// Facts one after another, on as many lines as they need.
    ///
    /// @param width there is; a pane that is not told takes it for narrow
    static FlowPane flow(double width, List<? extends Node> nodes) {
        var flow = new FlowPane(Orientation.HORIZONTAL, 14, 6);
        flow.setPrefWrapLength(width);
        flow.getChildren().addAll(nodes);
        return flow;
    }
}
