package org.countersign.ui.ledger;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.VBox;
import org.countersign.evidence.events.LedgerRow;
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

/// The table of events: its columns, as many as there is room for, and which one is looked at.
final class LedgerTable {
    private static final int BEFORE = 4;

    private final LedgerViewModel model;
    private final TableView<Slot<LedgerRow>> table;
    private boolean showing;

    LedgerTable(LedgerViewModel model, TableView<Slot<LedgerRow>> table) {
        this.model = model;
        this.table = table;
    }

    void bind() {
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        table.setRowFactory(_ -> row());
        columns();
        table.getSelectionModel().selectedIndexProperty().subscribe(_ -> {
            if (!showing) {
                chosen();
            }
        });
        model.rowsProperty().subscribe(this::show);
    }

    private void columns() {
        TableColumn<Slot<LedgerRow>, Slot<LedgerRow>> seq =
                column("entry", 66, 66, 66, row -> Shown.of(Spoken.number(row.seq()), "t-muted"));
        TableColumn<Slot<LedgerRow>, Slot<LedgerRow>> at =
                column("when", 186, 186, 186, row -> Shown.of(Spoken.at(row.at(), model.zone()), "t-muted"));
        TableColumn<Slot<LedgerRow>, Slot<LedgerRow>> who =
                column("who", 140, 170, 230, row -> Shown.of(Formats.name(row.who())));
        TableColumn<Slot<LedgerRow>, Slot<LedgerRow>> what = column(
                "what",
                220,
                380,
                Double.MAX_VALUE,
                row -> row.signed().isPresent()
                        ? Shown.of(BootstrapIcons.PEN_FILL, "k-accent", LedgerWords.whole(row))
                        : Shown.of(LedgerWords.whole(row)));
        TableColumn<Slot<LedgerRow>, Slot<LedgerRow>> about =
                column("about", 120, 200, 320, row -> Shown.of(LedgerWords.about(row), "t-muted"));
        TableColumn<Slot<LedgerRow>, Slot<LedgerRow>> hash =
                column("hash", 152, 152, 152, row -> Shown.of(Formats.digest(row.hash()), "t-mono"));
        at.setSortable(true);
        table.getColumns().setAll(List.of(seq, at, who, what, about, hash));
        // The table's own sorting would read every row.
        table.setSortPolicy(_ -> {
            model.filter()
                    .turn(table.getSortOrder().stream()
                            .anyMatch(by -> by.getSortType() == TableColumn.SortType.ASCENDING));
            return true;
        });
        table.widthProperty().subscribe(width -> {
            double room = Zoom.room(width.doubleValue());
            hash.setVisible(room >= 1_000);
            about.setVisible(room >= 760);
            seq.setVisible(room >= 560);
        });
    }

    private static TableColumn<Slot<LedgerRow>, Slot<LedgerRow>> column(
            String name, double least, double width, double most, Function<LedgerRow, Shown> look) {
        var column = new TableColumn<Slot<LedgerRow>, Slot<LedgerRow>>(Strings.of("ledger.column." + name));
        column.setId("ledger-" + name);
        column.setPrefWidth(Zoom.of(width));
        column.setMinWidth(Zoom.of(least));
        column.setMaxWidth(Zoom.of(most));
        column.setSortable(false);
        column.setReorderable(false);
        TextCell.fill(column, look);
        return column;
    }

    /// What was looked at is looked at again; where it is not listed, the first.
    private void show(LazyRows<LedgerRow> rows) {
        showing = true;
        table.getSelectionModel().clearSelection();
        table.setItems(rows);
        // A page that comes later may have the row that is looked at.
        rows.addListener((ListChangeListener<Slot<LedgerRow>>) _ -> chosen());
        OptionalInt at = model.place();
        at.ifPresent(index -> {
            table.getSelectionModel().select(index);
            table.scrollTo(Math.max(0, index - BEFORE));
        });
        showing = false;
        chosen();
        VBox none = Parts.column(
                0,
                Parts.empty(
                        model.problemProperty(),
                        Strings.of(model.filter().narrows() ? "ledger.none" : "ledger.empty")));
        table.setPlaceholder(Parts.padded(none, 14, 16, 14, 16));
    }

    private void chosen() {
        int index = table.getSelectionModel().getSelectedIndex();
        LazyRows<LedgerRow> rows = model.rowsProperty().get();
        if (index >= 0 && index < rows.size()) {
            // Asks for its page, where it is not there.
            rows.get(index).row().ifPresent(row -> model.choose(Optional.of(row)));
        } else {
            model.choose(Optional.empty());
        }
    }

    private TableRow<Slot<LedgerRow>> row() {
        return new TableRow<>() {
            @Override
            protected void updateItem(Slot<LedgerRow> slot, boolean empty) {
                super.updateItem(slot, empty);
                Optional<LedgerRow> row = empty || slot == null ? Optional.empty() : slot.row();
                setAccessibleText(row.map(one -> Strings.of(
                                "ledger.row",
                                one.who(),
                                LedgerWords.whole(one),
                                LedgerWords.about(one),
                                Spoken.at(one.at(), model.zone()),
                                Spoken.number(one.seq())))
                        .map(Formats::shown)
                        .orElse(""));
            }
        };
    }
}
