package org.countersign.ui.find;

import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.countersign.people.FindAnything.Hit;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.find.FindViewModel.Found;
import org.countersign.ui.keys.Act;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Where one types a part of a name and opens what is found, over the window.
public final class FindPane {
    private static final double WIDTH = 640;
    private static final double HEIGHT = 420;
    private static final double KIND = 84;
    private static final Duration TYPING = Duration.millis(120);

    private final FindViewModel model;
    private final Questions questions;
    private final KeyMap keys;
    private final Consumer<Hit> lead;
    private final Consumer<Act> act;
    private final TextField field = new TextField();
    private final ListView<Found> list = new ListView<>();
    private final VBox card;

    /// @param lead opens what was found
    /// @param act does what was found
    public FindPane(FindViewModel model, Questions questions, KeyMap keys, Consumer<Hit> lead, Consumer<Act> act) {
        this.model = model;
        this.questions = questions;
        this.keys = keys;
        this.lead = lead;
        this.act = act;
        this.card = build();
    }

    private VBox build() {
        field.setId("find-text");
        field.setPromptText(Strings.of("find.prompt"));
        field.setAccessibleText(Strings.of("find.prompt"));
        var typed = new PauseTransition(TYPING);
        typed.setOnFinished(_ -> model.ask(field.getText()));
        field.textProperty().subscribe(_ -> typed.playFromStart());
        list.setId("find-list");
        list.setAccessibleText(Strings.of("find.list"));
        list.setFocusTraversable(false);
        list.setPrefHeight(Zoom.of(HEIGHT));
        list.setCellFactory(_ -> new Cell());
        list.setOnMouseClicked(_ -> open());
        Label none = Parts.label("", "t-muted");
        list.setPlaceholder(none);
        model.foundProperty().subscribe(found -> {
            list.getItems().setAll(found);
            list.getSelectionModel().selectFirst();
            list.scrollTo(0);
        });
        model.readingProperty().subscribe(now -> none.setText(Strings.of(now ? "find.reading" : "find.none")));
        var busy = new ProgressBar();
        busy.getStyleClass().add("thin");
        busy.setMaxWidth(Double.MAX_VALUE);
        busy.visibleProperty().bind(model.readingProperty());
        Label problem = Parts.label("", "c-revoke");
        problem.textProperty().bind(model.problemProperty());
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        VBox all = Parts.styled(
                Parts.column(8, field, busy, problem, list, Parts.label(Strings.of("find.how"), "t-small", "t-subtle")),
                "dialog-card",
                "find");
        Parts.padded(all, 14, 14, 12, 14);
        all.setMaxHeight(VBox.USE_PREF_SIZE);
        all.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        return all;
    }

    /// Comes over the window.
    public void show() {
        field.clear();
        model.open();
        questions.over(card, WIDTH, field);
    }

    private void pressed(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> list.getSelectionModel().selectNext();
            case UP -> list.getSelectionModel().selectPrevious();
            case ENTER -> open();
            case ESCAPE -> questions.close();
            default -> {
                return;
            }
        }
        if (event.getCode() != KeyCode.ENTER) {
            list.scrollTo(Math.max(0, list.getSelectionModel().getSelectedIndex() - 5));
        }
        event.consume();
    }

    private void open() {
        Found chosen = list.getSelectionModel().getSelectedItem();
        if (chosen == null) {
            return;
        }
        questions.close();
        switch (chosen) {
            case Found.Thing(Hit hit) -> lead.accept(hit);
            case Found.Doing(Act doing) -> act.accept(doing);
        }
    }

    private static Ikon icon(Hit hit) {
        return switch (hit.kind()) {
            case PERSON -> BootstrapIcons.PERSON;
            case ACCOUNT -> BootstrapIcons.WINDOW;
            case GROUP -> BootstrapIcons.PEOPLE;
            case FINDING -> BootstrapIcons.FLAG;
            case EXCEPTION -> BootstrapIcons.CALENDAR2_X;
            case SOURCE -> BootstrapIcons.HDD_STACK;
            case CAMPAIGN -> BootstrapIcons.CALENDAR2_CHECK;
        };
    }

    private final class Cell extends ListCell<Found> {
        Cell() {
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Found found, boolean empty) {
            super.updateItem(found, empty);
            setText(null);
            setGraphic(null);
            setAccessibleText(null);
            if (empty || found == null) {
                return;
            }
            switch (found) {
                case Found.Thing(Hit hit) -> {
                    String kind = Strings.of("find.kind." + hit.kind());
                    setAccessibleText(Formats.shown(Strings.of("find.row", kind, hit.label(), hit.detail())));
                    setGraphic(row(icon(hit), Formats.name(hit.label()), Formats.line(hit.detail()), kind));
                }
                case Found.Doing(Act doing) -> {
                    String key = keys.said(doing).getValue();
                    setAccessibleText(Strings.of("find.row", Strings.of("find.kind.ACT"), doing.said(), key));
                    HBox row = row(BootstrapIcons.ARROW_RETURN_RIGHT, doing.said(), "", Strings.of("find.kind.ACT"));
                    row.getChildren().add(row.getChildren().size() - 1, keys.cap(doing));
                    setGraphic(row);
                }
            }
        }

        private static HBox row(Ikon icon, String label, String detail, String kind) {
            Label name = Parts.label(label);
            Label more = Parts.label(detail, "t-small", "t-subtle");
            HBox.setHgrow(more, javafx.scene.layout.Priority.ALWAYS);
            Label what = Parts.wide(Parts.label(kind, "t-small", "t-muted"), KIND);
            HBox row = Parts.row(10, Parts.icon(icon, "i14"), name, more, Parts.space(), what);
            row.setMaxWidth(Double.MAX_VALUE);
            return row;
        }
    }
}
