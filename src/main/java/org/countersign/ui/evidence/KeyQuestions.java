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
        ask(
                "take",
                from,
                (passphrase, answer) -> keys.take(from.getText(), passphrase, to.getText(), answer),
                first,
                second);
    }

    /// Writes a request for an authority.
    void request() {
        TextField key = key("request-key");
        TextField to = EvidenceQuestions.field("request-to", "evidence.key.request.file");
        Node second =
                EvidenceQuestions.named("evidence.key.request.file", EvidenceQuestions.beside(to, () -> picker.save(
                                Strings.of("evidence.key.request.file"), "key.csr")
                        .ifPresent(path -> to.setText(path.toString()))));
        ask(
                "request",
                to,
                (passphrase, answer) -> keys.request(key.getText(), passphrase, to.getText(), answer),
                chosen(key),
                second);
    }

    /// Takes the authority's answer.
    void certify() {
        TextField key = key("certify-key");
        TextField from = EvidenceQuestions.field("certify-from", "evidence.key.certify.file");
        Node second =
                EvidenceQuestions.named("evidence.key.certify.file", EvidenceQuestions.beside(from, () -> picker.open(
                                Strings.of("evidence.key.certify.file"), "*.pem", "*.crt", "*.cer", "*.p7b")
                        .ifPresent(path -> from.setText(path.toString()))));
        ask(
                "certify",
                from,
                (passphrase, answer) -> keys.certify(key.getText(), passphrase, from.getText(), answer),
                chosen(key),
                second);
    }

    private TextField key(String id) {
        TextField key = EvidenceQuestions.field(id, "evidence.key.file");
        key.setText(keys.file());
        return key;
    }

    private Node chosen(TextField key) {
        return EvidenceQuestions.named("evidence.key.file", EvidenceQuestions.beside(key, () -> picker.open(
                        Strings.of("evidence.key.file"), "*.p12", "*.pfx")
                .ifPresent(path -> key.setText(path.toString()))));
    }

    /// Does it with a passphrase.
    private interface Work {
        void run(char[] passphrase, Consumer<String> answer);
    }

    private void ask(String what, TextField focus, Work work, Node... files) {
        var problem = new Label();
        PasswordField passphrase = EvidenceQuestions.secret(what + "-passphrase", "evidence.key.passphrase");
        String key = "evidence.key." + what;
        VBox body = Parts.column(12, Parts.sentence(Strings.of(key + ".what"), "t-muted"));
        body.getChildren().addAll(files);
        body.getChildren().add(EvidenceQuestions.named("evidence.key.passphrase", passphrase));
        questions.ask(
                Strings.of(key + ".title"),
                Strings.of(key + ".do"),
                "accent",
                () -> {
                    EvidenceQuestions.busy(problem, "evidence.key.look.busy");
                    work.run(
                            EvidenceQuestions.chars(passphrase),
                            EvidenceQuestions.settle(questions, problem, passphrase));
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
