package org.countersign.ui.exceptions;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.countersign.drift.ReadExceptions.Line;
import org.countersign.drift.ReadExceptions.Register;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.view.Leads;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Binds [ExceptionsViewModel] to `Exceptions.fxml`.
public final class ExceptionsController {
    private final ExceptionsViewModel model;
    private final ExceptionQuestions questions;
    private final Leads leads;
    private final ExpiryStrip strip;

    @FXML
    private Label lead;

    @FXML
    private ProgressBar busy;

    @FXML
    private VBox problem;

    @FXML
    private VBox stripBox;

    @FXML
    private TableView<Line> table;

    @FXML
    private VBox bar;

    /// Shows `model`.
    public ExceptionsController(ExceptionsViewModel model, Questions questions, Leads leads) {
        this.model = model;
        this.questions = new ExceptionQuestions(model, questions);
        this.leads = leads;
        this.strip = new ExpiryStrip(line -> model.selectedProperty().set(Optional.of(line)));
    }

    @FXML
    private void initialize() {
        lead.textProperty().bind(model.leadProperty());
        busy.visibleProperty().bind(model.busyProperty());
        model.problemProperty().subscribe(text -> Parts.problem(problem, text));
        stripBox.getChildren().add(strip);
        table.setPlaceholder(Parts.label(Strings.of("exceptions.empty"), "t-muted"));
        ExceptionColumns.fill(table);
        model.registerProperty().subscribe(this::show);
        table.getSelectionModel().selectedItemProperty().subscribe(line -> Optional.ofNullable(line)
                .ifPresent(one -> model.selectedProperty().set(Optional.of(one))));
        model.selectedProperty().subscribe(this::bar);
    }

    private void show(Register register) {
        strip.show(register);
        Optional<Line> before = model.selectedProperty().get();
        table.getItems().setAll(register.lines());
        before.flatMap(was -> register.lines().stream()
                        .filter(line -> line.record().id().equals(was.record().id()))
                        .findFirst())
                .ifPresentOrElse(table.getSelectionModel()::select, table.getSelectionModel()::selectFirst);
    }

    private void bar(Optional<Line> selected) {
        selected.filter(line -> !Objects.equals(table.getSelectionModel().getSelectedItem(), line))
                .ifPresent(table.getSelectionModel()::select);
        bar.getChildren().setAll(selected.map(this::details).orElse(List.of()));
    }

    private List<Node> details(Line line) {
        return List.of(
                Parts.row(
                        10,
                        Parts.chip(
                                ExceptionColumns.icon(line.stand()),
                                Strings.of("exceptions.stand." + line.stand()),
                                ExceptionColumns.tone(line.stand()).replace("subtle", "info")),
                        Parts.label(line.record().id(), "t-mono", "t-subtle"),
                        Parts.grow(Parts.label(
                                Strings.of(
                                        "exceptions.sentence",
                                        Formats.name(line.label()),
                                        ExceptionColumns.access(line),
                                        Formats.line(line.sourceName())),
                                "t-medium")),
                        shown(line),
                        act(
                                "ex-hand",
                                BootstrapIcons.ARROW_LEFT_RIGHT,
                                "exceptions.hand",
                                () -> questions.handOver(line)),
                        act(
                                "ex-extend",
                                BootstrapIcons.CALENDAR2_PLUS,
                                "exceptions.extend",
                                () -> questions.extend(line)),
                        act("ex-end", BootstrapIcons.SLASH_CIRCLE, "exceptions.end", () -> questions.end(line))),
                Parts.sentence(Formats.line(line.record().reason().orElseGet(() -> Strings.of("exceptions.noReason")))),
                Parts.sentence(Strings.of("exceptions.todo." + line.stand()), "t-small", "t-muted"));
    }

    private Button shown(Line line) {
        Button show = act("ex-show", BootstrapIcons.PERSON, "exceptions.show", () -> line.account()
                .ifPresent(id -> leads.to("people", line.record().source() + "/" + id)));
        show.setDisable(line.account().isEmpty());
        return show;
    }

    private static Button act(String id, Ikon icon, String key, Runnable action) {
        Button button = Parts.button(icon, Strings.of(key));
        button.setId(id);
        button.setOnAction(_ -> action.run());
        return button;
    }

    @FXML
    private void add() {
        questions.add();
    }

    /// Puts the focus on the register.
    public void focus() {
        Platform.runLater(table::requestFocus);
    }
}
