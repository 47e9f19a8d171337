package org.countersign.ui.campaigns;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.countersign.campaign.Foreseen;
import org.countersign.campaign.Kind;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What a campaign would ask, in figures.
final class OpeningFigures {
    private static final int MOST = 12;

    private OpeningFigures() {}

    /// Sources that it would rest on although they say too little.
    static Node warnings(Foreseen what) {
        VBox column = Parts.column(6);
        what.doubts().forEach(doubt -> column.getChildren()
                .add(Parts.note(
                        BootstrapIcons.EXCLAMATION_TRIANGLE_FILL,
                        "medium",
                        Strings.of("campaigns.doubt." + doubt.why(), Formats.line(doubt.name())),
                        "")));
        return column;
    }

    static List<Node> of(Foreseen what) {
        var nodes = new ArrayList<Node>();
        nodes.add(Parts.row(
                8,
                Parts.whole(Formats.number(what.items()), "t-figure"),
                Parts.label(Strings.of("campaigns.new.items"), "t-muted")));
        for (Kind kind : Kind.values()) {
            int count = what.kinds().getOrDefault(kind, 0);
            if (count > 0) {
                nodes.add(Parts.fact(Strings.of("campaigns.kind." + kind.text()), Formats.number(count), 190));
            }
        }
        nodes.add(Parts.fact(Strings.of("campaigns.new.changed"), Formats.number(what.changed()), 190));
        nodes.add(Parts.fact(Strings.of("campaigns.new.found"), Formats.number(what.withFindings()), 190));
        nodes.add(Parts.hairline());
        nodes.addAll(reviewers(what));
        return nodes;
    }

    private static List<Node> reviewers(Foreseen what) {
        var nodes = new ArrayList<Node>();
        nodes.add(Parts.label(
                Strings.count("campaigns.new.reviewers", what.reviewers().size()), "t-section"));
        what.reviewers().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST)
                .forEach(entry ->
                        nodes.add(Parts.fact(Formats.name(entry.getKey()), Formats.number(entry.getValue()), 280)));
        if (what.reviewers().size() > MOST) {
            nodes.add(Parts.label(
                    Strings.count(
                            "campaigns.new.moreReviewers", what.reviewers().size() - MOST),
                    "t-small",
                    "t-muted"));
        }
        if (what.toFallback() > 0) {
            nodes.add(Parts.note(
                    BootstrapIcons.INFO_CIRCLE,
                    "info",
                    Strings.count("campaigns.new.fallbackGets", what.toFallback()),
                    Strings.of("campaigns.new.fallbackWhy")));
        }
        if (what.independence() > 0) {
            nodes.add(Parts.note(
                    BootstrapIcons.INFO_CIRCLE,
                    "medium",
                    Strings.count("campaigns.new.independence", what.independence()),
                    ""));
        }
        return nodes;
    }
}
