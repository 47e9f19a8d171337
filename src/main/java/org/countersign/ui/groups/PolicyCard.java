package org.countersign.ui.groups;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.countersign.governance.GroupRecord;
import org.countersign.governance.Mapping;
import org.countersign.governance.Source;
import org.countersign.groups.Group;
import org.countersign.groups.GroupCard;
import org.countersign.groups.GroupCard.Field;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.view.Leads;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What people say of a group: what it is for as prose, then who, how secret, how often, how nested, when found right.
final class PolicyCard {
    private final Group group;
    private final Leads leads;

    PolicyCard(Group group, Leads leads) {
        this.group = group;
        this.leads = leads;
    }

    VBox node() {
        HBox head = Parts.row(8, Parts.grow(Parts.label(Strings.of("groups.card"), "t-section")));
        group.stated().ifPresent(said -> head.getChildren().add(Parts.label(stated(said), "t-small", "t-muted")));
        Optional<String> purpose = group.record().flatMap(GroupRecord::purpose);
        var facts = new FlowPane(Orientation.HORIZONTAL, 32, 12);
        facts.getChildren().addAll(List.of(owner(), classification(), cadence(), nesting(), attested()));
        VBox panel = Parts.styled(
                Parts.column(
                        10,
                        head,
                        purpose.map(text -> Parts.sentence(Formats.line(text), "t-lead"))
                                .orElseGet(
                                        () -> Parts.sentence(Strings.of("groups.purpose.none"), "t-lead", "t-muted")),
                        Parts.hairline(),
                        facts),
                "panel",
                "pad");
        panel.setId("policy-card");
        panel.setMinHeight(Region.USE_PREF_SIZE);
        return panel;
    }

    private static String stated(Group.Stated said) {
        String key = said.signed() ? "groups.stated.signed" : said.file() ? "groups.stated.file" : "groups.stated";
        return Strings.of(key, Formats.name(said.by()), Spoken.day(said.at()));
    }

    private VBox owner() {
        Optional<String> text = group.record().flatMap(GroupRecord::owner);
        if (text.isEmpty()) {
            return fact("owner", missing(Field.OWNER), Optional.empty());
        }
        Optional<Group.Owner> owner = group.owner();
        Node name = owner.filter(one -> one.id().isPresent())
                .map(this::link)
                .orElseGet(() -> Parts.label(Formats.name(text.get()), "t-medium"));
        Optional<Node> note = owner.flatMap(one -> {
            if (one.known() && !one.active()) {
                return Optional.of(note(
                        BootstrapIcons.EXCLAMATION_TRIANGLE_FILL,
                        "high",
                        Strings.of(one.id().isPresent() ? "groups.owner.inactive" : "groups.owner.unknown")));
            }
            return one.member()
                    ? Optional.of(note(BootstrapIcons.INFO_CIRCLE, "subtle", Strings.of("groups.owner.member")))
                    : Optional.empty();
        });
        return fact("owner", name, note);
    }

    private Node link(Group.Owner owner) {
        var link = new Hyperlink(Formats.name(owner.label()));
        link.setId("owner-link");
        link.getStyleClass().add("t-medium");
        link.setAccessibleText(Strings.of("groups.owner.link", owner.label()));
        String idp = group.idp()
                ? group.source().id()
                : group.source().authoritativeIdp().orElse(group.source().id());
        link.setOnAction(_ -> leads.to("people", idp + "/" + owner.id().orElse("")));
        return link;
    }

    private VBox classification() {
        Optional<String> level = group.record().flatMap(GroupRecord::classification);
        return fact(
                "classification",
                level.<Node>map(one -> Parts.label(GroupWords.level(one), "t-medium"))
                        .orElseGet(() -> missing(Field.CLASSIFICATION)),
                level.map(one -> Parts.label(
                        Strings.of("groups.rank." + "abcd".charAt(Math.max(0, GroupCard.LEVELS.indexOf(one)))),
                        "t-small",
                        "t-muted")));
    }

