package org.countersign.ui.evidence;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.countersign.text.English;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.evidence.EvidenceState.Chosen;
import org.countersign.ui.evidence.SignatureRow.Role;
import org.countersign.ui.evidence.SignatureRow.State;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.preferences.Stamps;
import org.countersign.ui.view.FilePicker;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What is asked before the owner signs, a key is made or opened, or a signer is trusted.
final class EvidenceQuestions {
    private static final double NAMES = 150;
    private static final double QR = 112;

    private final EvidenceViewModel model;
    private final KeysViewModel keys;
    private final Questions questions;
    private final FilePicker picker;
    private final Clock clock;
    private final Stamps stamps;

    EvidenceQuestions(
            EvidenceViewModel model,
            KeysViewModel keys,
            Questions questions,
            FilePicker picker,
            Clock clock,
            Stamps stamps) {
        this.stamps = stamps;
        this.model = model;
        this.keys = keys;
        this.questions = questions;
        this.picker = picker;
        this.clock = clock;
    }

    /// What the owner's name will stand under, then the key.
    void sign(Chosen chosen) {
        var problem = new Label();
        TextField file = field("sign-key", "evidence.key.file");
        file.setText(keys.file());
        PasswordField passphrase = secret("sign-passphrase", "evidence.key.passphrase");
        questions.ask(
                Strings.of("evidence.sign.title", Formats.line(chosen.campaign().title())),
                Strings.of("evidence.sign.do"),
                "accent",
                () -> {
                    if (stamps.lacks(chosen.campaign().timestampRequired())) {
                        problem.setText(Strings.of("timestamps.lacking"));
                        return false;
                    }
                    Questions.busy(problem, Strings.of("evidence.sign.busy"), model.signing()::stop);
                    model.signing()
                            .sign(
                                    file.getText(),
                                    chars(passphrase),
                                    stamps,
                                    words -> Questions.busy(problem, words),
                                    questions.settle(problem, passphrase),
                                    why -> questions.tell(
                                            Strings.of("timestamps.without"),
                                            why,
                                            Strings.of("timestamps.without.what")));
                    return false;
                },
                file.getText().isEmpty() ? file : passphrase,
                problem,
                quote(English.of("attestation.owner")),
                facts(chosen),
                fact("timestamps.name", stamps.asked(chosen.campaign().timestampRequired())),
                Parts.sentence(Strings.of("evidence.sign.once"), "t-small", "t-muted"),
                named("evidence.key.file", beside(file, () -> picker.open(
                                Strings.of("evidence.key.file"), "*.p12", "*.pfx")
                        .ifPresent(path -> file.setText(path.toString())))),
                named("evidence.key.passphrase", passphrase));
    }

    private static Node quote(String sentence) {
        return Parts.styled(
                Parts.top(
                        10,
                        Parts.icon(BootstrapIcons.PEN, "i16", "k-accent"),
                        Parts.grow(Parts.sentence("“" + sentence + "”", "t-medium"))),
                "note",
                "accent");
    }

    private static VBox facts(Chosen chosen) {
        long signed = chosen.rows().stream()
                .filter(row -> row.role() == Role.REVIEWER && row.at().isPresent())
                .count();
        List<String> without = chosen.rows().stream()
                .filter(row -> row.role() == Role.REVIEWER && row.state() == State.COUNTS_AS_OPEN)
                .map(row -> row.who().isBlank() ? Strings.of("evidence.noReviewer") : Formats.name(row.who()))
                .toList();
        VBox facts = Parts.column(
                4,
                fact("evidence.sign.owner", Formats.name(chosen.campaign().owner())),
                fact("evidence.sign.figures", EvidenceWords.figures(chosen.standing())),
                fact("evidence.sign.signed", Strings.count("evidence.sign.reviewers", signed)));
        if (!without.isEmpty()) {
            facts.getChildren().add(fact("evidence.sign.without", String.join(", ", without)));
        }
        chosen.campaign().incompleteReason().ifPresent(reason -> facts.getChildren()
                .add(fact("evidence.sign.why", Formats.line(reason))));
        return facts;
    }

    private static HBox fact(String key, String value) {
        return Parts.fact(Strings.of(key), value, NAMES);
    }

