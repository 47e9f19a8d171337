package org.countersign.ui.people;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.VBox;
import org.countersign.drift.ReadLinks;
import org.countersign.identity.LookAlike;
import org.countersign.people.Person;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Under an account that is nobody's: who may be its person by name, to be answered, and whom it looks like.
final class PersonNames {
    private static final int MOST = 5;

    private final Person who;
    private final PersonQuestions questions;

    PersonNames(Person who, PersonQuestions questions) {
        this.who = who;
        this.questions = questions;
    }

    List<Node> of(ReadLinks.Names names) {
        var nodes = new ArrayList<Node>();
        names.imitated().forEach(look -> nodes.add(imitated(look)));
        if (!names.alike().isEmpty()) {
            nodes.add(Parts.label(Strings.of("person.alike"), "t-small", "t-strong"));
            names.alike().stream().limit(MOST).forEach(one -> nodes.add(alike(one)));
        }
        return nodes;
    }

    private static Node imitated(LookAlike look) {
        var note = Parts.row(
                12,
                Parts.icon(BootstrapIcons.EYE, "i16", "k-medium"),
                Parts.grow(new VBox(Parts.sentence(look.sentence(), "t-small"))));
        note.setId("imitated");
        return Parts.styled(note, "note", "medium");
    }

    private Node alike(ReadLinks.Names.Alike one) {
        var same = new Hyperlink(Strings.of("person.same"));
        same.setId("same-" + one.suggestion().rank());
        same.setAccessibleText(Strings.of("person.same") + " " + Formats.name(one.label()));
        same.setOnAction(_ -> questions.same(
                who.source(),
                who.who().id(),
                who.who().label(),
                one.suggestion().identityId(),
                one.label()));
        String more = one.suggestion().hasAccount()
                ? Strings.of("person.alike.has", who.source().name())
                : "";
        return Parts.row(
                12,
                Parts.grow(new VBox(
                        Parts.label(Formats.name(one.label()), "t-small"),
                        Parts.sentence(Formats.visible(one.suggestion().reason()) + more, "t-muted", "t-small"))),
                same);
    }
}
