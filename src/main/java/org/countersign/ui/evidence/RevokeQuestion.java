package org.countersign.ui.evidence;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.util.StringConverter;
import org.countersign.text.Formats;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.parts.Parts;

/// Asks whose certificate is taken back, since when, and why.
final class RevokeQuestion {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final double DAY = 170;

    private final KeysViewModel keys;
    private final Questions questions;
    private final Clock clock;

    RevokeQuestion(KeysViewModel keys, Questions questions, Clock clock) {
        this.keys = keys;
        this.questions = questions;
        this.clock = clock;
    }

    /// @param known signers to choose from
    /// @param done runs once one is taken back
    void ask(List<SignerFacts> known, Runnable done) {
        var problem = new Label();
        TextArea fingerprint = lines("revoke-fingerprint", "evidence.revoke.fingerprint");
        fingerprint.getStyleClass().add("digits-area");
        TextField from = Parts.wide(EvidenceQuestions.field("revoke-from", "evidence.revoke.from"), DAY);
        from.setText(WHEN.format(LocalDateTime.now(clock)));
        TextArea reason = lines("revoke-reason", "evidence.revoke.reason");
        ComboBox<SignerFacts> whose = whose(known, fingerprint);
        var nodes = new ArrayList<Node>();
        nodes.add(Parts.sentence(Strings.of("evidence.revoke.what"), "t-muted"));
        if (!known.isEmpty()) {
            nodes.add(EvidenceQuestions.named("evidence.revoke.whose", whose));
        }
        nodes.add(EvidenceQuestions.named("evidence.revoke.fingerprint", fingerprint));
        nodes.add(EvidenceQuestions.named(
                "evidence.revoke.from", Parts.row(8, from, Parts.label(named(zone()), "t-muted"))));
        nodes.add(EvidenceQuestions.named("evidence.revoke.reason", reason));
        questions.ask(
                Strings.of("evidence.revoke.title"),
                Strings.of("evidence.revoke.do"),
                "danger",
                () -> {
                    Optional<Instant> since = instant(from.getText());
                    if (since.isEmpty()) {
                        problem.setText(Strings.of("evidence.revoke.noTime"));
                        return false;
                    }
                    keys.revoke(fingerprint.getText(), since.get(), reason.getText(), against -> {
                        questions.settle(problem).accept(against);
                        if (against.isEmpty()) {
                            done.run();
                        }
                    });
                    return false;
                },
                known.isEmpty() ? fingerprint : whose,
                problem,
                nodes.toArray(Node[]::new));
    }

    /// A fingerprint has two lines wherever it is shown, so that both can be compared by eye.
    private static TextArea lines(String id, String key) {
        var lines = new TextArea();
        lines.setId(id);
        lines.setWrapText(true);
        lines.getStyleClass().add("plain-area");
        // Less than it says, by its own padding.
        lines.setPrefRowCount(3);
        lines.setAccessibleText(Strings.of(key));
        return lines;
    }

    private ZoneId zone() {
        return clock.getZone();
    }

    private static String named(ZoneId zone) {
        return zone.getId().equals("Z") ? "UTC" : zone.getId();
    }

    private Optional<Instant> instant(String typed) {
        try {
            return Optional.of(
                    LocalDateTime.parse(typed.strip(), WHEN).atZone(zone()).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// Whom one chooses, whose fingerprint is filled in; nobody once it is that of another.
    private static ComboBox<SignerFacts> whose(List<SignerFacts> known, TextArea fingerprint) {
        var whose = new ComboBox<SignerFacts>();
        whose.setId("revoke-whose");
        whose.setMaxWidth(Double.MAX_VALUE);
        whose.setAccessibleText(Strings.of("evidence.revoke.whose"));
        whose.setPromptText(Strings.of("evidence.revoke.another"));
        whose.setConverter(new StringConverter<>() {
            @Override
            public String toString(SignerFacts signer) {
                return signer == null
                        ? ""
                        : Formats.name(signer.name()) + " · " + Formats.line(String.join(", ", signer.addresses()));
            }

            @Override
            public SignerFacts fromString(String typed) {
                throw new UnsupportedOperationException(typed);
            }
        });
        whose.getItems().setAll(known);
        whose.valueProperty().subscribe(one -> {
            if (one != null) {
                fingerprint.setText(String.join("\n", one.groups()));
            }
        });
        fingerprint.textProperty().subscribe(typed -> {
            SignerFacts chosen = whose.getValue();
            if (chosen != null && !typed.equals(String.join("\n", chosen.groups()))) {
                whose.setValue(null);
            }
        });
        return whose;
    }
}
