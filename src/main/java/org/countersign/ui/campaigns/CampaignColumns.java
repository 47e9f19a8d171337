package org.countersign.ui.campaigns;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.CampaignWords;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.table.Look;
import org.countersign.ui.theme.Zoom;

/// The columns of the list of campaigns.
final class CampaignColumns {
    private CampaignColumns() {}

    static void fill(TableView<CampaignRow> table, ObservableValue<String> problem) {
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(Parts.centered(Parts.empty(problem, Strings.of("campaigns.empty"))));
        table.getColumns()
                .setAll(List.of(
                        Look.column(
                                Strings.of("campaigns.column.title"),
                                330,
                                row -> Look.of(Formats.line(row.campaign().title()), "t-medium")),
                        Look.column(
                                Strings.of("campaigns.column.state"),
                                150,
                                row -> Look.of(
                                        CampaignWords.state(
                                                row.campaign(), row.standing().complete()),
                                        "t-muted")),
                        Look.column(
                                Strings.of("campaigns.column.due"),
                                190,
                                row -> Look.of(
                                        row.open()
                                                ? CampaignPage.due(row)
                                                : Spoken.date(row.campaign().due()),
                                        row.late() ? "c-high" : "t-muted")),
                        bars(),
                        Look.column(
                                Strings.of("campaigns.column.progress"),
                                130,
                                row -> Look.of(
                                        Strings.of(
                                                "campaigns.of",
                                                Spoken.number(row.standing().decided()),
                                                Spoken.number(row.standing().items())),
                                        "t-muted")),
                        Look.column(
                                Strings.of("campaigns.column.owner"),
                                200,
                                row -> Look.of(Formats.name(row.campaign().owner()), "t-muted"))));
    }

    private static TableColumn<CampaignRow, CampaignRow> bars() {
        var column = new TableColumn<CampaignRow, CampaignRow>(Strings.of("campaigns.column.bar"));
        column.setPrefWidth(Zoom.of(160));
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(CampaignRow row, boolean empty) {
                super.updateItem(row, empty);
                setGraphic(empty || row == null ? null : CampaignWords.bar(row.standing()));
            }
        });
        return column;
    }
}
