package org.countersign.ui.groups;

import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.countersign.groups.GroupFindings.Found;
import org.countersign.groups.ReadMappings.Row;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.view.Leads;

/// Binds [MappingsViewModel] to `Mappings.fxml`.
public final class MappingsController {
    private final GroupsViewModel groups;
    private final MappingsViewModel model;
    private final KeyMap keys;
    private final MappingQuestions questions;
    private final MappingSheet content;
    private final Leads leads;
    private boolean filling;

    @FXML
    private VBox page;

    @FXML
    private Label subtitle;

    @FXML
    private ProgressBar busy;

    @FXML
    private VBox problem;

    @FXML
    private TextField filter;

    @FXML
    private TableView<Row> table;

    @FXML
    private VBox sheet;

    /// Shows `model`; `groups` are offered where one is to be named.
    public MappingsController(
            GroupsViewModel groups, MappingsViewModel model, Questions questions, Leads leads, KeyMap keys) {
        this.keys = keys;
        this.groups = groups;
        this.model = model;
        this.questions = new MappingQuestions(groups, model, questions);
        this.content = new MappingSheet(leads, this.questions);
        this.leads = leads;
    }

    @FXML
    private void initialize() {
        busy.visibleProperty().bind(model.busyProperty());
        model.problemProperty().subscribe(text -> Parts.problem(problem, text));
        filter.textProperty().bindBidirectional(model.textProperty());
        MappingTable.fill(table, this::found);
        model.rows().addListener((ListChangeListener<Row>) _ -> rows());
        table.getSelectionModel().selectedItemProperty().subscribe(row -> Optional.ofNullable(row)
                .filter(_ -> !filling)
                .ifPresent(one -> model.choose(Optional.of(one))));
        model.chosenProperty().subscribe(_ -> sheet());
        model.holdersProperty().subscribe(_ -> sheet());
        groups.foundProperty().subscribe(_ -> {
            table.refresh();
            sheet();
        });
        var acts = new MappingKeys.Acts(this::add, this::change, this::end, this::groups);
        new MappingKeys(model, table, filter, acts, keys).on(page);
        rows();
    }

    private void rows() {
        filling = true;
        table.getItems().setAll(model.rows());
        filling = false;
        table.setPlaceholder(Parts.centered(Parts.empty(
                model.problemProperty(), Strings.of(model.size() == 0 ? "mappings.nothing" : "mappings.none"))));
        subtitle.setText(Strings.count("mappings.count", model.size()));
        sheet();
    }

    private void sheet() {
        Optional<Row> row = model.chosenProperty().get();
        filling = true;
        row.ifPresent(table.getSelectionModel()::select);
        filling = false;
        sheet.getChildren()
                .setAll(row.map(one -> content.of(one, model.holdersProperty().get(), found(one)))
                        .orElseGet(() -> List.of(Parts.sentence(Strings.of("mappings.teach"), "t-muted"))));
    }

    /// Of the mapping itself, and of those who are in what it grants.
    private List<Found> found(Row row) {
        String group = row.line()
                .appGroup()
                .map(id -> row.line().app().id() + "/" + id)
                .orElse("");
        return groups.found(group, List.of(row.line().mapping().id()));
    }

    @FXML
    private void add() {
        questions.add();
    }

    private void change() {
        model.chosenProperty().get().ifPresent(row -> questions.change(row.line()));
    }

    private void end() {
        model.chosenProperty()
                .get()
                .ifPresent(
                        row -> questions.end(row.line(), model.holdersProperty().get()));
    }

    @FXML
    private void groups() {
        leads.to("groups", "");
    }

    /// Looks at one by its id, or at the one before, and puts the focus on the table.
    public void show(String id) {
        model.look(id);
        Platform.runLater(table::requestFocus);
    }
}
