package org.countersign.ui.evidence;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.preferences.Stamps;
import org.countersign.ui.view.FilePicker;

/// Asks with which key one more person signs a report, and where the signed one goes.
final class CounterSignQuestion {
    private static final double NAMES = 150;

    private final CounterSigning model;
    private final KeysViewModel keys;
    private final Questions questions;
    private final FilePicker picker;
    private final Stamps stamps;

    CounterSignQuestion(
            CounterSigning model, KeysViewModel keys, Questions questions, FilePicker picker, Stamps stamps) {
        this.model = model;
        this.keys = keys;
        this.questions = questions;
        this.picker = picker;
        this.stamps = stamps;
    }

    /// @param verified a report that holds
    /// @param done gets the file that was written
    void ask(Verified verified, Consumer<List<Path>> done) {
        Path report = verified.file();
        var problem = new Label();
        TextField file = EvidenceQuestions.field("counter-key", "evidence.key.file");
        file.setText(keys.file());
        PasswordField passphrase = EvidenceQuestions.secret("counter-passphrase", "evidence.key.passphrase");
        questions.ask(
                Strings.of("evidence.counter.title"),
                Strings.of("evidence.counter.do"),
                "accent",
                () -> {
                    picker.save(Strings.of("evidence.counter.do"), CounterSigning.name(report))
                            .ifPresent(signed -> {
                                Questions.busy(problem, Strings.of("evidence.counter.busy"), model::stop);
                                model.sign(
                                        new CounterSigning.Draft(
                                                report, signed, file.getText(), EvidenceQuestions.chars(passphrase)),
                                        stamps,
                                        words -> Questions.busy(problem, words, model::stop),
                                        questions.settle(problem, passphrase),
                                        written -> done.accept(List.of(written)));
                            });
                    return false;
                },
                file.getText().isEmpty() ? file : passphrase,
                problem,
                Parts.sentence(Strings.of("evidence.counter.what"), "t-muted"),
                Parts.fact(Strings.of("evidence.counter.report"), verified.name(), NAMES),
                Parts.fact(Strings.of("evidence.counter.signed"), String.join(", ", verified.signedBy()), NAMES),
                Parts.fact(Strings.of("timestamps.name"), stamps.asked(), NAMES),
                EvidenceQuestions.named("evidence.key.file", EvidenceQuestions.beside(file, () -> picker.open(
                                Strings.of("evidence.key.file"), "*.p12", "*.pfx")
                        .ifPresent(path -> file.setText(path.toString())))),
                EvidenceQuestions.named("evidence.key.passphrase", passphrase));
    }
}
