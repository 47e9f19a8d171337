package org.countersign.ui.campaigns;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.countersign.campaign.ReviewerProgress;
import org.countersign.campaign.Standing;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Completion;
import org.countersign.ui.dialog.DeputyQuestion;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.view.FilePicker;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What is asked before a campaign ends, items go to somebody else, or somebody is reminded.
final class CampaignQuestions {
    private final CampaignsViewModel model;
    private final Questions questions;
    private final FilePicker system;

    CampaignQuestions(CampaignsViewModel model, Questions questions, FilePicker system) {
        this.model = model;
        this.questions = questions;
        this.system = system;
    }

    /// Over everything where all is signed; else what stays open is named, and why is asked.
    void close(CampaignState state) {
        Standing figures = state.row().standing();
        boolean done = figures.complete() && figures.unsigned() == 0;
        var problem = new Label();
        TextArea reason = area("close-reason", Strings.of("campaigns.close.reason"));
        Node said = Parts.sentence(
                done
                        ? Strings.of("campaigns.close.done", Spoken.number(figures.items()))
                        : Strings.of(
                                "campaigns.close.open",
                                Spoken.number((long) figures.open() + figures.dontKnow()),
                                Spoken.number(figures.unsigned())),
                "t-muted");
        said.setFocusTraversable(done);
        questions.ask(
                Strings.of(
                        "campaigns.close.title",
                        Formats.line(state.row().campaign().title())),
                Strings.of(done ? "campaigns.close.do" : "campaigns.close.doIncomplete"),
                done ? "accent" : "danger",
                () -> {
                    if (!done && reason.getText().isBlank()) {
                        problem.setText(Strings.of("campaigns.reason.missing"));
                        return false;
                    }
                    model.close(
                            done
                                    ? Optional.empty()
                                    : Optional.of(reason.getText().strip()),
                            questions.settle(problem));
                    return false;
                },
                done ? said : reason,
                problem,
                done ? new Node[] {said} : new Node[] {said, named(Strings.of("campaigns.close.reason"), reason)});
    }

    /// Nothing is deleted; still no result ever comes of it.
    void cancel(CampaignState state) {
        var problem = new Label();
        Node said = Parts.sentence(
                Strings.of(
                        "campaigns.cancel.body",
                        Spoken.number(state.row().standing().decided())),
                "t-muted");
        said.setFocusTraversable(true);
        questions.ask(
                Strings.of(
                        "campaigns.cancel.title",
                        Formats.line(state.row().campaign().title())),
                Strings.of("campaigns.cancel.do"),
                "danger",
                () -> {
                    model.cancel(questions.settle(problem));
                    return false;
                },
                said,
                problem,
                said);
    }

    /// Who answers for a reviewer who is away; or that they are back.
    void deputy(CampaignState state, ReviewerProgress reviewer) {
        String from = reviewer.reviewer();
        var question = new DeputyQuestion(questions);
        state.deputies()
                .of(from)
                .ifPresentOrElse(
                        one -> question.end(from, one.to(), one.end(), answer -> model.back(from, answer)),
                        () -> question.name(
                                from,
                                state.deputies().today(),
                                others(state, reviewer),
                                (to, start, end, reason, answer) ->
                                        model.delegate(from, to, start, end, reason, answer)));
    }

    private static List<String> others(CampaignState state, ReviewerProgress from) {
        return Stream.concat(
                        state.reviewers().stream().map(ReviewerProgress::reviewer),
                        Stream.of(
                                state.row().campaign().owner(),
                                state.row().campaign().fallback()))
                .filter(one -> !one.equals(from.reviewer()))
                .distinct()
                .sorted()
                .toList();
    }

    /// To whom, and why.
    void handOver(CampaignState state, ReviewerProgress from) {
        var to = new TextField();
        to.setId("hand-to");
        to.setPromptText("name@example.com");
        Completion.among(to, others(state, from));
        TextArea reason = area("hand-reason", Strings.of("campaigns.hand.reason"));
        var problem = new Label();
        questions.ask(
                Strings.count("campaigns.hand.title", from.open(), Formats.name(from.reviewer())),
                Strings.count("campaigns.hand.do", from.open()),
                "accent",
                () -> {
                    if (reason.getText().isBlank()) {
                        problem.setText(Strings.of("campaigns.reason.missing"));
                        return false;
                    }
                    model.handOver(from.reviewer(), to.getText(), reason.getText(), questions.settle(problem));
                    return false;
                },
                to,
                problem,
                Parts.sentence(Strings.of("campaigns.hand.body"), "t-muted"),
                named(Strings.of("campaigns.hand.to"), to),
                named(Strings.of("campaigns.hand.reason"), reason));
    }

    /// A text to send: copied, or handed to the mail program.
    void remind(CampaignState state, ReviewerProgress reviewer) {
        Reminder reminder = Reminder.of(state.row(), reviewer);
        TextArea text = area("remind-text", Strings.of("campaigns.remind"));
        text.setText(reminder.body());
        text.setPrefRowCount(10);
        var problem = new Label();
        var copy = Parts.button(BootstrapIcons.CLIPBOARD, Strings.of("campaigns.remind.copy"));
        copy.setId("remind-copy");
        copy.setOnAction(_ -> {
            var content = new ClipboardContent();
            content.putString(text.getText());
            Clipboard.getSystemClipboard().setContent(content);
            problem.setText(Strings.of("campaigns.remind.copied"));
        });
        questions.ask(
                Strings.of("campaigns.remind.title", Formats.name(reviewer.reviewer())),
                Strings.of("campaigns.remind.mail"),
                "accent",
                () -> {
                    var edited = new Reminder(reminder.to(), reminder.subject(), text.getText());
                    boolean sent = system.mail(edited.mail());
                    problem.setText(sent ? "" : Strings.of("campaigns.remind.noMail"));
                    return sent;
                },
                text,
                problem,
                Parts.fact(Strings.of("campaigns.remind.to"), reminder.to(), 70),
                Parts.fact(Strings.of("campaigns.remind.about"), reminder.subject(), 70),
                text,
                Parts.row(8, copy));
    }

    private static TextArea area(String id, String name) {
        var area = new TextArea();
        area.setId(id);
        area.setWrapText(true);
        area.setPrefRowCount(3);
        area.setAccessibleText(name);
        return area;
    }

    private static Node named(String name, Node field) {
        Label label = Parts.label(name, "t-medium");
        label.setLabelFor(field);
        return Parts.column(4, label, field);
    }
}
