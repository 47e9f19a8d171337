package org.countersign.ui.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.countersign.groups.GroupFindings.Found;
import org.countersign.groups.MappingLine;
import org.countersign.groups.ReadMappings.Holder;
import org.countersign.groups.ReadMappings.Holders;
import org.countersign.groups.ReadMappings.Row;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.view.Leads;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What stands beside the table about the mapping that is looked at: both ends, who has it and why, what is wrong.
final class MappingSheet {
    private final Leads leads;
    private final MappingQuestions questions;

    MappingSheet(Leads leads, MappingQuestions questions) {
        this.leads = leads;
        this.questions = questions;
    }

    List<Node> of(Row row, Holders holders, List<Found> found) {
        MappingLine line = row.line();
        var nodes = new ArrayList<Node>();
        nodes.add(Parts.label(line.mapping().id(), "t-mono", "t-subtle"));
        nodes.add(Parts.sentence(
                Strings.of("mappings.sentence", Formats.name(line.from()), GroupWords.target(line)), "t-section"));
        nodes.add(Parts.sentence(GroupWords.figures(line), line.broken() ? "c-high" : "t-muted"));
        nodes.add(ends(line));
        nodes.add(Parts.row(
                8,
                act("mapping-change", BootstrapIcons.PENCIL, "mappings.change", () -> questions.change(line)),
                act("mapping-end", BootstrapIcons.SLASH_CIRCLE, "mappings.end", () -> questions.end(line, holders))));
        nodes.add(Parts.hairline());
        nodes.addAll(ReachPanel.findings(found, false));
        nodes.add(Parts.hairline());
        nodes.add(Parts.label(Strings.of("mappings.holders"), "t-section"));
        nodes.addAll(people(line, holders));
        return nodes;
    }

    private VBox ends(MappingLine line) {
        VBox ends = Parts.column(6);
        line.idp().ifPresent(idp -> line.idpGroup().ifPresent(id -> ends.getChildren()
                .add(fact("mappings.fact.from", link("groups", idp.id() + "/" + id, line.from())))));
        line.appGroup().ifPresent(id -> ends.getChildren()
                .add(fact("mappings.fact.to", link("groups", line.app().id() + "/" + id, line.to()))));
        ends.getChildren()
                .add(Parts.fact(
                        Strings.of("mappings.fact.nesting"),
                        line.mapping()
                                .nesting()
                                .map(one -> Strings.of("groups.nesting." + one))
                                .orElseGet(() -> line.nested() == 0
                                        ? Strings.of("mappings.nesting.none")
                                        : Strings.count("mappings.nesting.undecided", line.nested())),
                        96));
        return ends;
    }

    private static Node fact(String key, Hyperlink link) {
        return Parts.row(8, Parts.wide(Parts.label(Strings.of(key), "t-muted"), 96), link);
    }

    private Hyperlink link(String screen, String place, String label) {
        var link = new Hyperlink(Formats.name(label));
        link.setAccessibleText(label);
        link.setMinWidth(0);
        link.setOnAction(_ -> leads.to(screen, place));
        return link;
    }

    private static Button act(String id, Ikon icon, String key, Runnable action) {
        Button button = Parts.button(icon, Strings.of(key));
        button.setId(id);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private List<Node> people(MappingLine line, Holders holders) {
        var nodes = new ArrayList<Node>();
        if (holders.first().isEmpty()) {
            nodes.add(Parts.sentence(
                    Strings.of(line.figures().known() ? "mappings.holders.none" : "groups.figures.untold"), "t-muted"));
        }
        holders.first().forEach(one -> nodes.add(holder(one, line)));
        if (holders.left() > 0) {
            nodes.add(Parts.sentence(Strings.count("mappings.holders.left", holders.left()), "t-muted"));
        }
        return nodes;
    }

    private Node holder(Holder one, MappingLine line) {
        Ikon icon =
                switch (one.state()) {
                    case THERE -> BootstrapIcons.CHECK_CIRCLE;
                    case LACKING, WITHOUT -> BootstrapIcons.DASH_CIRCLE;
                    case EXTRA -> BootstrapIcons.PLUS_CIRCLE;
                };
        String way = one.way().isEmpty()
                ? Strings.of("groups.direct")
                : Strings.of(
                        "groups.through", one.way().stream().map(Formats::name).collect(Collectors.joining(" › ")));
        String state = Strings.of(
                "mappings.state." + one.state(), Formats.name(line.app().name()));
        Label more = Parts.label(
                one.state() == org.countersign.groups.ReadMappings.State.EXTRA ? state : way + " · " + state,
                "t-small",
                "t-muted");
        VBox words = Parts.column(0, link("people", one.key(), one.label()), more);
        words.setMinWidth(0);
        boolean quiet = one.state() == org.countersign.groups.ReadMappings.State.THERE;
        Node row = Parts.top(8, Parts.icon(icon, "i14", quiet ? "k-approve" : "k-medium"), Parts.grow(words));
        ((Region) row).setMinHeight(Region.USE_PREF_SIZE);
        return row;
    }
}
