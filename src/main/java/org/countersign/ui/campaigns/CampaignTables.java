package org.countersign.ui.campaigns;

import java.time.ZoneId;
import javafx.scene.control.TableView;
import org.countersign.campaign.ReviewerProgress;
import org.countersign.campaign.Standing;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.table.Look;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The table of a campaign's reviewers.
final class CampaignTables {
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
        Standing figures = one.standing();
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
}
