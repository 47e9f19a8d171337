package org.countersign.ui.groups;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.countersign.groups.Group;
import org.countersign.groups.GroupCard;
import org.countersign.groups.GroupCard.Field;
import org.countersign.groups.GroupCard.Why;
import org.countersign.people.PersonRow;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The card as a form: four fields, each checked when it is left, and kept together.
final class PolicyForm {
    private final CardViewModel model;
    private final Group group;
    private final GroupForms forms;
    private final TextField owner = new TextField();
    private final ListView<PersonRow> found = new ListView<>();
    private final ComboBox<String> classification = new ComboBox<>();
    private final TextField cadence = new TextField();
    private final TextArea purpose = new TextArea();
    private final Map<Field, Label> problems = new EnumMap<>(Field.class);

    /// What a form does that is more than its own.
    interface GroupForms {
        /// The group that lacks something and comes after this one.
        Optional<String> next();

        /// Goes there, to its form.
        void go(String key);

        /// Puts the focus back on the page.
        void back();
    }

    PolicyForm(CardViewModel model, Group group, GroupForms forms) {
        this.model = model;
        this.group = group;
        this.forms = forms;
        GroupCard card = GroupCard.of(group.record());
        owner.setText(card.owner());
        owner.setId("card-owner");
        owner.setPromptText(Strings.of("groups.form.owner.prompt"));
        cadence.setText(card.cadence());
        cadence.setId("card-cadence");
        purpose.setText(card.purpose());
        purpose.setId("card-purpose");
        purpose.setWrapText(true);
        purpose.getStyleClass().add("plain-area");
        purpose.setPrefRowCount(3);
        purpose.setPromptText(Strings.of("groups.form.purpose.prompt"));
        classification.setId("card-classification");
        classification.getItems().setAll(GroupCard.LEVELS);
        classification.setConverter(levels());
        classification.setValue(card.classification().isEmpty() ? null : card.classification());
        classification.setMaxWidth(Double.MAX_VALUE);
        suggest();
    }

    private static StringConverter<String> levels() {
        return new StringConverter<>() {
            @Override
            public String toString(String level) {
                return level == null || level.isEmpty() ? "" : GroupWords.level(level);
            }

            @Override
            public String fromString(String text) {
                return text;
            }
        };
    }

    private GroupCard card() {
        return new GroupCard(
                owner.getText(),
                purpose.getText(),
                Optional.ofNullable(classification.getValue()).orElse(""),
                cadence.getText());
    }

    VBox node() {
        HBox first = Parts.top(
                14,
                Parts.grow(field(Field.OWNER, owner)),
                Parts.wide(field(Field.CLASSIFICATION, classification), 150),
                Parts.wide(field(Field.CADENCE, cadence), 132));
        VBox form = Parts.styled(
                Parts.column(
                        12,
                        Parts.label(Strings.of("groups.form"), "t-section"),
                        Parts.sentence(why(), "t-muted"),
                        first,
                        found,
                        field(Field.PURPOSE, purpose),
                        buttons()),
                "panel",
                "pad");
        form.setId("policy-form");
        form.setMinHeight(Region.USE_PREF_SIZE);
        form.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        var faults = model.faultsProperty().subscribe(this::wrong);
        form.sceneProperty().addListener((_, was, is) -> {
            if (was != null && is == null) {
                faults.unsubscribe();
            }
        });
        return form;
    }

    private String why() {
        return GroupViewModel.undocumented(group)
                ? Strings.count("groups.form.undocumented", group.reaches().size())
                : Strings.of("groups.form.what");
    }

    private VBox field(Field field, Control control) {
        Label name = Parts.label(Strings.of("groups.form." + field), "t-medium");
        name.setLabelFor(control);
        control.setAccessibleText(name.getText());
        Label problem = new Label();
        problem.setWrapText(true);
        problem.setId("card-problem-" + field);
        problem.getStyleClass().addAll("c-revoke", "t-small");
        problem.setVisible(false);
        problem.setManaged(false);
        problems.put(field, problem);
        control.focusedProperty().subscribe((was, is) -> {
            if (was && !is && !found.isFocused()) {
                model.look(card());
            }
        });
        return Parts.column(4, name, control, problem);
    }

    private void wrong(Map<Field, Why> faults) {
        problems.forEach((field, label) -> {
            Optional<Why> why = Optional.ofNullable(faults.get(field));
            label.setText(why.map(one -> Strings.of("groups.wrong." + one)).orElse(""));
            label.setVisible(why.isPresent());
            label.setManaged(why.isPresent());
            control(field).setAccessibleHelp(label.getText());
        });
    }

