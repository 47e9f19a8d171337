package org.countersign.ui.overview;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.campaign.Figures;
import org.countersign.drift.Severity;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.overview.OverviewViewModel.CampaignLine;
import org.countersign.ui.overview.OverviewViewModel.Figure;
import org.countersign.ui.overview.OverviewViewModel.Freshness;
import org.countersign.ui.overview.OverviewViewModel.News;
import org.countersign.ui.overview.OverviewViewModel.Point;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Severities;
import org.countersign.ui.parts.SplitBar;

/// The pieces of the overview.
final class OverviewParts {
    private OverviewParts() {}

    static double day(Instant at) {
        return at.getEpochSecond() / 86_400.0;
    }

    static VBox figure(Figure figure) {
        String difference =
                figure.difference() == 0 ? "=" : (figure.difference() > 0 ? "+" : "−") + Math.abs(figure.difference());
        String tone = figure.difference() == 0 ? "t-subtle" : figure.difference() > 0 ? "c-revoke" : "c-approve";
        HBox line = Parts.row(
                6, Parts.whole(Formats.number(figure.value()), "t-figure"), Parts.whole(difference, "t-small", tone));
        return Parts.column(0, line, Parts.whole(figure.name(), "t-small", "t-muted"));
    }

    static HBox head(String title, String link, Runnable action) {
        var hyperlink = new Hyperlink(link);
        hyperlink.setOnAction(_ -> action.run());
        return Parts.row(8, Parts.label(title, "t-section"), Parts.space(), hyperlink);
    }

    static Node news(News news) {
        return Parts.top(
                10,
                Parts.padded(new VBox(Severities.icon(news.severity())), 3, 0, 0, 0),
                Parts.grow(Parts.column(
                        0, Parts.sentence(news.sentence()), Parts.label(news.source(), "t-small", "t-muted"))));
    }

    static Node campaign(CampaignLine line) {
        Figures figures = line.figures();
        var bar = new SplitBar();
        bar.show(List.of(
                new SplitBar.Part(figures.approved(), "bar-approve"),
                new SplitBar.Part(figures.approvedUntil(), "bar-until"),
                new SplitBar.Part((double) figures.revoked() + figures.covered(), "bar-revoke"),
                new SplitBar.Part(figures.dontKnow(), "bar-dontknow"),
                new SplitBar.Part(figures.open(), "bar-open")));
        return Parts.column(
                4,
                Parts.row(
                        8,
                        Parts.label(line.title(), "t-medium"),
                        Parts.space(),
                        Parts.whole(line.due(), "t-small", "t-muted")),
                bar,
                Parts.label(line.summary(), "t-small", "t-muted"));
    }

    static Node source(Freshness source) {
        var bar = new SplitBar();
        double share = Math.min(1, source.share());
        bar.show(List.of(
                new SplitBar.Part(share, source.share() > 1 ? "bar-high" : "bar-accent"),
                new SplitBar.Part(1 - share, "bar-open")));
        String tone = source.tone().equals("muted") ? "t-muted" : "c-" + source.tone();
        return Parts.row(
                10,
                Parts.wide(Parts.label(source.name()), 130),
                Parts.wide(bar, 54),
                Parts.grow(Parts.label(source.age(), "t-small", source.share() > 1 ? "c-high" : "t-muted")),
                Parts.whole(source.remark(), "t-small", tone));
    }

    static List<Node> legend(List<Point> points) {
        if (points.isEmpty()) {
            return List.of();
        }
        Point last = points.getLast();
        return List.of(
                legend(Severity.CRITICAL, last.critical()),
                legend(Severity.HIGH, last.high()),
                legend(Severity.MEDIUM, last.medium()),
                legend(Severity.LOW, last.low()));
    }

    private static Node legend(Severity severity, long count) {
        return Parts.row(
                5,
                Severities.icon(severity),
                Parts.whole(Severities.word(severity), "t-small", "t-muted"),
                Parts.whole(Formats.number(count), "t-small", "t-medium"));
    }

    static void columns(TableView<Point> table) {
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns().add(column("overview.table.at", point -> Formats.instant(point.at())));
        table.getColumns().add(column("severity.critical", point -> Formats.number(point.critical())));
        table.getColumns().add(column("severity.high", point -> Formats.number(point.high())));
        table.getColumns().add(column("severity.medium", point -> Formats.number(point.medium())));
        table.getColumns().add(column("severity.low", point -> Formats.number(point.low())));
    }

    private static TableColumn<Point, String> column(String key, Function<Point, String> text) {
        var column = new TableColumn<Point, String>(Strings.of(key));
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
        column.setSortable(false);
        return column;
    }
}
