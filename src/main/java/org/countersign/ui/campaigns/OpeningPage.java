package org.countersign.ui.campaigns;

import java.util.ArrayList;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.control.CheckComboBox;
import org.countersign.campaign.Foreseen;
import org.countersign.campaign.OpenCampaign;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.SeveralBox;
import org.countersign.ui.theme.Zoom;
import org.countersign.ui.view.Navigator;
import org.countersign.ui.view.Place;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The page that opens a campaign: what it looks at, who answers for it, until when; and beside it what it would ask.
final class OpeningPage {
    private static final double SIDE = 380;

    private final OpeningViewModel model;
    private final Navigator navigator;
    private final VBox page;
    private final VBox foreseen = Parts.column(12);
    private final VBox doubts = Parts.column(8);
    private final Label refused = new Label();
    private final Button open = Parts.button(BootstrapIcons.PLAY_FILL, Strings.of("campaigns.new.do"), "accent");

    OpeningPage(OpeningViewModel model, Navigator navigator, VBox page) {
        this.model = model;
        this.navigator = navigator;
        this.page = page;
    }

    void build() {
        var link = new Hyperlink(Strings.of("campaigns.title"));
        link.setOnAction(_ -> navigator.go(Place.CAMPAIGNS));
        HBox crumb = Parts.row(
                6, link, Parts.whole("›", "t-subtle"), Parts.label(Strings.of("campaigns.new.crumb"), "t-muted"));
        VBox form = Parts.column(14, scope(), people(), naming());
        VBox side = Parts.styled(Parts.wide(foreseen, SIDE), "panel", "pad");
        page.getChildren()
                .setAll(
                        crumb,
                        Parts.column(
                                4,
                                Parts.sentence(Strings.of("campaigns.new.title"), "t-page"),
                                Parts.sentence(Strings.of("campaigns.new.lead"), "t-lead")),
                        Parts.top(14, Parts.grow(form), side));
        model.foreseenProperty().subscribe(_ -> show());
        model.problemProperty().subscribe(_ -> show());
    }

    private static VBox panel(String key, Node... nodes) {
        VBox panel = Parts.styled(Parts.column(10, Parts.label(Strings.of(key), "t-section")), "panel", "pad");
        panel.getChildren().addAll(nodes);
        return panel;
    }

    private VBox scope() {
        HBox boxes = Parts.row(
                10,
                box("source", model.sources(), UnaryOperator.identity()),
                box("kind", values("kind"), kind -> Strings.of("campaigns.kind." + kind)),
                box("classification", values("classification"), word -> Strings.of("classification." + word)),
                box("finding", values("finding"), word -> Strings.of("severity." + word)));
        return panel(
                "campaigns.new.scope",
                Parts.sentence(Strings.of("campaigns.new.scope.what"), "t-muted"),
                boxes,
                tick("privileged"),
                tick("changed"));
    }

    private static ObservableList<String> values(String key) {
        return FXCollections.observableArrayList(ScopeChoices.values(key));
    }

    private CheckComboBox<String> box(String key, ObservableList<String> values, UnaryOperator<String> name) {
        var box = new CheckComboBox<String>();
        box.setId("open-" + key);
        box.setMinWidth(Zoom.of(120));
        box.setMaxWidth(Zoom.of(190));
        SeveralBox.several(box, values, model.chosen(key), name, Strings.of("campaigns.new.any." + key));
        return box;
    }

    private CheckBox tick(String key) {
        var tick = new CheckBox(Strings.of("campaigns.new.only." + key));
        tick.setId("open-" + key);
        ObservableSet<String> chosen = model.chosen(key);
        tick.setOnAction(_ -> {
            if (tick.isSelected()) {
                chosen.add("true");
            } else {
                chosen.clear();
            }
        });
        chosen.addListener((SetChangeListener<String>) _ -> tick.setSelected(!chosen.isEmpty()));
        return tick;
    }