    private Control control(Field field) {
        return switch (field) {
            case OWNER -> owner;
            case PURPOSE -> purpose;
            case CLASSIFICATION -> classification;
            case CADENCE -> cadence;
        };
    }

    /// On as many lines as they need.
    private FlowPane buttons() {
        Button save = Parts.button(BootstrapIcons.CHECK2, Strings.of("groups.form.save"));
        save.setId("card-save");
        save.setOnAction(_ -> model.save(card(), forms::back));
        Button cancel = Parts.button(BootstrapIcons.X, Strings.of("groups.form.cancel"), "quiet");
        cancel.setId("card-cancel");
        cancel.setOnAction(_ -> leave());
        var row = new FlowPane(Orientation.HORIZONTAL, 8, 8, cancel, save);
        row.setAlignment(Pos.CENTER_RIGHT);
        if (forms.next().isPresent()) {
            Button next = Parts.button(BootstrapIcons.ARROW_RIGHT, Strings.of("groups.form.next"), "accent");
            next.setId("card-next");
            next.setOnAction(_ -> saveAndNext());
            row.getChildren().add(Parts.row(8, next, Parts.key("Ctrl Enter")));
        } else {
            save.getStyleClass().add("accent");
            save.setGraphic(Parts.icon(BootstrapIcons.CHECK2, "i14", "k-white"));
            row.getChildren().add(Parts.key("Ctrl Enter"));
        }
        return row;
    }

    private void saveAndNext() {
        Optional<String> next = forms.next();
        model.save(card(), () -> next.ifPresentOrElse(forms::go, forms::back));
    }

    private void leave() {
        model.cancel();
        forms.back();
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
            event.consume();
            saveAndNext();
        } else if (event.getCode() == KeyCode.ESCAPE && !classification.isShowing()) {
            event.consume();
            if (found.isVisible()) {
                offer(List.of());
                owner.requestFocus();
            } else {
                leave();
            }
        } else if (event.getCode() == KeyCode.TAB && event.getTarget() == purpose) {
            // A purpose is prose without tabs; Tab goes on, as in every other field.
            event.consume();
            purpose.requestFocusTraversal(
                    event.isShiftDown()
                            ? javafx.scene.TraversalDirection.PREVIOUS
                            : javafx.scene.TraversalDirection.NEXT);
        }
    }

    /// Puts the focus on the first field.
    void focus() {
        Platform.runLater(() -> {
            owner.requestFocus();
            owner.selectAll();
        });
    }

    private void suggest() {
        found.setId("card-owner-found");
        found.getStyleClass().add("pick-list");
        found.setAccessibleText(Strings.of("groups.form.owner.found"));
        found.setCellFactory(_ -> new ListCell<>() {
            @Override
            protected void updateItem(PersonRow row, boolean empty) {
                super.updateItem(row, empty);
                setText(empty || row == null ? "" : Formats.name(row.label()) + "   " + Formats.name(row.name()));
            }
        });
        offer(List.of());
        String idp = group.idp()
                ? group.source().id()
                : group.source().authoritativeIdp().orElse("");
        owner.textProperty().subscribe((_, text) -> {
            if (owner.isFocused() && !idp.isEmpty() && !text.isBlank()) {
                model.finder().find(idp, text, this::offer);
            } else {
                offer(List.of());
            }
        });
        owner.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN && found.isVisible()) {
                found.getSelectionModel().selectFirst();
                found.requestFocus();
                event.consume();
            }
        });
        found.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && !event.isShortcutDown()) {
                take();
                event.consume();
            }
        });
        found.setOnMouseClicked(_ -> take());
    }

    private void take() {
        Optional.ofNullable(found.getSelectionModel().getSelectedItem()).ifPresent(row -> {
            owner.setText(row.name());
            offer(List.of());
            owner.requestFocus();
            owner.end();
            model.look(card());
        });
    }

    private void offer(List<PersonRow> rows) {
        boolean any =
                !rows.isEmpty() && !(rows.size() == 1 && rows.getFirst().name().equals(owner.getText()));
        found.getItems().setAll(rows);
        found.setPrefHeight(30.0 * rows.size() + 2);
        found.setMinHeight(Region.USE_PREF_SIZE);
        found.setMaxHeight(Region.USE_PREF_SIZE);
        found.setVisible(any);
        found.setManaged(any);
    }

    /// Where errors of the whole stand.
    static Node error(String text) {
        return Parts.note(BootstrapIcons.EXCLAMATION_TRIANGLE_FILL, "high", Strings.of("dialog.problem"), text);
    }
}
