package org.countersign.ui.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.countersign.groups.Group;
import org.countersign.groups.GroupFindings.Found;
import org.countersign.groups.MappingLine;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Severities;
import org.countersign.ui.view.Leads;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What a group reaches, by which mapping, whom that parts, what is wrong; of an app's group what grants it.
final class ReachPanel {
    private final Group group;
    private final Leads leads;

    ReachPanel(Group group, Leads leads) {
        this.group = group;
        this.leads = leads;
    }

    VBox node(VBox findings) {
        VBox side = Parts.styled(Parts.column(12), "panel", "pad");
        side.setId("reach");
        side.getChildren().add(Parts.row(8, Parts.grow(Parts.label(title(), "t-section")), apps()));
        if (group.reaches().isEmpty()) {
            side.getChildren()
                    .add(Parts.sentence(
                            Strings.of(group.idp() ? "groups.reach.none" : "groups.granted.none", source()),
                            "t-muted"));
        }
        boolean first = true;
        for (MappingLine line : group.reaches()) {
            if (!first) {
                side.getChildren().add(Parts.hairline());
            }
            first = false;
            side.getChildren().add(reach(line));
        }
        group.toxic().forEach(rule -> side.getChildren().add(toxic(rule)));
        side.getChildren().addAll(around());
        side.getChildren().addAll(Parts.hairline(), findings);
        side.setMinHeight(Region.USE_PREF_SIZE);
        return side;
    }

    private String source() {
        return Formats.name(group.source().name());
    }

    private String title() {
        return Strings.of(group.idp() ? "groups.reach" : "groups.granted");
    }

    private Node apps() {
        long apps =
                group.reaches().stream().map(line -> line.app().id()).distinct().count();
        return Parts.whole(
                group.idp()
                        ? Strings.count("groups.apps", apps)
                        : Strings.count("groups.mappings", group.reaches().size()),
                "t-small",
                "t-muted");
    }

    private Node reach(MappingLine line) {
        VBox text = Parts.column(3, group.idp() ? Parts.sentence(GroupWords.target(line), "t-medium") : from(line));
        var mapping = new Hyperlink(line.mapping().id());
        mapping.getStyleClass().add("t-mono");
        mapping.setId("mapping-" + line.mapping().id());
        mapping.setAccessibleText(
                Strings.of("groups.mapping.link", line.mapping().id()));
        mapping.setOnAction(_ -> leads.to("mappings", line.mapping().id()));
        HBox facts = Parts.row(8, mapping);
        if (line.privileged()) {
            facts.getChildren()
                    .add(Parts.chip(BootstrapIcons.SHIELD_LOCK, Strings.of("groups.privileged"), "critical"));
        }
        text.getChildren().addAll(facts, Parts.sentence(GroupWords.figures(line), "t-small", tone(line)));
        return Parts.top(
                10,
                Parts.icon(
                        line.broken() ? BootstrapIcons.EXCLAMATION_TRIANGLE_FILL : BootstrapIcons.WINDOW,
                        "i14",
                        line.broken() ? "k-high" : "k-subtle"),
                Parts.grow(text));
    }

    private static String tone(MappingLine line) {
        return line.broken() ? "c-high" : line.figures().known() ? "t-muted" : "c-unknown";
    }

    /// The IdP's group that grants an app's.
    private Node from(MappingLine line) {
        String label = Strings.of(
                "groups.from", Formats.name(line.idp().map(idp -> idp.name()).orElse("")), Formats.name(line.from()));
        if (line.idpGroup().isEmpty() || line.idp().isEmpty()) {
            return Parts.sentence(label, "t-medium");
        }
        return group(line.idp().get().id(), line.idpGroup().get(), label);
    }

    private Node group(String source, String id, String label) {
        var link = new Hyperlink(label);
        link.setId("group-" + id);
        link.setWrapText(true);
        link.setAccessibleText(Strings.of("groups.link", label));
        link.setOnAction(_ -> leads.to("groups", source + "/" + id));
        return link;
    }

    private static Node toxic(Group.Toxic rule) {
        String others = rule.others().stream().map(Formats::name).collect(Collectors.joining(", "));
        boolean any = rule.both() > 0;
        HBox note = Parts.note(
                any ? BootstrapIcons.EXCLAMATION_TRIANGLE_FILL : BootstrapIcons.SHIELD_CHECK,
                any ? "high" : "info",
                Strings.of(
                        any ? "groups.toxic" : "groups.toxic.apart",
                        Formats.name(rule.rule().name())),
                any
                        ? Strings.count("groups.toxic.both", rule.both(), others)
                        : Strings.of("groups.toxic.none", others));
        note.setId("toxic-" + rule.rule().id());
        return note;
    }

    private List<Node> around() {
        var nodes = new ArrayList<Node>();
        if (group.around().isEmpty()) {
            return nodes;
        }
        nodes.add(Parts.hairline());
        nodes.add(Parts.label(Strings.of("groups.around"), "t-section"));
        for (Group.Around outer : group.around()) {
            VBox one = Parts.column(2, group(group.source().id(), outer.id(), Formats.name(outer.label())));
            if (group.idp()) {
                one.getChildren().add(Parts.sentence(reaches(outer), "t-small", "t-muted"));
            }
            nodes.add(Parts.top(10, Parts.icon(BootstrapIcons.DIAGRAM_3, "i14", "k-subtle"), Parts.grow(one)));
        }
        return nodes;
    }

    private static String reaches(Group.Around outer) {
        return outer.grants().isEmpty()
                ? Strings.of("groups.around.nothing")
                : Strings.of(
                        "groups.around.reaches",
                        outer.grants().stream().map(ReachPanel::granted).collect(Collectors.joining(", ")));
    }

    private static String granted(Group.Granted one) {
        String target = Strings.of("groups.target", Formats.name(one.app()), GroupWords.access(one.kind(), one.to()));
        return one.privileged() ? Strings.of("groups.target.privileged", target) : target;
    }

    /// What is wrong: it may come after the rest.
    static List<Node> findings(List<Found> found, boolean checking) {
        var nodes = new ArrayList<Node>();
        nodes.add(Parts.row(
                8,
                Parts.grow(Parts.label(Strings.of("groups.wrongs"), "t-section")),
                Parts.whole(
                        checking ? Strings.of("person.findings.checking") : Spoken.number(found.size()),
                        "t-small",
                        "t-muted")));
        if (found.isEmpty() && !checking) {
            nodes.add(Parts.sentence(Strings.of("groups.wrongs.none"), "t-muted"));
        }
        for (Found one : found) {
            String since = one.since()
                    .map(at -> one.rule() + " · " + Strings.of("person.findings.since", Spoken.day(at)))
                    .orElse(one.rule());
            nodes.add(Parts.top(
                    10,
                    Severities.icon(one.severity()),
                    Parts.grow(Parts.column(
                            1,
                            Parts.sentence(Formats.line(one.summary())),
                            Parts.sentence(since, "t-small", "t-muted")))));
        }
        return nodes;
    }
}
