package org.countersign.ui.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.countersign.drift.FindingChange;
import org.countersign.drift.list.Chosen;
import org.countersign.drift.list.Concern;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Severities;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The side sheet: of one finding everything, of several what they have in common.
final class FindingSheet {
    private static final double NAMES = 92;

    private final FindingsViewModel model;
    private final Consumer<FindingLink> follow;

    FindingSheet(FindingsViewModel model, Consumer<FindingLink> follow) {
        this.model = model;
        this.follow = follow;
    }

    List<Node> nodes() {
        FindingChoice choice = model.chosenProperty().get();
        if (choice.one().isPresent() && choice.details().isPresent()) {
            return one(choice.one().get(), choice.details().get());
        }
        return choice.count() == 0
                ? List.of(Parts.padded(Parts.sentence(Strings.of("findings.choose"), "t-muted"), 0, 24, 0, 0))
                : several(choice.several());
    }

    private static List<Node> several(Chosen chosen) {
        var nodes = new ArrayList<Node>();
        nodes.add(Parts.sentence(Strings.count("findings.chosen", chosen.count()), "t-section"));
        new TreeMap<>(chosen.severities())
                .forEach((severity, count) -> nodes.add(
                        Parts.row(8, Severities.named(severity), Parts.whole(Spoken.number(count), "t-medium"))));
        nodes.add(Parts.sentence(
                Strings.count("findings.chosen.rules", chosen.rules()) + ", "
                        + Strings.count("findings.chosen.sources", chosen.sources()),
                "t-muted"));
        return nodes;
    }

    private List<Node> one(FindingRow row, FindingDetails details) {
        var nodes = new ArrayList<Node>();
        Node severity = row.severity()
                .<Node>map(Severities::named)
                .orElseGet(() -> Parts.row(
                        6,
                        Severities.unknownIcon(),
                        Parts.whole(Strings.of("severity.unknown"), "c-unknown", "t-small", "t-medium")));
        nodes.add(Parts.row(
                8, severity, Parts.label(row.raised() ? Strings.of("findings.raised") : "", "t-small", "t-muted")));
        nodes.add(Parts.sentence(row.sentence(), "t-section"));
        nodes.add(Parts.sentence(row.status().text(), "t-small", row.status().tone()));
        details.facts().forEach(fact -> nodes.add(Parts.fact(fact.getKey(), fact.getValue(), NAMES)));
        nodes.add(Parts.top(
                8,
                Parts.wide(Parts.label(Strings.of("findings.links"), "t-muted"), NAMES),
                Parts.grow(links(details.links()))));
        nodes.add(Parts.hairline());
        nodes.add(Parts.label(Strings.of("findings.todo"), "t-section"));
        nodes.add(Parts.sentence(details.todo(), "t-muted"));
        if (!details.survives().isEmpty()) {
            nodes.add(Parts.sentence(Strings.of("findings.survives"), "t-muted"));
            details.survives().forEach(entry -> nodes.add(survivor(entry)));
        }
        if (!row.fingerprint().isEmpty()) {
            nodes.add(Parts.hairline());
            nodes.add(Parts.label(Strings.of("findings.history"), "t-section"));
            nodes.add(history(details.history()));
        }
        return nodes;
    }

    private FlowPane links(List<FindingLink> links) {
        var pane = new FlowPane(10, 4);
        pane.setMinWidth(0);
        for (FindingLink link : links) {
            var hyperlink = new Hyperlink(
                    Formats.line(link.label()), Parts.icon(kind(link.to().kind()), "i12", "k-accent"));
            hyperlink.setMaxWidth(Zoom.of(220));
            hyperlink.setTooltip(new Tooltip(link.label() + " (" + link.place() + ")"));
            hyperlink.setAccessibleText(
                    Strings.of("findings.link." + link.to().kind().name()) + " " + link.label());
            hyperlink.setId("link-" + link.to().kind().name());
            hyperlink.setOnAction(_ -> follow.accept(link));
            pane.getChildren().add(hyperlink);
        }
        return pane;
    }

    static Ikon kind(Concern.Kind kind) {
        return switch (kind) {
            case PERSON -> BootstrapIcons.PERSON;
            case GROUP -> BootstrapIcons.PEOPLE;
            case MAPPING -> BootstrapIcons.ARROW_LEFT_RIGHT;
            case EXCEPTION -> BootstrapIcons.HOURGLASS_SPLIT;
            case SOURCE -> BootstrapIcons.HDD_STACK;
        };
    }

    private static Node survivor(Map.Entry<String, String> entry) {
        boolean unknown = entry.getValue().equals("unknown");
        return Parts.row(
                8,
                Parts.icon(
                        unknown ? BootstrapIcons.DASH_SQUARE_DOTTED : BootstrapIcons.EXCLAMATION_TRIANGLE,
                        "i14",
                        unknown ? "k-unknown" : "k-medium"),
                Parts.grow(Parts.label(entry.getKey())),
                Parts.whole(Strings.of("coverage." + entry.getValue()), "t-small", unknown ? "c-unknown" : "c-medium"));
    }

    private static VBox history(List<FindingHistory> told) {
        VBox history = Parts.column(8);
        told.forEach(entry -> history.getChildren()
                .add(Parts.top(
                        8,
                        Parts.padded(new VBox(Parts.icon(shape(entry.kind()), "i14")), 2, 0, 0, 0),
                        Parts.grow(Parts.column(0, Parts.sentence(entry.text()))),
                        Parts.whole(entry.day(), "t-small", "t-subtle"))));
        if (told.isEmpty()) {
            history.getChildren().add(Parts.sentence(Strings.of("findings.history.none"), "t-muted"));
        }
        return history;
    }

    private static Ikon shape(FindingChange.Kind kind) {
        return switch (kind) {
            case FOUND -> BootstrapIcons.FLAG;
            case BACK -> BootstrapIcons.ARROW_RETURN_RIGHT;
            case SEVERITY, WORSE_THAN_ACKNOWLEDGED -> BootstrapIcons.GRAPH_UP;
            case SUPPRESSED, NOT_SUPPRESSED -> BootstrapIcons.HOURGLASS_SPLIT;
            case ACKNOWLEDGED -> BootstrapIcons.CHAT_SQUARE_TEXT;
            case ACKNOWLEDGEMENT_ENDED, REOPENED -> BootstrapIcons.ARROW_COUNTERCLOCKWISE;
            case RESOLVED -> BootstrapIcons.CHECK2;
            case NOT_EVALUABLE, NOT_ASKED -> BootstrapIcons.DASH_SQUARE_DOTTED;
            case CHECKED_AGAIN, ASKED_AGAIN -> BootstrapIcons.ARROW_REPEAT;
        };
    }

    /// Which of the two acts there is something for.
    void offer(Button acknowledge, Button reopen) {
        FindingChoice choice = model.chosenProperty().get();
        acknowledge.setDisable(choice.findings() == 0);
        acknowledge.setText(
                choice.count() > 1
                        ? Strings.count("findings.acknowledge", choice.count())
                        : Strings.of("findings.acknowledge"));
        int known = choice.acknowledged();
        reopen.setVisible(known > 0);
        reopen.setManaged(known > 0);
        reopen.setText(known > 1 ? Strings.count("findings.reopen", known) : Strings.of("findings.reopen"));
    }
}
