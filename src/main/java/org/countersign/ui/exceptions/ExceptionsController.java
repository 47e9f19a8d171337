package org.countersign.ui.exceptions;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.countersign.drift.ReadExceptions.Line;
import org.countersign.drift.ReadExceptions.Register;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.view.Leads;

/// Binds [ExceptionsViewModel] to `Exceptions.fxml`.
public final class ExceptionsController {
    private final ExceptionsViewModel model;
    private final ExceptionQuestions questions;
    private final ExceptionDetails details;
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
        this.details = new ExceptionDetails(this.questions, leads);
        this.strip = new ExpiryStrip(line -> model.selectedProperty().set(Optional.of(line)));
    }

    @FXML
    private void initialize() {
        lead.textProperty().bind(model.leadProperty());
        busy.visibleProperty().bind(model.busyProperty());
        model.problemProperty().subscribe(text -> Parts.problem(problem, text));
        stripBox.getChildren().add(strip);
        table.setPlaceholder(Parts.centered(Parts.empty(model.problemProperty(), Strings.of("exceptions.empty"))));
        ExceptionColumns.fill(table);
        model.registerProperty().subscribe(this::show);
        table.getSelectionModel().selectedItemProperty().subscribe(line -> Optional.ofNullable(line)
                .ifPresent(one -> model.selectedProperty().set(Optional.of(one))));
        model.selectedProperty().subscribe(this::bar);
    }

    private void show(Register register) {
        strip.show(register);
        there(stripBox, !register.lines().isEmpty());
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
        bar.getChildren().setAll(selected.map(details::of).orElse(List.of()));
        there(bar, selected.isPresent());
    }

    private static void there(VBox box, boolean there) {
        box.setVisible(there);
        box.setManaged(there);
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
