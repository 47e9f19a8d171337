package org.countersign.ui.exceptions;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import org.countersign.drift.ReadExceptions.Line;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.parts.Parts;

/// What is asked before an exception is made, extended, handed over or ended.
final class ExceptionQuestions {
    private final ExceptionsViewModel model;
    private final Questions questions;

    ExceptionQuestions(ExceptionsViewModel model, Questions questions) {
        this.model = model;
        this.questions = questions;
    }

    /// Who, what, why, until when.
    void add() {
        var source = field("ex-source", "");
        var account = field("ex-account", "");
        var access = field("ex-access", "");
        access.setPromptText(Strings.of("exceptions.access.prompt"));
        var owner = field("ex-owner", "");
        var reason = area("ex-reason");
        var until = field(
                "ex-until", model.registerProperty().get().today().plusDays(90).toString());
        var problem = new Label();
        questions.ask(
                Strings.of("exceptions.add.title"),
                Strings.of("exceptions.add.do"),
                "accent",
                () -> {
                    model.add(
                            new ExceptionsViewModel.Asked(
                                    source.getText(),
                                    account.getText(),
                                    access.getText(),
                                    owner.getText(),
                                    reason.getText(),
                                    until.getText()),
                            questions.settle(problem));
                    return false;
                },
                source,
                problem,
                Parts.sentence(Strings.of("exceptions.add.body"), "t-muted"),
                named("exceptions.source", source),
                named("exceptions.account", account),
                named("exceptions.access", access),
                named("exceptions.owner", owner),
                named("exceptions.until", until),
                named("exceptions.reason", reason));
    }

    /// A later day, and why again.
    void extend(Line line) {
        var until = field("ex-until", model.proposed(line).toString());
        var reason = area("ex-reason");
        var problem = new Label();
        questions.ask(
                Strings.of("exceptions.extend.title", line.record().id()),
                Strings.of("exceptions.extend.do"),
                "accent",
                () -> {
                    model.extend(line, until.getText(), reason.getText(), questions.settle(problem));
                    return false;
                },
                reason,
                problem,
                Parts.sentence(
                        line.extensions() == 0
                                ? Strings.of("exceptions.extend.first")
                                : Strings.count("exceptions.extend.again", line.extensions()),
                        "t-muted"),
                Parts.fact(
                        Strings.of("exceptions.reason.before"),
                        Formats.line(line.record().reason().orElse("–")),
                        150),
                named("exceptions.until", until),
                named("exceptions.reason.new", reason));
    }

    /// Who answers for it from now on.
    void handOver(Line line) {
        var owner = field("ex-owner", "");
        var problem = new Label();
        questions.ask(
                Strings.of("exceptions.hand.title", line.record().id()),
                Strings.of("exceptions.hand.do"),
                "accent",
                () -> {
                    model.handOver(line, owner.getText(), questions.settle(problem));
                    return false;
                },
                owner,
                problem,
                Parts.fact(
                        Strings.of("exceptions.owner.before"),
                        Formats.name(line.record().owner().orElse("–")),
                        150),
                named("exceptions.owner.new", owner));
    }

    /// What it allowed is drift again.
    void end(Line line) {
        var problem = new Label();
        Node said = Parts.sentence(
                Strings.count(
                        "exceptions.end.body",
                        line.covers(),
                        Formats.name(line.label()),
                        Formats.line(line.sourceName())),
                "t-muted");
        said.setFocusTraversable(true);
        questions.ask(
                Strings.of("exceptions.end.title", line.record().id()),
                Strings.of("exceptions.end.do"),
                "danger",
                () -> {
                    model.end(line, questions.settle(problem));
                    return false;
                },
                said,
                problem,
                said);
    }

    private static TextField field(String id, String text) {
        var field = new TextField(text);
        field.setId(id);
        return field;
    }

    private static TextArea area(String id) {
        var area = new TextArea();
        area.setId(id);
        area.setWrapText(true);
        area.setPrefRowCount(2);
        return area;
    }

    private static Node named(String key, TextInputControl field) {
        Label label = Parts.wide(Parts.label(Strings.of(key), "t-medium"), 150);
        label.setLabelFor(field);
        field.setAccessibleText(Strings.of(key));
        return Parts.row(10, label, Parts.grow(field));
    }
}
