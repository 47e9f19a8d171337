package org.countersign.ui.dialog;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;

/// Who answers for somebody who is away, from when to when, and why; or that they are back.
public final class DeputyQuestion {
    private static final int DAYS = 7;
    private static final double DAY = 150;

    private final Questions questions;

    /// Asks over the window.
    public DeputyQuestion(Questions questions) {
        this.questions = questions;
    }

    /// Names one.
    public interface Naming {
        /// @param answer gets what stands against it; empty where it is done
        void name(String to, LocalDate start, LocalDate end, String reason, Consumer<String> answer);
    }

    /// Asks for a deputy.
    ///
    /// @param from who is away
    /// @param today as UTC counts days, as the days that are asked for
    /// @param known addresses to choose from; any other may be written
    public void name(String from, LocalDate today, Collection<String> known, Naming naming) {
        var to = new TextField();
        to.setId("deputy-to");
        to.setPromptText("name@example.com");
        Completion.among(to, known.stream().filter(one -> !one.equals(from)).toList());
        TextField start = day("deputy-start", "deputy.start", today);
        TextField end = day("deputy-end", "deputy.end", today.plusDays(DAYS));
        TextArea reason = reason();
        var problem = new Label();
        HBox days = Parts.row(16, named(Strings.of("deputy.start"), start), named(Strings.of("deputy.end"), end));
        questions.ask(
                Strings.of("deputy.title", Formats.name(from)),
                Strings.of("deputy.do"),
                "accent",
                () -> {
                    problem.setText(fault(today, start, end, reason));
                    if (problem.getText().isEmpty()) {
                        naming.name(
                                to.getText().strip(),
                                parsed(start).orElseThrow(),
                                parsed(end).orElseThrow(),
                                reason.getText(),
                                questions.settle(problem));
                    }
                    return false;
                },
                to,
                problem,
                Parts.sentence(Strings.of("deputy.body"), "t-muted"),
                named(Strings.of("deputy.to"), to),
                days,
                named(Strings.of("deputy.reason"), reason));
    }

    /// Asks whether somebody is back.
    ///
    /// @param until the last day that was named
    /// @param end ends it
    public void end(String from, String to, LocalDate until, Consumer<Consumer<String>> end) {
        var problem = new Label();
        Node said = Parts.sentence(
                Strings.of("deputy.end.body", Formats.name(to), Formats.name(from), Spoken.date(until)), "t-muted");
        said.setFocusTraversable(true);
        questions.ask(
                Strings.of("deputy.end.title", Formats.name(from)),
                Strings.of("deputy.end.do"),
                "accent",
                () -> {
                    end.accept(questions.settle(problem));
                    return false;
                },
                said,
                problem,
                said);
    }

    private static String fault(LocalDate today, TextField start, TextField end, TextArea reason) {
        if (parsed(start).isEmpty() || parsed(end).isEmpty()) {
            return Strings.of("deputy.noDay", today);
        }
        return reason.getText().isBlank() ? Strings.of("deputy.noReason") : "";
    }

    private static TextArea reason() {
        var reason = new TextArea();
        reason.setId("deputy-reason");
        reason.setWrapText(true);
        reason.setPrefRowCount(2);
        reason.setAccessibleText(Strings.of("deputy.reason"));
        return reason;
    }

    private static TextField day(String id, String key, LocalDate proposed) {
        TextField field = Parts.wide(new TextField(proposed.toString()), DAY);
        field.setId(id);
        field.setAccessibleText(Strings.of(key));
        return field;
    }

    private static Optional<LocalDate> parsed(TextField field) {
        try {
            return Optional.of(LocalDate.parse(field.getText().strip()));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static Node named(String name, Node field) {
        Label label = Parts.label(name, "t-medium");
        label.setLabelFor(field);
        return Parts.column(4, label, field);
    }
}
