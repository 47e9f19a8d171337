package org.countersign.ui.settings;

import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.countersign.text.Strings;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.keys.Act;
import org.countersign.ui.keys.Chord;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.parts.Parts;

/// Asks for another key by having it pressed, and says whose it is already.
final class KeyQuestion {
    private final KeyMap keys;
    private final Questions questions;

    KeyQuestion(KeyMap keys, Questions questions) {
        this.keys = keys;
        this.questions = questions;
    }

    void ask(Act act, Runnable changed) {
        var pressed = new SimpleObjectProperty<Optional<Chord>>(Optional.empty());
        var field = new TextField();
        field.setId("key-capture");
        field.setEditable(false);
        field.setAccessibleText(Strings.of("settings.keys.press"));
        field.setPromptText(Strings.of("settings.keys.press"));
        Label taken = Parts.whole("", "c-medium");
        taken.setId("key-taken");
        pressed.subscribe(chord -> {
            field.setText(chord.map(one -> Parts.keyName(one.written())).orElse(""));
            taken.setText(chord.flatMap(one -> keys.taken(act, one)
                            .map(other -> Strings.of(
                                    other.fixed() ? "settings.keys.fixed" : "settings.keys.swap",
                                    Parts.keyName(one.written()),
                                    other.said())))
                    .orElse(""));
        });
        field.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            // These lead through the question and out of it, here as everywhere.
            if (event.getCode() != KeyCode.TAB
                    && event.getCode() != KeyCode.ESCAPE
                    && !(event.getCode() == KeyCode.ENTER && event.isControlDown())) {
                Chord.of(event).ifPresent(chord -> pressed.set(Optional.of(chord)));
                event.consume();
            }
        });
        var problem = new Label();
        questions.ask(
                Strings.of("settings.keys.title", act.said()),
                Strings.of("settings.keys.take"),
                "accent",
                () -> take(act, pressed.get(), problem, changed),
                field,
                problem,
                Parts.sentence(Strings.of("settings.keys.how"), "t-muted"),
                field,
                taken);
    }

    private boolean take(Act act, Optional<Chord> pressed, Label problem, Runnable changed) {
        if (pressed.isEmpty()) {
            problem.setText(Strings.of("settings.keys.press"));
            return false;
        }
        Chord chord = pressed.get();
        Optional<Act> taken = keys.taken(act, chord);
        if (taken.filter(Act::fixed).isPresent()) {
            problem.setText(Strings.of("settings.keys.another"));
            return false;
        }
        taken.ifPresentOrElse(other -> keys.swap(act, chord, other), () -> keys.give(act, chord));
        changed.run();
        return true;
    }
}
