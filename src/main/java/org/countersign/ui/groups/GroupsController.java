package org.countersign.ui.groups;

import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.groups.GroupLine;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.table.LazyRows;
import org.countersign.ui.table.LazyRows.Slot;
import org.countersign.ui.view.FilePicker;
import org.countersign.ui.view.Leads;
import org.countersign.ui.view.Navigator;
import org.countersign.ui.view.Place;

/// Binds [GroupsViewModel] and [GroupViewModel] to `Groups.fxml`.
public final class GroupsController {
    private final KeyMap keys;
    private final GroupsViewModel model;
    private final GroupViewModel one;
    private final GroupQuestions questions;
    private final MembersPanel members;
    private final Leads leads;
    private Optional<GroupSheet> sheet = Optional.empty();
    private boolean filling;

    @FXML
    private HBox root;

    @FXML
    private Label count;

    @FXML
    private ProgressBar busy;

    @FXML
    private VBox problem;

    @FXML
    private TextField filter;

    @FXML
    private HBox upper;

    @FXML
    private HBox lower;

    @FXML
    private ListView<Slot<GroupLine>> list;

    @FXML
    private VBox page;

    /// Shows `model`, and `one` of it.
    public GroupsController(
            GroupsViewModel model,
            GroupViewModel one,
            Questions questions,
            FilePicker picker,
            Navigator navigator,
            Leads leads,
            KeyMap keys) {
        this.keys = keys;
        this.model = model;
        this.one = one;
        this.questions = new GroupQuestions(one, questions);
        // Who goes elsewhere comes back to the group that was looked at, however it was chosen.
        this.leads = (screen, id) -> {
            navigator.go(Place.GROUPS, one.key());
            return leads.to(screen, id);
        };
        this.members = new MembersPanel(one, this.leads, picker);
    }

    @FXML
    private void initialize() {
        busy.visibleProperty().bind(model.busyProperty());
        model.problemProperty().subscribe(text -> Parts.problem(problem, text));
        filter.textProperty().bindBidirectional(model.textProperty());
        GroupSegments.fill(model, upper, lower);
        model.countsProperty().subscribe(_ -> count.setText(model.total()));
        list.setCellFactory(_ -> new GroupCell());
        model.rowsProperty().subscribe(this::rows);
        list.getSelectionModel().selectedItemProperty().subscribe(slot -> Optional.ofNullable(slot)
                .flatMap(Slot::row)
                .filter(_ -> !filling)
                .ifPresent(row -> one.open(row.key())));
        var acts = new GroupActs(model, one, questions, members, leads, this::back, this::reselect);
        var shown = new GroupSheet(model, one, questions, members, leads, page, acts);
        acts.on(shown);
        sheet = Optional.of(shown);
        one.groupProperty().subscribe(_ -> shown.show());
        one.card().editingProperty().subscribe(_ -> shown.show());
        one.problemProperty().subscribe(_ -> shown.show());
        model.foundProperty().subscribe(_ -> shown.findings());
        model.checkingProperty().subscribe(_ -> shown.findings());
        new GroupKeys(model, list, filter, acts, keys).on(root);
    }

    /// The group that is looked at stays so, where it is still listed; else the first is.
    private void rows(LazyRows<GroupLine> rows) {
        filling = true;
        list.setItems(rows);
        list.setPlaceholder(Parts.empty(model.problemProperty(), model.none()));
        int at = model.indexOf(one.key());
        if (at >= 0) {
            list.getSelectionModel().select(at);
            list.scrollTo(Math.max(0, at - 4));
        } else {
            list.getSelectionModel().clearSelection();
        }
        filling = false;
        if (one.key().isEmpty() && rows.size() > 0) {
            list.getSelectionModel().selectFirst();
        } else if (rows.size() == 0) {
            sheet.ifPresent(GroupSheet::show);
        }
    }

    @FXML
    private void mappings() {
        leads.to("mappings", "");
    }

    private void back() {
        list.requestFocus();
    }

    private void reselect() {
        rows(model.rowsProperty().get());
    }

    /// Looks at a group by `SOURCE/ID`, or at the one before, and puts the focus on the list.
    public void show(String id) {
        if (!id.isEmpty()) {
            one.open(id);
            reselect();
        } else {
            one.refresh();
        }
        back();
    }
}