    /// Makes a key: whose, where, and a passphrase twice.
    void make() {
        var problem = new Label();
        TextField name = field("key-name", "evidence.key.name");
        TextField address = field("key-address", "evidence.key.address");
        address.setPromptText("name@example.com");
        TextField file = field("key-file", "evidence.key.newFile");
        PasswordField passphrase = secret("key-passphrase", "evidence.key.passphrase");
        PasswordField again = secret("key-again", "evidence.key.again");
        questions.ask(
                Strings.of("evidence.key.make.title"),
                Strings.of("evidence.key.make.do"),
                "accent",
                () -> {
                    Questions.busy(problem, Strings.of("evidence.key.make.busy"));
                    keys.make(
                            new KeyDraft(
                                    file.getText(), name.getText(), address.getText(), typed(passphrase), typed(again)),
                            questions.settle(problem));
                    return false;
                },
                name,
                problem,
                Parts.sentence(Strings.of("evidence.key.make.what"), "t-muted"),
                named("evidence.key.name", name),
                named("evidence.key.address", address),
                named("evidence.key.newFile", beside(file, () -> picker.save(
                                Strings.of("evidence.key.newFile"),
                                (address.getText().isBlank()
                                                ? "key"
                                                : address.getText().strip()) + ".p12")
                        .ifPresent(path -> file.setText(path.toString())))),
                Parts.row(
                        10,
                        Parts.grow(named("evidence.key.passphrase", passphrase)),
                        Parts.grow(named("evidence.key.again", again))));
    }

    /// Opens a key file, to see whose it is.
    void look() {
        var problem = new Label();
        TextField file = field("look-key", "evidence.key.file");
        file.setText(keys.file());
        PasswordField passphrase = secret("look-passphrase", "evidence.key.passphrase");
        questions.ask(
                Strings.of("evidence.key.look.title"),
                Strings.of("evidence.key.look.do"),
                "accent",
                () -> {
                    Questions.busy(problem, Strings.of("evidence.key.look.busy"));
                    keys.look(file.getText(), chars(passphrase), questions.settle(problem, passphrase));
                    return false;
                },
                file.getText().isEmpty() ? file : passphrase,
                problem,
                Parts.sentence(Strings.of("evidence.key.look.what"), "t-muted"),
                named("evidence.key.file", beside(file, () -> picker.open(
                                Strings.of("evidence.key.file"), "*.p12", "*.pfx")
                        .ifPresent(path -> file.setText(path.toString())))),
                named("evidence.key.passphrase", passphrase));
    }

    /// Who would be trusted, with fingerprints to compare first.
    void trust(List<X509Certificate> certificates) {
        List<X509Certificate> fresh = certificates.stream()
                .distinct()
                .filter(one -> model.stateProperty()
                        .get()
                        .filter(state -> state.trusts(SignerFacts.of(one).fingerprint()))
                        .isEmpty())
                .toList();
        var body = new ArrayList<Node>();
        body.add(Parts.sentence(
                Strings.of(fresh.isEmpty() ? "evidence.roster.known" : "evidence.roster.compare"), "t-muted"));
        (fresh.isEmpty() ? certificates : fresh).forEach(one -> body.add(signer(SignerFacts.of(one))));
        Node first = body.getFirst();
        first.setFocusTraversable(true);
        questions.ask(
                Strings.count("evidence.roster.title", fresh.isEmpty() ? certificates.size() : fresh.size()),
                fresh.isEmpty() ? Strings.of("dialog.close") : Strings.count("evidence.roster.do", fresh.size()),
                "accent",
                () -> {
                    if (!fresh.isEmpty()) {
                        keys.trust(fresh, model::refresh);
                    }
                    return true;
                },
                first,
                new Label(),
                body.toArray(Node[]::new));
    }

    private Node signer(SignerFacts signer) {
        return Parts.styled(
                Parts.column(
                        4,
                        Parts.label(Formats.name(signer.name()), "t-medium"),
                        Parts.label(
                                Formats.line(String.join(", ", signer.addresses())) + " · "
                                        + Strings.of(
                                                "evidence.key.kind",
                                                signer.algorithm(),
                                                EvidenceWords.until(signer, clock)),
                                "t-small",
                                "t-muted"),
                        Parts.top(12, RosterPanel.fingerprint(signer), Parts.space(), QrCode.of(signer, QR))),
                "note",
                "info");
    }

    private static char[] typed(PasswordField field) {
        return field.getText().toCharArray();
    }

    static char[] chars(PasswordField field) {
        char[] typed = typed(field);
        field.clear();
        return typed;
    }

    static TextField field(String id, String key) {
        var field = new TextField();
        field.setId(id);
        field.setAccessibleText(Strings.of(key));
        return field;
    }

    static PasswordField secret(String id, String key) {
        var field = new PasswordField();
        field.setId(id);
        field.setAccessibleText(Strings.of(key));
        return field;
    }

    static HBox beside(TextField field, Runnable choose) {
        var button = Parts.button(BootstrapIcons.FOLDER2_OPEN, Strings.of("evidence.choose"));
        button.setId(field.getId() + "-choose");
        // There may be two of them in one question.
        button.setAccessibleText(button.getText() + " " + field.getAccessibleText());
        button.setOnAction(_ -> choose.run());
        return Parts.row(8, Parts.grow(field), button);
    }

    static VBox named(String key, Node field) {
        Label label = Parts.label(Strings.of(key), "t-medium");
        label.setLabelFor(field instanceof HBox row ? row.getChildren().getFirst() : field);
        return Parts.column(4, label, field);
    }
}
