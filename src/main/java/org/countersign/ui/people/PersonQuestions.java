package org.countersign.ui.people;

import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.countersign.governance.Source;
import org.countersign.people.PersonRow;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.theme.Zoom;

/// What is asked before a person's word on a link is kept.
final class PersonQuestions {
    private static final int MOST = 20;

    private final PeopleViewModel people;
    private final PersonViewModel model;
    private final Questions questions;

    PersonQuestions(PeopleViewModel people, PersonViewModel model, Questions questions) {
        this.people = people;
        this.model = model;
        this.questions = questions;
    }

    /// Who it is, by name among the identities of the app's IdP.
    void linkTo(Source app, String account, String label) {
        String idp = app.authoritativeIdp().orElseThrow();
        var wanted = new TextField();
        wanted.setId("link-search");
        wanted.setPromptText(Strings.of("person.link.search"));
        ListView<PersonRow> found = found();
        var problem = new Label();
        wanted.textProperty()
                .subscribe(text -> people.find(idp, text, MOST, rows -> {
                    found.getItems().setAll(rows);
                    found.getSelectionModel().selectFirst();
                }));
        wanted.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.DOWN) {
                found.requestFocus();
                event.consume();
            }
        });
        questions.ask(
                Strings.of("person.link.title", Formats.name(label)),
                Strings.of("person.link.ok"),
                "accent",
                () -> {
                    PersonRow chosen = found.getSelectionModel().getSelectedItem();
                    if (chosen == null) {
                        problem.setText(Strings.of("person.link.choose"));
                        return false;
                    }
                    model.link(app.id(), account, Optional.of(chosen.id()));
                    return true;
                },
                wanted,
                problem,
                Parts.sentence(Strings.of("person.link.body", app.name()), "t-muted"),
                wanted,
                found);
    }

    private static ListView<PersonRow> found() {
        var found = new ListView<PersonRow>();
        found.setId("link-found");
        found.getStyleClass().add("pick-list");
        found.setPrefHeight(Zoom.of(184));
        found.setPlaceholder(Parts.label(Strings.of("person.link.none"), "t-muted"));
        found.setCellFactory(_ -> cell());
        return found;
    }

    private static ListCell<PersonRow> cell() {
        return new ListCell<>() {
            @Override
            protected void updateItem(PersonRow row, boolean empty) {
                super.updateItem(row, empty);
                setText(empty || row == null ? "" : Formats.name(row.label()) + "   " + Formats.name(row.name()));
            }
        };
    }

    /// That it is this one: said of a suggestion, still asked.
    void same(Source app, String account, String label, String identity, String name) {
        var text = Parts.sentence(
                Strings.of("person.same.body", Formats.name(label), app.name(), Formats.name(name)), "t-muted");
        text.setFocusTraversable(true);
        questions.ask(
                Strings.of("person.same.title"),
                Strings.of("person.link.ok"),
                "accent",
                () -> {
                    model.link(app.id(), account, Optional.of(identity));
                    return true;
                },
                text,
                new Label(),
                text);
    }

    /// That nobody stands behind it.
    void nobody(Source app, String account, String label) {
        var text = Parts.sentence(Strings.of("person.nobody.body", app.name()), "t-muted");
        text.setFocusTraversable(true);
        questions.ask(
                Strings.of("person.nobody.title", Formats.name(label)),
                Strings.of("person.nobody.ok"),
                "accent",
                () -> {
                    model.link(app.id(), account, Optional.empty());
                    return true;
                },
                text,
                new Label(),
                text);
    }
}
