package org.countersign.ui.campaigns;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.countersign.campaign.Figures;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.ReviewerProgress;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.ItemWords;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Severities;
import org.countersign.ui.table.Look;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The tables of one campaign: its reviewers, its items.
final class CampaignTables {
    /// More rows are not filtered in memory.
    private static final int MOST = 5_000;

    private CampaignTables() {}

    static TableView<ReviewerProgress> reviewers(CampaignState state, ZoneId zone) {
        var table = new TableView<ReviewerProgress>();
        table.setId("campaign-reviewers");
        table.setAccessibleText(Strings.of("campaigns.tab.PROGRESS"));
        table.getItems().setAll(state.reviewers());
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        var columns = table.getColumns();
        columns.add(Look.column(title("reviewer"), 230, one -> Look.of(Formats.name(one.reviewer()), "")));
        columns.add(Look.column(title("items"), 76, one -> Look.of(Spoken.number(one.items()), "t-muted")));
        columns.add(Look.column(title("open"), 76, CampaignTables::waiting));
        columns.add(Look.column(
                title("decided"), 210, one -> Look.of(Strings.of("campaigns.decided", decided(one)), "t-muted")));
        columns.add(Look.column(title("signed"), 130, CampaignTables::signed));
        columns.add(Look.column(title("median"), 100, one -> Look.of(seconds(one.medianSeconds()), "t-muted")));
        columns.add(Look.column(
                title("batch"),
                104,
                one -> Look.of(
                        one.largestBatch() == 0 ? Strings.of("campaigns.noBatch") : Spoken.number(one.largestBatch()),
                        "t-muted")));
        columns.add(Look.column(
                title("last"),
                160,
                one -> Look.of(
                        one.last().map(at -> Spoken.at(at, zone)).orElseGet(() -> Strings.of("campaigns.notBegun")),
                        "t-muted")));
        table.getSelectionModel().selectFirst();
        return table;
    }

    private static Object[] decided(ReviewerProgress one) {
        Figures figures = one.figures();
        return new Object[] {
            Spoken.number(figures.approved()),
            Spoken.number(figures.approvedUntil()),
            Spoken.number((long) figures.revoked() + figures.covered())
        };
    }

    private static Look waiting(ReviewerProgress one) {
        return one.open() == 0
                ? Look.of(BootstrapIcons.CHECK2, "k-approve", "0", "t-muted")
                : Look.of(BootstrapIcons.CIRCLE, "k-subtle", Spoken.number(one.open()), "");
    }

    private static Look signed(ReviewerProgress one) {
        if (one.unsigned() > 0) {
            return Look.of(
                    BootstrapIcons.PEN, "k-medium", Strings.count("campaigns.unsigned", one.unsigned()), "c-medium");
        }
        return one.signed()
                ? Look.of(BootstrapIcons.PEN, "k-approve", Strings.of("campaigns.signed"), "")
                : Look.of(Strings.of("campaigns.notSigned"), "t-muted");
    }

    private static String seconds(long median) {
        return median == 0 ? Strings.of("review.signOff.none") : Strings.of("campaigns.seconds", median);
    }

    private static String title(String column) {
        return Strings.of("campaigns.column." + column);
    }

    static Region items(CampaignState state) {
        List<ItemState> shown =
                state.items().subList(0, Math.min(MOST, state.items().size()));
        var rows = new FilteredList<>(FXCollections.observableArrayList(shown));
        var filter = new TextField();
        filter.setId("campaign-filter");
        filter.setPromptText(Strings.of("campaigns.filter"));
        filter.setMaxWidth(Zoom.of(280));
        filter.textProperty().subscribe(text -> rows.setPredicate(item -> matches(item, Formats.folded(text))));
        var table = new TableView<ItemState>(rows);
        table.setId("campaign-items");
        table.setAccessibleText(Strings.of("campaigns.tab.ITEMS"));
        table.setPlaceholder(Parts.label(Strings.of("campaigns.noItem"), "t-muted"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        var columns = table.getColumns();
        columns.add(Look.column(
                title("who"), 220, one -> Look.of(Formats.name(one.item().label()), "")));
        columns.add(Look.column(
                title("access"), 200, one -> Look.of(Formats.line(ItemWords.access(one.item())), "t-muted")));
        columns.add(Look.column(
                title("source"),
                110,
                one -> Look.of(Formats.line(one.item().line().path("sourceName").asText()), "t-muted")));
        columns.add(Look.column(title("finding"), 110, CampaignTables::finding));
        columns.add(Look.column(title("reviewer"), 210, one -> Look.of(Formats.name(one.reviewer()), "t-muted")));
        columns.add(Look.column(title("state"), 170, CampaignTables::said));
        VBox.setVgrow(table, javafx.scene.layout.Priority.ALWAYS);
        VBox column = Parts.column(10, Parts.row(10, filter), table);
        if (shown.size() < state.items().size()) {
            column.getChildren()
                    .add(Parts.label(
                            Strings.of(
                                    "campaigns.firstItems",
                                    Spoken.number(MOST),
                                    Spoken.number(state.items().size())),
                            "t-small",
                            "t-muted"));
        }
        return column;
    }

    private static boolean matches(ItemState state, String text) {
        return text.isEmpty()
                || Formats.folded(String.join(
                                " ",
                                state.item().label(),
                                ItemWords.access(state.item()),
                                state.item().source(),
                                state.reviewer(),
                                ItemWords.state(state)))
                        .contains(text);
    }

    private static Look finding(ItemState state) {
        return state.item()
                .worst()
                .map(worst -> Look.of(
                        Severities.shape(worst), "k-" + worst.text(), Severities.word(worst), "c-" + worst.text()))
                .orElseGet(() -> Look.of("", ""));
    }

    private static Look said(ItemState state) {
        Optional<String> verdict = state.decision().map(made -> made.verdict().text());
        String word = verdict.map(text -> Strings.of("review.verdict." + text))
                .orElseGet(() -> Strings.of(state.covered() ? "campaigns.covered" : "campaigns.waits"));
        boolean draft = verdict.isPresent() && !state.signed();
        return Look.of(draft ? Strings.of("campaigns.draft", word) : word, state.open() ? "" : "t-muted");
    }
}
