package org.countersign.ui.people;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.layout.VBox;
import org.countersign.drift.Status;
import org.countersign.people.FindingsOfPerson;
import org.countersign.people.Leaving;
import org.countersign.people.Person;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.parts.Severities;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Beside a person's access: what is wrong, what is allowed by hand, what leaving would end.
final class PersonSide {
    VBox of(Person who, VBox findings) {
        VBox side = Parts.styled(Parts.column(12, findings), "panel", "pad");
        if (!who.exceptions().isEmpty()) {
            side.getChildren().addAll(Parts.hairline(), Parts.label(Strings.of("person.exceptions"), "t-section"));
            who.exceptions().forEach(one -> side.getChildren().add(exception(one)));
        }
        if (who.identity()) {
            side.getChildren().add(Parts.hairline());
            side.getChildren().addAll(leaving(who));
        }
        return side;
    }

    static List<Node> findings(PersonViewModel model) {
        var nodes = new ArrayList<Node>();
        long open =
                model.findings().stream().filter(one -> one.status().stands()).count();
        nodes.add(Parts.row(
                8,
                Parts.grow(Parts.label(Strings.of("person.findings"), "t-section")),
                Parts.whole(
                        model.checkingProperty().get()
                                ? Strings.of("person.findings.checking")
                                : Strings.count("person.findings.open", open),
                        "t-small",
                        "t-muted")));
        if (model.findings().isEmpty() && !model.checkingProperty().get()) {
            nodes.add(Parts.sentence(Strings.of("person.findings.none"), "t-muted"));
        }
        model.findings().forEach(one -> nodes.add(finding(one)));
        return nodes;
    }

    private static Node finding(FindingsOfPerson.One one) {
        String since = one.since()
                .map(at -> Strings.of("person.findings.since", Spoken.day(at)))
                .orElse("");
        String status = one.status() == Status.OPEN ? "" : Strings.of("person.status." + one.status());
        String more = List.of(one.rule(), since, status).stream()
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
        Node icon = one.status().stands()
                ? Severities.icon(one.severity())
                : Parts.icon(BootstrapIcons.CHECK, "i14", "k-subtle");
        return Parts.top(
                10,
                icon,
                Parts.grow(Parts.column(1, Parts.sentence(one.summary()), Parts.sentence(more, "t-small", "t-muted"))));
    }

    private static Node exception(Person.Allowed one) {
        var record = one.exception();
        String until = record.expires()
                .map(day -> Strings.of("person.exceptions.until", Spoken.date(day)))
                .orElseGet(() -> Strings.of("person.exceptions.always"));
        return Parts.top(
                10,
                Parts.icon(BootstrapIcons.HOURGLASS_SPLIT, "i14", one.holds() ? "k-until" : "k-subtle"),
                Parts.grow(Parts.column(
                        1,
                        Parts.sentence(record.id() + " · " + one.source().name() + " · "
                                + record.access()
                                        .map(access -> access.text())
                                        .orElseGet(() -> Strings.of("person.exceptions.whole"))),
                        Parts.sentence(
                                (one.holds() ? until : Strings.of("person.exceptions.off", until))
                                        + record.reason()
                                                .map(text -> " · " + text)
                                                .orElse(""),
                                "t-small",
                                "t-muted"))));
    }

    private static List<Node> leaving(Person who) {
        Leaving leaving = Leaving.of(who);
        var nodes = new ArrayList<Node>();
        nodes.add(Parts.label(Strings.of("person.leaving"), "t-section"));
        nodes.add(Parts.sentence(
                leaving.ends().isEmpty()
                        ? Strings.of("person.leaving.none", who.source().name())
                        : Strings.of(
                                "person.leaving.ends",
                                who.source().name(),
                                Strings.count(
                                        "person.leaving.accounts",
                                        leaving.ends().size()),
                                Strings.count("person.leaving.alive", leaving.alive()),
                                Strings.count("person.leaving.unknown", leaving.unknown())),
                "t-muted"));
        if (!leaving.ends().isEmpty()) {
            leaving.left().forEach(left -> nodes.add(left(left)));
        }
        return nodes;
    }

    private static Node left(Leaving.Left left) {
        VBox box = Parts.column(3, Parts.sentence(left.source().name(), "t-medium"));
        if (!left.alive().isEmpty()) {
            box.getChildren().add(holdings(left.alive(), "medium", "person.leaving.kept"));
        }
        if (!left.unknown().isEmpty()) {
            box.getChildren().add(holdings(left.unknown(), "unknown", "person.leaving.nobodyKnows"));
        }
        return box;
    }

    private static Node holdings(List<String> holdings, String tone, String key) {
        String names =
                holdings.stream().map(one -> Strings.of("holding." + one)).collect(Collectors.joining(", "));
        return Parts.top(
                8,
                Parts.icon(
                        tone.equals("unknown")
                                ? BootstrapIcons.DASH_SQUARE_DOTTED
                                : BootstrapIcons.EXCLAMATION_TRIANGLE,
                        "i14",
                        "k-" + tone),
                Parts.grow(Parts.sentence(Strings.of(key, names), "t-small")));
    }
}
