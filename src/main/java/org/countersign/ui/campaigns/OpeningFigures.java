package org.countersign.ui.campaigns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import org.countersign.campaign.Foreseen;
import org.countersign.campaign.Kind;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What a campaign would ask, in figures.
final class OpeningFigures {
    private static final int MOST = 12;

    private OpeningFigures() {}

    /// Sources that it would rest on although they say too little, each with all that is wrong with it.
    static Node warnings(Foreseen what) {
        Map<String, String> words = new LinkedHashMap<>();
        what.doubts()
                .forEach(doubt -> words.merge(
                        Formats.line(doubt.name()),
                        Strings.of("campaigns.doubt." + doubt.why()),
                        (one, other) -> one + ", " + other));
        String lines = words.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("\n"));
        return Parts.note(
                BootstrapIcons.EXCLAMATION_TRIANGLE_FILL,
                "medium",
                Strings.count("campaigns.new.doubtful", words.size()),
                lines);
    }

    static List<Node> of(Foreseen what) {
        var nodes = new ArrayList<Node>();
        nodes.add(Parts.row(
                8,
                Parts.whole(Spoken.number(what.items()), "t-figure"),
                Parts.label(Strings.of("campaigns.new.items"), "t-muted")));
        for (Kind kind : Kind.values()) {
            int count = what.kinds().getOrDefault(kind, 0);
            if (count > 0) {
                nodes.add(figure(Strings.of("campaigns.kind." + kind.text()), count));
            }
        }
        nodes.add(figure(Strings.of("campaigns.new.changed"), what.changed()));
        nodes.add(figure(Strings.of("campaigns.new.found"), what.withFindings()));
        nodes.add(Parts.hairline());
        nodes.addAll(reviewers(what));
        return nodes;
    }

    /// The figures under each other, digit under digit.
    private static HBox figure(String name, long count) {
        return Parts.row(8, Parts.label(name, "t-muted"), Parts.space(), Parts.whole(Spoken.number(count)));
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
                .forEach(entry -> nodes.add(figure(Formats.name(entry.getKey()), entry.getValue())));
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
