package org.countersign.ui.exceptions;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.countersign.drift.ReadExceptions.Line;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.view.Leads;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What stands under the register about the exception that is looked at, and what can be done about it.
final class ExceptionDetails {
    private final ExceptionQuestions questions;
    private final Leads leads;

    ExceptionDetails(ExceptionQuestions questions, Leads leads) {
        this.questions = questions;
        this.leads = leads;
    }

    List<Node> of(Line line) {
        return List.of(
                Parts.row(
                        10,
                        Parts.chip(
                                ExceptionColumns.icon(line.stand()),
                                Strings.of("exceptions.stand." + line.stand()),
                                ExceptionColumns.tone(line.stand()).replace("subtle", "info")),
                        Parts.label(line.record().id(), "t-mono", "t-subtle"),
                        Parts.grow(Parts.label(
                                Strings.of(
                                        "exceptions.sentence",
                                        Formats.name(line.label()),
                                        ExceptionColumns.access(line),
                                        Formats.line(line.sourceName())),
                                "t-medium"))),
                Parts.sentence(Formats.line(line.record().reason().orElseGet(() -> Strings.of("exceptions.noReason")))),
                Parts.sentence(Strings.of("exceptions.todo." + line.stand()), "t-small", "t-muted"),
                Parts.row(
                        8,
                        shown(line),
                        act(
                                "ex-hand",
                                BootstrapIcons.ARROW_LEFT_RIGHT,
                                "exceptions.hand",
                                () -> questions.handOver(line)),
                        act(
                                "ex-extend",
                                BootstrapIcons.CALENDAR2_PLUS,
                                "exceptions.extend",
                                () -> questions.extend(line)),
                        act("ex-end", BootstrapIcons.SLASH_CIRCLE, "exceptions.end", () -> questions.end(line))));
    }

    private Button shown(Line line) {
        Button show = act("ex-show", BootstrapIcons.PERSON, "exceptions.show", () -> line.account()
                .ifPresent(id -> leads.to("people", line.record().source() + "/" + id)));
        show.setDisable(line.account().isEmpty());
        return show;
    }

    private static Button act(String id, Ikon icon, String key, Runnable action) {
        Button button = Parts.button(icon, Strings.of(key));
        button.setId(id);
        button.setOnAction(_ -> action.run());
        return button;
    }
}
