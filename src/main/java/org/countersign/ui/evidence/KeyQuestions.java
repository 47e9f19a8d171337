package org.countersign.ui.evidence;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.view.FilePicker;

/// What is asked to take over a key of an organisation, or to have it certify one; and a fingerprint to be read by a
/// camera.
final class KeyQuestions {
    private static final double QR = 260;

    private final KeysViewModel keys;
    private final Questions questions;
    private final FilePicker picker;

    KeyQuestions(KeysViewModel keys, Questions questions, FilePicker picker) {
        this.keys = keys;
        this.questions = questions;
        this.picker = picker;
    }

    /// Takes over a key file of the organisation.
    void take() {
        TextField from = EvidenceQuestions.field("take-key", "evidence.key.file");
        TextField to = EvidenceQuestions.field("take-to", "evidence.key.newFile");
        Node first = EvidenceQuestions.named("evidence.key.file", EvidenceQuestions.beside(from, () -> picker.open(
                        Strings.of("evidence.key.file"), "*.p12", "*.pfx")
                .ifPresent(path -> from.setText(path.toString()))));
        Node second = EvidenceQuestions.named("evidence.key.newFile", EvidenceQuestions.beside(to, () -> picker.save(
                        Strings.of("evidence.key.newFile"), "key.p12")
                .ifPresent(path -> to.setText(path.toString()))));
        PasswordField passphrase = passphrase("take");
        ask(
                "take",
                from,
                passphrase,
                (typed, answer) -> keys.take(from.getText(), typed, to.getText(), answer),
                first,
                second,
                last(passphrase));
    }

    /// Writes a request for an authority.
    void request() {
        TextField key = key("request-key");
        TextField to = EvidenceQuestions.field("request-to", "evidence.key.request.file");
        Node second =
                EvidenceQuestions.named("evidence.key.request.file", EvidenceQuestions.beside(to, () -> picker.save(
                                Strings.of("evidence.key.request.file"), "key.csr")
                        .ifPresent(path -> to.setText(path.toString()))));
        PasswordField passphrase = passphrase("request");
        ask(
                "request",
                to,
                passphrase,
                (typed, answer) -> keys.request(key.getText(), typed, to.getText(), answer),
                chosen(key),
                second,
                last(passphrase));
    }

    /// Takes the authority's answer.
    void certify() {
        TextField key = key("certify-key");
        TextField from = EvidenceQuestions.field("certify-from", "evidence.key.certify.file");
        Node second =
                EvidenceQuestions.named("evidence.key.certify.file", EvidenceQuestions.beside(from, () -> picker.open(
                                Strings.of("evidence.key.certify.file"), "*.pem", "*.crt", "*.cer", "*.p7b")
                        .ifPresent(path -> from.setText(path.toString()))));
        PasswordField passphrase = passphrase("certify");
        ask(
                "certify",
                from,
                passphrase,
                (typed, answer) -> keys.certify(key.getText(), typed, from.getText(), answer),
                chosen(key),
                second,
                last(passphrase));
    }

    /// Puts another key in the place of this one.
    ///
    /// @param done runs once it is there
    void rotate(Runnable done) {
        SeenKeys.Turn turn = keys.seen().turn();
        TextField key = EvidenceQuestions.field("rotate-key", "evidence.key.rotate.oldFile");
        key.setText(turn.old());
        TextField fresh = EvidenceQuestions.field("rotate-to", "evidence.key.rotate.file");
        fresh.setText(turn.fresh());
        PasswordField second = EvidenceQuestions.secret("rotate-second", "evidence.key.rotate.passphrase");
        Node to = EvidenceQuestions.named("evidence.key.rotate.file", EvidenceQuestions.beside(fresh, () -> picker.open(
                        Strings.of("evidence.key.rotate.file"), "*.p12", "*.pfx")
                .ifPresent(path -> fresh.setText(path.toString()))));
        PasswordField passphrase = EvidenceQuestions.secret("rotate-passphrase", "evidence.key.rotate.old");
        ask(
                "rotate",
                key.getText().isEmpty() ? key : passphrase,
                passphrase,
                (typed, answer) ->
                        keys.rotate(key.getText(), typed, fresh.getText(), EvidenceQuestions.chars(second), against -> {
                            answer.accept(against);
                            if (against.isEmpty()) {
                                done.run();
                            }
                        }),
                EvidenceQuestions.named("evidence.key.rotate.oldFile", chooser(key, "evidence.key.rotate.oldFile")),
                EvidenceQuestions.named("evidence.key.rotate.old", passphrase),
                to,
                EvidenceQuestions.named("evidence.key.rotate.passphrase", second));
    }

    private TextField key(String id) {
        TextField key = EvidenceQuestions.field(id, "evidence.key.file");
        key.setText(keys.file());
        return key;
    }

    private Node chosen(TextField key) {
        return EvidenceQuestions.named("evidence.key.file", chooser(key, "evidence.key.file"));
    }

    private Node chooser(TextField key, String asked) {
        return EvidenceQuestions.beside(key, () -> picker.open(Strings.of(asked), "*.p12", "*.pfx")
                .ifPresent(path -> key.setText(path.toString())));
    }

    /// Does it with a passphrase.
    private interface Work {
        void run(char[] passphrase, Consumer<String> answer);
    }

    private static PasswordField passphrase(String what) {
        return EvidenceQuestions.secret(what + "-passphrase", "evidence.key.passphrase");
    }

    private static Node last(PasswordField passphrase) {
        return EvidenceQuestions.named("evidence.key.passphrase", passphrase);
    }

    private void ask(String what, TextField focus, PasswordField passphrase, Work work, Node... fields) {
        var problem = new Label();
        String key = "evidence.key." + what;
        VBox body = Parts.column(12, Parts.sentence(Strings.of(key + ".what"), "t-muted"));
        body.getChildren().addAll(fields);
        questions.ask(
                Strings.of(key + ".title"),
                Strings.of(key + ".do"),
                "accent",
                () -> {
                    Questions.busy(problem, Strings.of("evidence.key.look.busy"));
                    work.run(EvidenceQuestions.chars(passphrase), questions.settle(problem, passphrase));
                    return false;
                },
                focus,
                problem,
                body);
    }

    /// The fingerprint, large enough for a camera.
    void qr(SignerFacts signer) {
        VBox body = Parts.column(
                12,
                Parts.sentence(Strings.of("evidence.qr.what", Formats.name(signer.name())), "t-muted"),
                QrCode.of(signer, QR),
                RosterPanel.fingerprint(signer));
        body.setFocusTraversable(true);
        body.setAccessibleText(Strings.of("evidence.fingerprint", signer.fingerprint()));
        questions.show(Strings.of("evidence.qr.title", String.join(", ", List.copyOf(signer.addresses()))), body);
    }
}