    private VBox people() {
        return panel(
                "campaigns.new.people",
                Parts.sentence(Strings.of("campaigns.new.people.what"), "t-muted"),
                field("owner", model.ownerProperty(), new TextField()),
                field("fallback", model.fallbackProperty(), new TextField()));
    }

    private VBox naming() {
        var reason = new TextArea();
        reason.setWrapText(true);
        reason.setPrefRowCount(2);
        var instructions = new TextArea();
        instructions.setWrapText(true);
        instructions.setPrefRowCount(3);
        doubts.getChildren().setAll(new VBox(), field("despite", model.despiteProperty(), reason));
        refused.getStyleClass().add("c-revoke");
        refused.setWrapText(true);
        refused.setId("open-refused");
        open.setId("open-do");
        open.setOnAction(_ -> model.open(
                name -> {
                    refused.setText("");
                    navigator.go(Place.CAMPAIGNS, name);
                },
                refused::setText));
        return panel(
                "campaigns.new.naming",
                field("named", model.titleProperty(), new TextField()),
                field("name", model.nameProperty(), new TextField()),
                field("due", model.dueProperty(), Parts.wide(new TextField(), 130)),
                field("instructions", model.instructionsProperty(), instructions),
                length(),
                timestamps(),
                doubts,
                refused,
                Parts.row(10, Parts.space(), open));
    }

    private Node timestamps() {
        var tick = new CheckBox(Strings.of("campaigns.new.timestamps"));
        tick.setId("open-timestamps");
        tick.selectedProperty().bindBidirectional(model.timestampsProperty());
        VBox what = Parts.column(0, Parts.sentence(Strings.of("campaigns.new.timestamps.what"), "t-small", "t-muted"));
        return Parts.column(4, tick, Parts.padded(what, 0, 0, 0, 26));
    }

    /// How long the instructions are, and how long they may be.
    private Node length() {
        Label length = Parts.whole("", "t-small", "t-muted");
        length.setId("open-length");
        model.instructionsProperty().subscribe(text -> {
            int used = text.strip().codePointCount(0, text.strip().length());
            length.setText(Strings.of(
                    "campaigns.new.length", Spoken.number(used), Spoken.number(OpenCampaign.LONGEST_INSTRUCTIONS)));
            length.getStyleClass()
                    .setAll("label", "t-small", used > OpenCampaign.LONGEST_INSTRUCTIONS ? "c-revoke" : "t-muted");
        });
        return Parts.row(0, Parts.space(), length);
    }

    private static Node field(String key, StringProperty value, TextInputControl control) {
        Label label = Parts.wide(Parts.label(Strings.of("campaigns.new." + key), "t-medium"), 150);
        label.setLabelFor(control);
        control.setId("open-" + key);
        control.setAccessibleText(Strings.of("campaigns.new." + key));
        control.textProperty().bindBidirectional(value);
        if (!key.equals("due")) {
            Parts.grow(control);
        }
        return Parts.row(10, label, control);
    }

    private void show() {
        Optional<Foreseen> found = model.foreseenProperty().get();
        String problem = model.problemProperty().get();
        var nodes = new ArrayList<Node>();
        nodes.add(Parts.label(Strings.of("campaigns.new.asks"), "t-section"));
        if (!problem.isEmpty()) {
            nodes.add(Parts.note(BootstrapIcons.INFO_CIRCLE, "medium", Strings.of("campaigns.new.cannot"), problem));
        }
        found.ifPresent(what -> nodes.addAll(OpeningFigures.of(what)));
        foreseen.getChildren().setAll(nodes);
        boolean doubtful = found.filter(what -> !what.doubts().isEmpty()).isPresent();
        doubts.setVisible(doubtful);
        doubts.setManaged(doubtful);
        found.ifPresent(what -> doubts.getChildren().set(0, OpeningFigures.warnings(what)));
        open.setDisable(found.isEmpty());
        open.setText(found.map(what -> Strings.count("campaigns.new.doCount", what.items()))
                .orElseGet(() -> Strings.of("campaigns.new.do")));
    }
}
