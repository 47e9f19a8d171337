package org.countersign.ui.campaigns;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.countersign.campaign.ItemQuery.By;
import org.countersign.campaign.ItemState;
import org.countersign.text.Csv;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.ItemWords;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Severities;
import org.countersign.ui.table.LazyRows.Slot;
import org.countersign.ui.table.TextCell;
import org.countersign.ui.table.TextCell.Shown;
import org.countersign.ui.theme.Zoom;
import org.countersign.ui.view.FilePicker;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Everything that a campaign asks, as a table of any length.
final class ItemsPanel {
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final List<By> ORDERS = List.of(By.LABEL, By.ACCESS, By.SOURCE, By.FINDING, By.REVIEWER, By.STATE);

    private final ItemsViewModel model;
    private final FilePicker picker;
    private final TableView<Slot<ItemState>> table = new TableView<>();
    private final VBox panel;

    ItemsPanel(ItemsViewModel model, FilePicker picker) {
        this.model = model;
        this.picker = picker;
        var filter = new TextField();
        filter.setId("campaign-filter");
        filter.setPromptText(Strings.of("campaigns.filter"));
        filter.setAccessibleText(Strings.of("campaigns.filter"));
        filter.setPrefWidth(Zoom.of(280));
        filter.textProperty().bindBidirectional(model.filterProperty());
        Label count = Parts.label("", "t-muted");
        count.setId("campaign-count");
        count.textProperty().bind(model.countProperty());
        Button export = Parts.button(BootstrapIcons.DOWNLOAD, Strings.of("campaigns.items.export"));
        export.setId("campaign-export");
        export.setOnAction(_ -> export());
        fill();
        VBox.setVgrow(table, Priority.ALWAYS);
        var problem = new VBox();
        model.problemProperty().subscribe(text -> Parts.problem(problem, text));
        panel = Parts.column(10, Parts.row(10, filter, count, Parts.space(), export), problem, table);
    }

    Region view() {
        return panel;
    }

    private void fill() {
        table.setId("campaign-items");
        table.setAccessibleText(Strings.of("campaigns.tab.ITEMS"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns()
                .setAll(List.of(
                        column(
                                "who",
                                220,
                                one -> Shown.of(Formats.name(one.item().label()))),
                        column("access", 200, one -> Shown.of(Formats.line(ItemWords.access(one.item())), "t-muted")),
                        column(
                                "source",
                                110,
                                one -> Shown.of(
                                        Formats.line(one.item()
                                                .line()
                                                .path("sourceName")
                                                .asText()),
                                        "t-muted")),
                        column("finding", 120, ItemsPanel::finding),
                        column("reviewer", 210, one -> Shown.of(Formats.name(one.reviewer()), "t-muted")),
                        column("state", 170, ItemsPanel::said)));
        sorted();
        model.rowsProperty().subscribe(rows -> {
            table.setItems(rows);
            table.setPlaceholder(Parts.centered(Parts.empty(
                    model.problemProperty(), model.listedProperty().get() ? Strings.of("campaigns.noItem") : "")));
        });
        table.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (COPY.match(event)) {
                copy();
                event.consume();
            }
        });
    }

    /// The table's own sorting would read every row.
    private void sorted() {
        table.setSortPolicy(_ -> {
            Optional<TableColumn<Slot<ItemState>, ?>> by =
                    table.getSortOrder().stream().findFirst();
            model.sort(
                    by.map(one -> ORDERS.get(table.getColumns().indexOf(one))).orElse(By.PLACE),
                    by.filter(one -> one.getSortType() == TableColumn.SortType.DESCENDING)
                            .isPresent());
            return true;
        });
    }

    private static TableColumn<Slot<ItemState>, Slot<ItemState>> column(
            String name, double width, Function<ItemState, Shown> look) {
        var column = new TableColumn<Slot<ItemState>, Slot<ItemState>>(Strings.of("campaigns.column." + name));
        column.setId("campaign-item-" + name);
        column.setPrefWidth(Zoom.of(width));
        column.setMinWidth(Zoom.of(70));
        column.setReorderable(false);
        TextCell.fill(column, look);
        return column;
    }

    private static Shown finding(ItemState state) {
        return state.item()
                .worst()
                .map(worst -> new Shown(
                        Severities.word(worst),
                        "c-" + worst.text(),
                        Optional.of(Severities.shape(worst)),
                        "k-" + worst.text()))
                .orElseGet(() -> Shown.of(""));
    }

    private static Shown said(ItemState state) {
        Optional<String> verdict = state.decision().map(made -> made.verdict().text());
        String word = verdict.map(text -> Strings.of("review.verdict." + text))
                .orElseGet(() -> Strings.of(state.covered() ? "campaigns.covered" : "campaigns.waits"));
        boolean draft = verdict.isPresent() && !state.signed();
        return Shown.of(draft ? Strings.of("campaigns.draft", word) : word, state.open() ? "" : "t-muted");
    }

    private void copy() {
        Optional.ofNullable(table.getSelectionModel().getSelectedItem())
                .flatMap(Slot::row)
                .ifPresent(one -> {
                    var content = new ClipboardContent();
                    content.putString(String.join(
                            "\t",
                            one.item().id(),
                            Csv.cell(one.item().label()),
                            Csv.cell(ItemWords.access(one.item())),
                            one.item().source(),
                            Csv.cell(one.reviewer()),
                            said(one).text()));
                    Clipboard.getSystemClipboard().setContent(content);
                    model.copied();
                });
    }

    private void export() {
        picker.save(Strings.of("campaigns.items.export"), model.campaign() + "-items.csv")
                .ifPresent(model::export);
    }
}
