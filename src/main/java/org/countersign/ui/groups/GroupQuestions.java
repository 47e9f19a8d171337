package org.countersign.ui.groups;

import javafx.scene.Node;
import javafx.scene.control.Label;
import org.countersign.governance.GroupRecord;
import org.countersign.groups.Group;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.parts.Parts;

/// What is asked before an owner says that a group is right.
final class GroupQuestions {
    private final GroupViewModel model;
    private final Questions questions;

    GroupQuestions(GroupViewModel model, Questions questions) {
        this.model = model;
        this.questions = questions;
    }

    /// With the figures of what is said to be right.
    void attest() {
        model.groupProperty().get().filter(GroupQuestions::ready).ifPresent(this::attest);
    }

    /// Whether there is anything that can be found right: it is stated, and the source tells who is in it.
    static boolean ready(Group group) {
        return group.missing().isEmpty() && group.counts().told();
    }

    /// Why not, in words.
    static String why(Group group) {
        return !group.missing().isEmpty()
                ? Strings.of("groups.attest.missing")
                : group.counts().told()
                        ? Strings.of("groups.attest.help")
                        : Strings.of(
                                "groups.attest.untold",
                                Formats.name(group.source().name()));
    }

    private void attest(Group group) {
        var problem = new Label();
        Node said = Parts.sentence(Strings.of("groups.attest.body", Formats.name(group.label())), "t-muted");
        said.setFocusTraversable(true);
        Group.Counts counts = group.counts();
        questions.ask(
                Strings.of("groups.attest.title", Formats.name(group.label())),
                Strings.count("groups.attest.do", counts.all()),
                "accent",
                () -> {
                    model.attest(questions.settle(problem));
                    return false;
                },
                said,
                problem,
                said,
                fact(
                        "purpose",
                        Formats.line(
                                group.record().flatMap(GroupRecord::purpose).orElse(""))),
                fact(
                        "classification",
                        group.record()
                                .flatMap(GroupRecord::classification)
                                .map(GroupWords::level)
                                .orElse("")),
                fact(
                        "members",
                        Strings.of(
                                "groups.attest.members",
                                Spoken.number(counts.all()),
                                Spoken.number(counts.direct()),
                                Spoken.number(counts.nested()),
                                Spoken.number(counts.inactive()))),
                fact(
                        "reach",
                        Strings.count(
                                "groups.attest.reach", group.reaches().size(), Spoken.number(group.privileged()))),
                fact("last", last(group)));
    }

    private static Node fact(String key, String value) {
        return Parts.fact(Strings.of("groups.attest.fact." + key), value, 130);
    }

    private static String last(Group group) {
        return group.attested()
                .map(found -> found.members()
                        .map(then -> Strings.of(
                                "groups.attest.last",
                                GroupWords.day(found.day()),
                                Strings.count("groups.members", then)))
                        .orElseGet(() -> GroupWords.day(found.day())))
                .orElseGet(() -> Strings.of("groups.attested.never"));
    }
}
