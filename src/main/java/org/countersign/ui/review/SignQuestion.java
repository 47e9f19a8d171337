package org.countersign.ui.review;

import java.nio.file.Path;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.countersign.text.English;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.view.FilePicker;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What the evidence will say, then the key.
final class SignQuestion {
    private final ReviewViewModel model;
    private final Questions questions;
    private final FilePicker picker;

    SignQuestion(ReviewViewModel model, Questions questions, FilePicker picker) {
        this.model = model;
        this.questions = questions;
        this.picker = picker;
    }

    void ask() {
        model.signOff(this::ask);
    }

    private void ask(SignOff signOff) {
        var problem = new Label();
        var file = new TextField();
        file.setId("key-file");
        file.setPromptText(Strings.of("review.ask.sign.key"));
        Parts.grow(file);
        var choose = Parts.button(BootstrapIcons.FOLDER2_OPEN, Strings.of("review.ask.sign.choose"));
        choose.setOnAction(_ -> picker.open(Strings.of("review.ask.sign.key"), "*.p12", "*.pfx")
                .ifPresent(path -> file.setText(path.toString())));
        var password = new PasswordField();
        password.setId("password");
        password.setPromptText(Strings.of("review.ask.sign.password"));
        questions.ask(
                Strings.count("review.ask.sign", signOff.waiting()),
                Strings.count("review.ask.sign.do", signOff.waiting()),
                "accent",
                () -> {
                    sign(file, password, problem);
                    return false;
                },
                file,
                problem,
                Parts.sentence(English.of("attestation.reviewer"), "t-medium"),
                said(signOff),
                Parts.row(8, file, choose),
                password);
    }

    private static VBox said(SignOff signOff) {
        return Parts.column(
                4,
                Parts.fact(Strings.of("review.signOff.decisions"), Spoken.number(signOff.waiting()), 190),
                Parts.fact(Strings.of("review.signOff.approved"), signOff.approvedShare() + " %", 190),
                Parts.fact(
                        Strings.of("review.signOff.median"),
                        signOff.medianSeconds() == 0
                                ? Strings.of("review.signOff.none")
                                : signOff.medianSeconds() + " s",
                        190),
                Parts.fact(Strings.of("review.signOff.batch"), Spoken.number(signOff.largestBatch()), 190),
                Parts.fact(Strings.of("review.signOff.open"), Spoken.number(signOff.open()), 190));
    }

    /// The question closes once the signature is taken.
    private void sign(TextField file, PasswordField password, Label problem) {
        problem.setText(Strings.of("review.ask.sign.busy"));
        model.sign(Path.of(file.getText()), password.getText().toCharArray(), failure -> {
            problem.setText(failure);
            if (failure.isEmpty()) {
                questions.close();
            }
        });
        password.clear();
    }
}
