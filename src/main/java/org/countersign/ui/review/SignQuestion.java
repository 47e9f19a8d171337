package org.countersign.ui.review;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.countersign.text.English;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.preferences.Stamps;
import org.countersign.ui.view.FilePicker;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What the evidence will say, then the key.
final class SignQuestion {
    private static final double FACTS = 190;

    private final Questions questions;
    private final FilePicker picker;
    private final Supplier<String> open;
    private final Stamps stamps;
    private final ReviewSigning signing;
    /// The file of the last signature: who signs again has the same key.
    private String last = "";

    /// @param open the file of the key that is open in this window; empty where there is none
    /// @param stamps who stamps the time
    SignQuestion(ReviewSigning signing, Questions questions, FilePicker picker, Supplier<String> open, Stamps stamps) {
        this.open = open;
        this.stamps = stamps;
        this.signing = signing;
        this.questions = questions;
        this.picker = picker;
    }

    void ask() {
        signing.signOff(signOff -> {
            // Somebody has gone on to another question meanwhile, or asked twice.
            if (!questions.open()) {
                ask(signOff);
            }
        });
    }

    private void ask(SignOff signOff) {
        var problem = new Label();
        var file = new TextField();
        file.setId("key-file");
        file.setAccessibleText(Strings.of("evidence.key.file"));
        file.setText(last.isEmpty() ? open.get() : last);
        Parts.grow(file);
        var choose = Parts.button(BootstrapIcons.FOLDER2_OPEN, Strings.of("evidence.choose"));
        choose.setOnAction(_ -> picker.open(Strings.of("evidence.key.file"), "*.p12", "*.pfx")
                .ifPresent(path -> file.setText(path.toString())));
        var password = new PasswordField();
        password.setId("password");
        password.setAccessibleText(Strings.of("evidence.key.passphrase"));
        questions.ask(
                Strings.count("review.ask.sign", signOff.waiting()),
                Strings.count("review.ask.sign.do", signOff.waiting()),
                "accent",
                () -> {
                    sign(file, password, problem);
                    return false;
                },
                file.getText().isEmpty() ? file : password,
                problem,
                Parts.sentence(English.of("attestation.reviewer"), "t-medium"),
                said(signOff),
                Parts.fact(Strings.of("timestamps.name"), stamps.asked(signing.stampRequired()), FACTS),
                ReviewQuestions.named(Strings.of("evidence.key.file"), Parts.row(8, file, choose)),
                ReviewQuestions.named(Strings.of("evidence.key.passphrase"), password));
    }

    private static VBox said(SignOff signOff) {
        return Parts.column(
                4,
                Parts.fact(Strings.of("review.signOff.decisions"), Spoken.number(signOff.waiting()), FACTS),
                Parts.fact(Strings.of("review.signOff.approved"), signOff.approvedShare() + " %", FACTS),
                Parts.fact(
                        Strings.of("review.signOff.median"),
                        signOff.medianSeconds() == 0
                                ? Strings.of("review.signOff.none")
                                : signOff.medianSeconds() + " s",
                        190),
                Parts.fact(Strings.of("review.signOff.batch"), Spoken.number(signOff.largestBatch()), FACTS),
                Parts.fact(Strings.of("review.signOff.open"), Spoken.number(signOff.open()), FACTS));
    }

    /// The question closes once the signature is taken.
    private void sign(TextField file, PasswordField password, Label problem) {
        if (file.getText().isBlank()) {
            problem.setText(Strings.of("review.ask.sign.noKey"));
            return;
        }
        if (stamps.lacks(signing.stampRequired())) {
            problem.setText(Strings.of("timestamps.lacking"));
            return;
        }
        Questions.busy(problem, Strings.of("review.ask.sign.busy"), signing::stop);
        Consumer<String> settle = questions.settle(problem, password);
        signing.sign(
                Path.of(file.getText()),
                password.getText().toCharArray(),
                stamps,
                words -> Questions.busy(problem, words),
                failure -> {
                    if (failure.isEmpty()) {
                        last = file.getText();
                    }
                    settle.accept(failure);
                },
                why -> questions.tell(Strings.of("timestamps.without"), why, Strings.of("timestamps.without.what")));
        password.clear();
    }
}
