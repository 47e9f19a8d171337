package org.countersign.ui.people;

import java.util.List;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.countersign.people.FindingsOfPerson;
import org.countersign.people.PeopleQuery.Kind;
import org.countersign.people.PersonRow;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.parts.Segments;
import org.countersign.ui.table.LazyRows.Slot;
import org.countersign.ui.table.ListHead;
import org.countersign.ui.view.Navigator;
import org.countersign.ui.view.Place;

/// Binds [PeopleViewModel] and [PersonViewModel] to `People.fxml`: the list, or one of it.
public final class PeopleController extends ListHead {
    private final PeopleViewModel model;
    private final PersonViewModel one;
    private final Navigator navigator;
    private final PersonQuestions questions;
    private final KeyMap keys;

    @FXML
    private StackPane root;

    @FXML
    private VBox list;

    @FXML
    private HBox segments;

    @FXML
    private ComboBox<String> source;

    @FXML
    private TextField filter;

    @FXML
    private TableView<Slot<PersonRow>> table;

    @FXML
    private TableColumn<Slot<PersonRow>, Slot<PersonRow>> label;

    @FXML
    private TableColumn<Slot<PersonRow>, Slot<PersonRow>> name;

    @FXML
    private TableColumn<Slot<PersonRow>, Slot<PersonRow>> sourceName;

    @FXML
    private TableColumn<Slot<PersonRow>, Slot<PersonRow>> state;

    @FXML
    private TableColumn<Slot<PersonRow>, Slot<PersonRow>> department;

    @FXML
    private TableColumn<Slot<PersonRow>, Slot<PersonRow>> accounts;

    @FXML
    private ScrollPane scroll;

    @FXML
    private VBox person;

    /// Shows `model`, and `one` of it.
    public PeopleController(
            PeopleViewModel model, PersonViewModel one, Questions questions, Navigator navigator, KeyMap keys) {
        this.model = model;
        this.one = one;
        this.navigator = navigator;
        this.keys = keys;
        this.questions = new PersonQuestions(model, one, questions);
    }

    @FXML
    private void initialize() {
        head(model.subtitleProperty(), model.busyProperty(), model.problemProperty());
        filter.textProperty().bindBidirectional(model.textProperty());
        Segments.fill(segments, "people-", List.of(Kind.values()), model.kindProperty(), _ -> {});
        model.countsProperty()
                .subscribe(counts -> Segments.name(
                        segments,
                        List.of(Kind.values()),
                        kind -> Strings.of("people.kind." + kind, Spoken.number(counts.getOrDefault(kind, 0)))));
        var columns = new PeopleColumns(model, table);
        columns.names(label, name, department);
        columns.facts(sourceName, state, accounts);
        columns.sorted(List.of(label, name, sourceName, state, department, accounts));
        columns.choices(source);
        list.addEventHandler(KeyEvent.KEY_PRESSED, new PeopleKeys(model, table, filter, this::open, keys)::pressed);
        var page = new PersonPage(one, navigator, questions, person);
        one.personProperty().subscribe(_ -> page.show());
        one.problemProperty().subscribe(_ -> page.show());
        one.checkingProperty().subscribe(_ -> page.findings());
        one.namesProperty().subscribe(_ -> page.names());
        one.findings().addListener((ListChangeListener<FindingsOfPerson.One>) _ -> page.findings());
        person.addEventHandler(KeyEvent.KEY_PRESSED, page::pressed);
    }

    /// Goes to a person's page.
    private void open(PersonRow row) {
        navigator.go(Place.PEOPLE, row.key());
    }

    /// Shows one of them, by `SOURCE/ID`, or the list, and puts the focus there.
    public void show(String id) {
        boolean single = !id.isEmpty();
        list.setVisible(!single);
        scroll.setVisible(single);
        one.open(id);
        // The page that is hidden must not keep the focus.
        Platform.runLater(() -> (single ? person : table).requestFocus());
    }
}