    private VBox cadence() {
        Optional<String> days = group.record()
                .flatMap(GroupRecord::cadence)
                .map(cadence -> cadence.toHours() % 24 == 0
                        ? Strings.count("groups.every", cadence.toDays())
                        : Strings.count("groups.everyHours", cadence.toHours()));
        Optional<Node> note = group.due()
                .map(day -> group.overdue()
                        ? note(BootstrapIcons.DIAMOND_FILL, "medium", Strings.of("groups.overdue", GroupWords.day(day)))
                        : Parts.label(Strings.of("groups.due", GroupWords.day(day)), "t-small", "t-muted"));
        return fact(
                "cadence",
                days.<Node>map(text -> Parts.label(text, "t-medium")).orElseGet(() -> missing(Field.CADENCE)),
                note);
    }

    private VBox nesting() {
        if (group.source().kind() == Source.Kind.APP) {
            return fact(
                    "nesting",
                    Parts.label(Strings.of("groups.nesting.app"), "t-medium"),
                    Optional.of(Parts.label(Strings.of("groups.nesting.app.why"), "t-small", "t-muted")));
        }
        List<Mapping.Nesting> said = group.nesting();
        String decided = group.reaches().stream()
                .filter(line -> line.mapping().nesting().isPresent())
                .map(line -> line.mapping().id())
                .collect(Collectors.joining(", "));
        String open = group.reaches().stream()
                .filter(line -> line.mapping().nesting().isEmpty())
                .map(line -> line.mapping().id())
                .collect(Collectors.joining(", "));
        String word = said.isEmpty()
                ? Strings.of("groups.nesting.open")
                : said.size() > 1 ? Strings.of("groups.nesting.both") : Strings.of("groups.nesting." + said.getFirst());
        boolean needed = group.counts().nestedGroups() > 0 && !open.isEmpty();
        Optional<Node> note = needed
                ? Optional.of(note(BootstrapIcons.DASH_CIRCLE_FILL, "low", Strings.of("groups.nesting.openFor", open)))
                : decided.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Parts.label(Strings.of("groups.nesting.decided", decided), "t-small", "t-muted"));
        return fact("nesting", Parts.label(word, "t-medium"), note);
    }

    private VBox attested() {
        Optional<Group.Found> found = group.attested();
        if (found.isEmpty()) {
            return fact("attested", Parts.label(Strings.of("groups.attested.never"), "t-medium"), Optional.empty());
        }
        Group.Found last = found.get();
        Optional<Node> note = last.members().map(then -> Parts.label(since(last, then), "t-small", "t-muted"));
        VBox fact = fact("attested", Parts.label(GroupWords.day(last.day()), "t-medium"), note);
        last.by().ifPresent(by -> fact.getChildren()
                .add(Parts.label(
                        last.campaign().isPresent()
                                ? Strings.of(
                                        "groups.attested.in",
                                        Formats.name(by),
                                        last.campaign().get())
                                : Strings.of("groups.attested.by", Formats.name(by)),
                        "t-small",
                        "t-muted")));
        return fact;
    }

    /// `24 members then, 55 now`.
    private String since(Group.Found last, int then) {
        if (!group.counts().told()) {
            return Strings.count("groups.then", then);
        }
        String both = Strings.of(
                "groups.thenNow",
                Strings.count("groups.members", then),
                Spoken.number(group.counts().all()));
        return last.same()
                .map(same -> same
                        ? Strings.of("groups.same", Strings.count("groups.members", then))
                        : then == group.counts().all() ? Strings.of("groups.others", both) : both)
                .orElse(both);
    }

    /// It matters where access is given by the group; elsewhere it is just not said.
    private Node missing(Field field) {
        if (!group.mapped()) {
            return Parts.label(Strings.of("groups.missing." + field), "t-muted");
        }
        return Parts.row(
                5,
                Parts.icon(BootstrapIcons.DIAMOND_FILL, "i12", "k-medium"),
                Parts.label(Strings.of("groups.missing." + field), "t-medium", "c-medium"));
    }

    private static Node note(Ikon icon, String tone, String text) {
        return Parts.row(
                5,
                Parts.icon(icon, "i12", "k-" + tone),
                Parts.label(text, "t-small", tone.equals("subtle") ? "t-muted" : "c-" + tone));
    }

    private static VBox fact(String key, Node value, Optional<Node> note) {
        VBox fact = Parts.column(3, Parts.label(Strings.of("groups.fact." + key), "t-over"), value);
        note.ifPresent(fact.getChildren()::add);
        return fact;
    }
}
