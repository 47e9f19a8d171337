package org.countersign.ui.overview;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.overview.Overview.CampaignLine;
import org.countersign.ui.overview.Overview.Figure;
import org.countersign.ui.overview.Overview.Freshness;
import org.countersign.ui.overview.Overview.News;
import org.countersign.ui.parts.CampaignWords;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Severities;
import org.countersign.ui.parts.SplitBar;
import org.countersign.ui.theme.Zoom;
import org.countersign.ui.view.Leads;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The pieces of the overview.
final class OverviewParts {
    private OverviewParts() {}

    /// The sentence beside the figures; with large text above them, for beside them it would get a word a line.
    static void head(VBox lead, HBox figures) {
        if (Zoom.large()) {
            ((HBox) lead.getParent()).getChildren().setAll(Parts.grow(Parts.column(14, lead, figures)));
        }
    }

    static VBox figure(Figure figure) {
        long changed = figure.difference();
        String difference = changed == 0 ? "=" : (changed > 0 ? "+" : "−") + Spoken.number(Math.abs(changed));
        String tone = changed == 0 ? "t-subtle" : changed > 0 ? "c-revoke" : "c-approve";
        HBox line = Parts.row(6, Parts.whole(Spoken.number(figure.value()), "t-figure"));
        if (figure.compared()) {
            line.getChildren().add(Parts.whole(difference, "t-small", tone));
        }
        VBox column = Parts.column(0, line, Parts.whole(figure.name(), "t-small", "t-muted"));
        column.setAccessibleText(figure.value() + " " + figure.name() + (figure.compared() ? ", " + difference : ""));
        return column;
    }

    static HBox head(String title, String link, Runnable action) {
        var hyperlink = new Hyperlink(link);
        hyperlink.setOnAction(_ -> action.run());
        return Parts.row(8, Parts.label(title, "t-section"), Parts.space(), hyperlink);
    }

    static Node news(News news) {
        Node shape = news.back()
                ? Parts.icon(
                        BootstrapIcons.ARROW_RETURN_RIGHT,
                        "i14",
                        "k-" + news.severity().text())
                : Severities.icon(news.severity());
        String what = Strings.of(news.back() ? "overview.news.back" : "overview.news.new");
        return line(shape, news.sentence(), Severities.word(news.severity()) + " · " + news.source() + " · " + what);
    }

    static Node gone(String text) {
        return Parts.top(
                10,
                Parts.padded(new VBox(Parts.icon(BootstrapIcons.CHECK2, "i14", "k-approve")), 3, 0, 0, 0),
                Parts.grow(Parts.sentence(text)));
    }

    private static Node line(Node shape, String sentence, String small) {
        return Parts.top(
                10,
                Parts.padded(new VBox(shape), 3, 0, 0, 0),
                Parts.grow(Parts.column(
                        0,
                        Parts.sentence(Formats.line(sentence)),
                        Parts.label(Formats.line(small), "t-small", "t-muted"))));
    }

    static Node campaign(CampaignLine line, Leads leads) {
        var link = new Hyperlink(Formats.line(line.title()));
        link.setTooltip(new Tooltip(line.title()));
        link.setOnAction(_ -> leads.to("campaigns", line.name()));
        return Parts.column(
                4,
                Parts.row(8, link, Parts.space(), Parts.whole(line.due(), "t-small", "t-muted")),
                CampaignWords.bar(line.standing()),
                Parts.label(line.summary(), "t-small", "t-muted"));
    }

    static Node source(Freshness source, Leads leads) {
        var link = new Hyperlink(Formats.line(source.name()));
        link.setTooltip(new Tooltip(source.name()));
        link.setOnAction(_ -> leads.to("sources", source.id()));
        var bar = new SplitBar();
        double share = Math.min(1, source.share());
        bar.show(List.of(
                new SplitBar.Part(share, source.share() > 1 ? "bar-high" : "bar-accent"),
                new SplitBar.Part(1 - share, "bar-open")));
        String tone = source.tone().equals("muted") ? "t-muted" : "c-" + source.tone();
        return Parts.row(
                10,
                Parts.wide(link, 130),
                Parts.wide(bar, 54),
                Parts.grow(Parts.label(source.age(), "t-small", source.share() > 1 ? "c-high" : "t-muted")),
                Parts.whole(source.remark(), "t-small", tone));
    }
}
