package org.countersign.ui.campaigns;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.CompareQuestion;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.dialog.Stranger;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.view.FilePicker;
import org.countersign.ui.view.Navigator;
import org.countersign.ui.view.Place;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// What is asked before a packet goes out, and where somebody signed whom nobody knows yet.
final class PacketQuestions {
    private final PacketsViewModel model;
    private final Questions questions;
    private final FilePicker picker;
    private final Navigator navigator;
    private final Supplier<String> lastKey;

    /// @param lastKey the file of the key that was opened last; empty where none was
    PacketQuestions(
            PacketsViewModel model,
            Questions questions,
            FilePicker picker,
            Navigator navigator,
            Supplier<String> lastKey) {
        this.model = model;
        this.questions = questions;
        this.picker = picker;
        this.navigator = navigator;
        this.lastKey = lastKey;
    }

    /// The owner's key, then where to.
    ///
    /// @param out whether a packet of theirs is out already, whose answer would be taken no more
    void export(String campaign, String reviewer, boolean out) {
        var problem = new Label();
        var key = new TextField(lastKey.get());
        key.setId("packet-key");
        key.setAccessibleText(Strings.of("campaigns.packet.key"));
        PasswordField passphrase = passphrase();
        var choose = Parts.button(BootstrapIcons.FOLDER2_OPEN, Strings.of("campaigns.packet.choose"));
        choose.setOnAction(_ -> picker.open(Strings.of("campaigns.packet.key"), "*.p12", "*.pfx")
                .ifPresent(path -> key.setText(path.toString())));
        questions.ask(
                Strings.of("campaigns.packet.title", Formats.name(reviewer)),
                Strings.of("campaigns.packet.do"),
                "accent",
                () -> {
                    if (key.getText().isBlank()) {
                        problem.setText(Strings.of("campaigns.packet.noKey"));
                        return false;
                    }
                    picker.save(Strings.of("campaigns.packet.do"), name(reviewer) + ".packet.asice")
                            .ifPresent(to -> {
                                Questions.busy(problem, Strings.of("campaigns.packet.signing"));
                                char[] typed = passphrase.getText().toCharArray();
                                passphrase.clear();
                                model.export(
                                        campaign,
                                        reviewer,
                                        key.getText(),
                                        typed,
                                        to,
                                        questions.settle(problem, passphrase));
                            });
                    return false;
                },
                key.getText().isEmpty() ? key : passphrase,
                problem,
                said(out),
                named("campaigns.packet.key", Parts.row(8, Parts.grow(key), choose), key),
                named("campaigns.packet.secret", passphrase, passphrase));
    }

    private static PasswordField passphrase() {
        var passphrase = new PasswordField();
        passphrase.setId("packet-passphrase");
        passphrase.setAccessibleText(Strings.of("campaigns.packet.secret"));
        return passphrase;
    }

    private static Node said(boolean out) {
        return out
                ? Parts.note(
                        BootstrapIcons.EXCLAMATION_TRIANGLE_FILL,
                        "high",
                        Strings.of("campaigns.packet.isOut"),
                        Strings.of("campaigns.packet.isOut.body"))
                : Parts.sentence(Strings.of("campaigns.packet.body"), "t-muted");
    }

    /// `grace` of `grace@example.com`: what a file may be called.
    private static String name(String address) {
        String plain = Formats.plain(address.replaceFirst("@.*", "")).replaceAll("[^a-z0-9.-]", "-");
        return plain.isEmpty() ? "reviewer" : plain;
    }

    private static Node named(String key, Node shown, Node field) {
        Label label = Parts.label(Strings.of(key), "t-medium");
        label.setLabelFor(field);
        return Parts.column(4, label, shown);
    }

    /// Asks for a file, a packet or an answer.
    void choose() {
        picker.open(Strings.of("campaigns.packet.take"), "*.asice").ifPresent(file -> take(List.of(file)));
    }

    /// Takes files that were dropped, the first of them.
    void take(List<Path> files) {
        if (files.size() == 1) {
            take(files.getFirst(), Optional.empty());
        } else if (!files.isEmpty()) {
            questions.problem(Strings.of("campaigns.packet.refused"), Strings.of("campaigns.packet.several"));
        }
    }

    private void take(Path file, Optional<String> compared) {
        model.take(file, compared, new PacketsViewModel.Taken() {
            @Override
            public void unknown(Stranger who) {
                compare(file, who);
            }

            @Override
            public void refused(String why) {
                questions.problem(Strings.of("campaigns.packet.refused"), why);
            }

            @Override
            public void opened(String campaign) {
                navigator.go(Place.REVIEW, campaign);
            }

            @Override
            public void merged() {
                // The page says what came of it.
            }
        });
    }

    private void compare(Path file, Stranger who) {
        CompareQuestion.ask(
                questions, who, Strings.of("campaigns.packet.trust"), List.of(), List.of(), new Label(), () -> {
                    take(file, Optional.of(who.fingerprint()));
                    return true;
                });
    }

    /// Writes the answer.
    void handBack(String campaign) {
        picker.save(Strings.of("campaigns.packet.back"), campaign + ".answer.asice")
                .ifPresent(to -> model.handBack(
                        campaign, to, why -> questions.problem(Strings.of("campaigns.packet.refused"), why)));
    }
}
