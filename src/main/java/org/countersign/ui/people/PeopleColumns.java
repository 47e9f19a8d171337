package org.countersign.ui.people;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.util.StringConverter;
import org.countersign.people.PeopleQuery.Column;
import org.countersign.people.PersonRow;
import org.countersign.scim.Activity;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.table.LazyRows;
import org.countersign.ui.table.LazyRows.Slot;
import org.countersign.ui.table.TextCell;
import org.countersign.ui.table.TextCell.Shown;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The table of people: its cells, and its columns, which are sorted where the rows are.
final class PeopleColumns {
    private final PeopleViewModel model;
    private final TableView<Slot<PersonRow>> table;

    PeopleColumns(PeopleViewModel model, TableView<Slot<PersonRow>> table) {
        this.model = model;
        this.table = table;
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns().forEach(PeopleColumns::size);
        table.setRowFactory(_ -> row());
        model.rowsProperty().subscribe(this::show);
        model.selection().countProperty().subscribe(_ -> table.refresh());
    }

    /// The view has them at 100 %.
    private static void size(TableColumn<?, ?> column) {
        double widest = column.getMaxWidth();
        column.setMaxWidth(Zoom.of(widest));
        column.setPrefWidth(Zoom.of(column.getPrefWidth()));
        column.setMinWidth(Zoom.of(column.getMinWidth()));
    }

    void names(
            TableColumn<Slot<PersonRow>, Slot<PersonRow>> label,
            TableColumn<Slot<PersonRow>, Slot<PersonRow>> name,
            TableColumn<Slot<PersonRow>, Slot<PersonRow>> department) {
        TextCell.fill(label, row -> {
            // Each of these stands alone in its cell, so that no name can turn another one round.
            if (model.selection().has(row.key())) {
                return Shown.of(BootstrapIcons.CHECK_CIRCLE_FILL, "k-accent", row.label());
            }
            return row.identity()
                    ? Shown.of(BootstrapIcons.PERSON, "k-subtle", row.label())
                    : Shown.of(BootstrapIcons.QUESTION_CIRCLE, "k-medium", row.label());
        });
        TextCell.fill(name, row -> Shown.of(row.name(), "t-muted"));
        TextCell.fill(department, row -> Shown.of(row.department(), "t-muted"));
    }

    void facts(
            TableColumn<Slot<PersonRow>, Slot<PersonRow>> source,
            TableColumn<Slot<PersonRow>, Slot<PersonRow>> state,
            TableColumn<Slot<PersonRow>, Slot<PersonRow>> accounts) {
        TextCell.fill(source, row -> Shown.of(row.sourceName(), "t-muted"));
        TextCell.fill(
                state,
                row -> Shown.of(
                        row.active() == Activity.ACTIVE ? BootstrapIcons.CIRCLE_FILL : BootstrapIcons.CIRCLE,
                        row.active() == Activity.ACTIVE ? "k-approve" : "k-subtle",
                        Strings.of("person.state." + row.active())));
        TextCell.fill(
                accounts,
                row -> row.identity()
                        ? Shown.of(
                                row.accounts() == 0
                                        ? Strings.of("people.accounts.none")
                                        : Spoken.number(row.accounts()),
                                "t-muted")
                        : Shown.of(Strings.of("people.noIdentity"), "c-medium"));
    }

    /// The table's own sorting would read every row.
    void sorted(List<TableColumn<Slot<PersonRow>, Slot<PersonRow>>> columns) {
        table.setSortPolicy(_ -> {
            Optional<TableColumn<Slot<PersonRow>, ?>> by =
                    table.getSortOrder().stream().findFirst();
            int at = by.map(columns::indexOf).orElse(0);
            model.sort(
                    Column.values()[Math.max(0, at)],
                    by.filter(one -> one.getSortType() == TableColumn.SortType.DESCENDING)
                            .isPresent());
            return true;
        });
    }

    /// Who was looked at is looked at again, where the first page still has them.
    private void show(LazyRows<PersonRow> rows) {
        Optional<String> before = Optional.ofNullable(table.getSelectionModel().getSelectedItem())
                .flatMap(Slot::row)
                .map(PersonRow::key);
        table.setItems(rows);
        table.setPlaceholder(Parts.centered(
                Parts.empty(model.problemProperty(), Strings.of(model.narrowed() ? "people.none" : "people.nobody"))));
        int at = 0;
        for (int i = 0; i < rows.size() && before.isPresent(); i++) {
            Optional<PersonRow> row = rows.at(i);
            if (row.isEmpty()) {
                break;
            }
            if (row.get().key().equals(before.get())) {
                at = i;
            }
        }
        if (rows.size() > 0) {
            table.getSelectionModel().clearAndSelect(at);
            table.scrollTo(Math.max(0, at - 3));
        }
    }

    private TableRow<Slot<PersonRow>> row() {
        return new TableRow<>() {
            @Override
            protected void updateItem(Slot<PersonRow> slot, boolean empty) {
                super.updateItem(slot, empty);
                Optional<PersonRow> row = empty || slot == null ? Optional.empty() : slot.row();
                boolean picked =
                        row.filter(one -> model.selection().has(one.key())).isPresent();
                pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("picked"), picked);
                setAccessibleText(row.map(one -> Strings.of(
                                "people.row",
                                one.label(),
                                one.name(),
                                one.sourceName(),
                                Strings.of("person.state." + one.active())))
                        .map(Formats::shown)
                        .orElse(""));
            }
        };
    }

    /// A box to narrow to one source.
    void choices(ComboBox<String> box) {
        String any = Strings.of("people.anySource");
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(String value) {
                return value == null || value.isEmpty() ? any : value;
            }

            @Override
            public String fromString(String text) {
                return text.equals(any) ? "" : text;
            }
        });
        model.sources().addListener((ListChangeListener<String>) _ -> {
            String before = model.sourceProperty().get();
            if (!box.getItems().equals(withAny(model.sources()))) {
                box.getItems().setAll(withAny(model.sources()));
                box.setValue(before);
            }
        });
        box.setValue("");
        box.valueProperty().subscribe(value -> model.sourceProperty().set(Objects.requireNonNullElse(value, "")));
        model.sourceProperty().subscribe(box::setValue);
    }

    private static List<String> withAny(List<String> ids) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(""), ids.stream())
                .toList();
    }
}
