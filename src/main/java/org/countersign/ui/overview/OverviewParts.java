package org.countersign.ui.overview;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.campaign.Figures;
import org.countersign.text.Formats;
import org.countersign.ui.overview.Overview.CampaignLine;
import org.countersign.ui.overview.Overview.Figure;
import org.countersign.ui.overview.Overview.Freshness;
import org.countersign.ui.overview.Overview.News;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Severities;
import org.countersign.ui.parts.SplitBar;

/// The pieces of the overview.
final class OverviewParts {
    private OverviewParts() {}

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
}
