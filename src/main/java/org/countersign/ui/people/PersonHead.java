package org.countersign.ui.people;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.governance.Source;
import org.countersign.people.Person;
import org.countersign.scim.Activity;
import org.countersign.scim.UserResource;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.view.Navigator;
import org.countersign.ui.view.Place;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// The head of a person's page: a sentence first, then the facts; and questions of who it is.
final class PersonHead {
    private final Navigator navigator;
    private final PersonQuestions questions;

    PersonHead(Navigator navigator, PersonQuestions questions) {
        this.navigator = navigator;
        this.questions = questions;
    }

    /// @param name of whom the page is; empty while nobody is known
    Node crumb(String name) {
        var link = new Hyperlink(Strings.of("people.title"));
        link.setId("crumb");
        link.setOnAction(_ -> navigator.go(Place.PEOPLE));
        return Parts.row(6, link, Parts.whole("›", "t-subtle"), Parts.label(name, "t-muted"));
    }

    List<Node> of(Person who, double width) {
        String name = Formats.name(who.who().label());
        VBox words = Parts.column(
                4,
                Parts.sentence(who.identity() ? name : Strings.of("person.noIdentity"), "t-page"),
                Parts.sentence(lead(who), "t-lead"),
                PersonPage.flow(width, facts(who)));
        HBox head = Parts.top(12, Parts.grow(words));
        if (!who.identity()) {
            head.getChildren().add(Parts.row(8, linkTo(who), nobody(who)));
        }
        var nodes = new ArrayList<Node>(List.of(head));
        if (!who.matched()) {
            nodes.add(Parts.note(
                    BootstrapIcons.ARROW_REPEAT,
                    "info",
                    Strings.of("person.matching.head"),
                    Strings.of("person.matching.body")));
        }
        return nodes;
    }

    private Button linkTo(Person who) {
        Button button = Parts.button(BootstrapIcons.LINK_45DEG, Strings.of("person.link"), "accent");
        button.setId("link-to");
        button.setDisable(who.source().authoritativeIdp().isEmpty());
        button.setOnAction(
                _ -> questions.linkTo(who.source(), who.who().id(), who.who().label()));
        return button;
    }

    private Button nobody(Person who) {
        Button button = Parts.button(BootstrapIcons.SLASH_CIRCLE, Strings.of("person.nobodyButton"));
        button.setId("link-nobody");
        button.setDisable(
                who.nobody().isPresent() || who.source().authoritativeIdp().isEmpty());
        button.setOnAction(
                _ -> questions.nobody(who.source(), who.who().id(), who.who().label()));
        return button;
    }

    /// What a person who knows nothing of it must read first.
    static String lead(Person who) {
        String source = who.source().name();
        if (!who.identity()) {
            String name = Formats.name(who.who().label());
            return who.nobody()
                    .map(at -> Strings.of("person.lead.nobody", name, source, Spoken.day(at)))
                    .or(() -> who.record()
                            .map(record -> Strings.of(
                                    "person.lead.record",
                                    name,
                                    source,
                                    Strings.of("person.record." + record.kind()),
                                    record.owner().orElseGet(() -> Strings.of("person.lead.noOwner")))))
                    .orElseGet(() -> Strings.of("person.lead.unmatched", name, source));
        }
        long apps = apps(who).count();
        long active = apps(who)
                .filter(held -> held.account().active() != Activity.INACTIVE)
                .count();
        if (who.gone().isPresent()) {
            return Strings.of(
                    "person.lead.gone",
                    source,
                    Spoken.day(who.gone().get()),
                    Strings.count("person.lead.active", active));
        }
        if (apps == 0) {
            return Strings.of("person.lead.alone", source);
        }
        return who.who().active() == Activity.INACTIVE
                ? Strings.of("person.lead.inactive", source, Strings.count("person.lead.active", active))
                : Strings.of("person.lead.active", source, Strings.count("person.lead.accounts", apps));
    }

    private static Stream<Person.Held> apps(Person who) {
        return who.accounts().stream().filter(held -> held.source().kind() == Source.Kind.APP);
    }

    private static List<Node> facts(Person who) {
        UserResource user = who.who();
        var facts = new ArrayList<Node>();
        boolean active = user.active() == Activity.ACTIVE && who.gone().isEmpty();
        facts.add(Parts.chip(
                active ? BootstrapIcons.CIRCLE_FILL : BootstrapIcons.CIRCLE,
                who.gone().isPresent()
                        ? Strings.of("person.state.gone")
                        : Strings.of(
                                "person.stateAt",
                                Strings.of("person.state." + user.active()),
                                who.source().name()),
                active ? "approve" : "info"));
        if (user.kind().needsOwner()) {
            facts.add(Parts.chip(BootstrapIcons.GEAR, Strings.of("person.kind." + user.kind()), "medium"));
        }
        facts.add(Parts.label(Formats.name(user.signInName()), "t-muted"));
        user.title().ifPresent(text -> facts.add(Parts.label(Formats.name(text), "t-muted")));
        user.department().ifPresent(text -> facts.add(Parts.label(Formats.name(text), "t-muted")));
        who.manager()
                .ifPresent(text -> facts.add(Parts.label(Strings.of("person.manager", Formats.name(text)), "t-muted")));
        user.employeeNumber().ifPresent(text -> facts.add(Parts.label(Strings.of("person.employee", text), "t-muted")));
        facts.add(Parts.label(
                user.lastSignIn()
                        .map(at -> Strings.of("person.lastSignIn", AccountsTable.ago(at, who.asOf())))
                        .orElseGet(() -> Strings.of("person.lastSignIn.notTold")),
                "t-muted"));
        facts.add(Parts.label(user.id(), "t-mono", "t-subtle"));
        return facts;
    }

    static String accountsTitle(Person who) {
        long sources =
                who.accounts().stream().map(Person.Held::source).distinct().count();
        return Strings.count("person.accounts", who.accounts().size(), Strings.count("person.sources", sources));
    }

    /// A question that never links by itself.
    static Node question(Person.Question question, Person who, PersonQuestions questions) {
        Source app = question.source();
        String account = question.account().id();
        boolean identity = who.identity();
        String others = String.join(
                ", ",
                question.candidates().stream()
                        .filter(one -> !identity || !one.id().equals(who.who().id()))
                        .map(one -> Formats.name(one.label()))
                        .toList());
        Node text = Parts.sentence(
                Strings.of(
                        identity ? "person.question.identity" : "person.question.account",
                        Formats.name(question.account().label()),
                        app.name(),
                        question.suggestion().key().text(),
                        Formats.name(question.suggestion().value()),
                        others),
                "t-small");
        HBox row = Parts.row(
                12, Parts.icon(BootstrapIcons.QUESTION_DIAMOND, "i16", "k-medium"), Parts.grow(new VBox(text)));
        if (identity) {
            row.getChildren()
                    .add(link(
                            "person.same",
                            () -> questions.same(
                                    app,
                                    account,
                                    question.account().label(),
                                    who.who().id(),
                                    who.who().label())));
        }
        row.getChildren()
                .add(link(
                        identity ? "person.someoneElse" : "person.link",
                        () -> questions.linkTo(app, account, question.account().label())));
        return Parts.styled(row, "note", "medium");
    }

    private static Hyperlink link(String key, Runnable action) {
        var link = new Hyperlink(Strings.of(key));
        link.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        link.setOnAction(_ -> action.run());
        return link;
    }
}
