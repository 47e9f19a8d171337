package org.countersign.ui.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.theme.Zoom;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// Asks for the word: first what can be acknowledged and why the rest cannot, then why, in whose name, until when.
final class AcknowledgeQuestion {
    private final FindingActs acts;
    private final Questions questions;

    AcknowledgeQuestion(FindingActs acts, Questions questions) {
        this.acts = acts;
        this.questions = questions;
    }

    /// Asks about these, once it is known which can be.
    void ask(PickedFindings picked) {
        acts.consider(picked, this::ask);
    }

    private void ask(AcknowledgeDraft draft) {
        if (draft.eligible().isEmpty()) {
            none(draft);
            return;
        }
        var problem = new Label();
        TextArea reason = reason();
        var until = new TextField(draft.proposed().toString());
        until.setId("until");
        until.setPrefWidth(Zoom.of(120));
        Label meaning = Parts.label("", "t-small", "t-muted");
        meaning.textProperty().bind(until.textProperty().map(draft::meaning));
        var body = new ArrayList<Node>();
        if (!draft.leftOut().isEmpty()) {
            body.addAll(leftOut(draft));
        }
        body.add(Parts.sentence(Strings.of("findings.ask.why"), "t-muted"));
        Label why = Parts.label(Strings.of("findings.ask.reason"), "t-medium");
        why.setLabelFor(reason);
        body.add(Parts.column(4, why, reason));
        body.add(named(Strings.of("findings.ask.by"), Parts.label(Formats.name(draft.by()), "t-medium")));
        body.add(named(Strings.of("findings.ask.until"), until, meaning));
        questions.ask(
                draft.headline(),
                Strings.count("findings.ask.do", draft.eligible().size()),
                "accent",
                () -> {
                    Optional<String> fault = draft.fault(until.getText(), reason.getText());
                    problem.setText(fault.orElse(""));
                    draft.chosen(until.getText())
                            .filter(_ -> fault.isEmpty())
                            .ifPresent(day -> acts.acknowledge(draft, reason.getText(), day));
                    return fault.isEmpty();
                },
                reason,
                problem,
                body.toArray(Node[]::new));
    }

    private void none(AcknowledgeDraft draft) {
        VBox body = Parts.column(12);
        body.getChildren().addAll(leftOut(draft));
        body.setFocusTraversable(true);
        questions.show(Strings.of("findings.ask.none"), body);
    }

    private static TextArea reason() {
        var reason = new TextArea();
        reason.setId("reason");
        reason.setWrapText(true);
        reason.setPrefRowCount(3);
        reason.setAccessibleText(Strings.of("findings.ask.reason"));
        return reason;
    }

    private static Node named(String name, Node... nodes) {
        Label label = Parts.wide(Parts.label(name, "t-muted"), 110);
        label.setLabelFor(nodes[0]);
        nodes[0].setAccessibleHelp(name);
        var row = Parts.row(10, label);
        row.getChildren().addAll(nodes);
        return row;
    }

    private static List<Node> leftOut(AcknowledgeDraft draft) {
        var nodes = new ArrayList<Node>();
        draft.leftOut().forEach((why, left) -> {
            int more = left.count() - left.named().size();
            nodes.add(Parts.note(
                    BootstrapIcons.INFO_CIRCLE,
                    "info",
                    Strings.count("findings.ask.leftOut", left.count(), why),
                    String.join("\n", left.named())
                            + (more > 0 ? "\n" + Strings.count("findings.ask.more", more) : "")));
        });
        return nodes;
    }
}
