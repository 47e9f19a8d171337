package org.countersign.ui.shell;

import java.util.Map;
import javafx.event.EventHandler;
import javafx.scene.Scene;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.util.Subscription;
import org.countersign.ui.dialog.Questions;
import org.countersign.ui.keys.Act;
import org.countersign.ui.keys.Chord;
import org.countersign.ui.keys.KeyMap;
import org.countersign.ui.keys.Region;

/// Keys that work on every screen: after the screen itself has had them, and not while a question is open.
final class DesktopKeys {
    private final KeyMap keys;
    private final Questions questions;
    private final Map<Act, Runnable> acts;

    DesktopKeys(KeyMap keys, Questions questions, Map<Act, Runnable> acts) {
        this.keys = keys;
        this.questions = questions;
        this.acts = Map.copyOf(acts);
    }

    /// On a scene, until the answer is closed.
    Subscription on(Scene scene) {
        EventHandler<KeyEvent> handler = this::pressed;
        scene.addEventHandler(KeyEvent.KEY_PRESSED, handler);
        return () -> scene.removeEventHandler(KeyEvent.KEY_PRESSED, handler);
    }

    private void pressed(KeyEvent event) {
        if (questions.open() || (typing(event) && writes(event))) {
            return;
        }
        keys.act(event, Region.EVERYWHERE).map(acts::get).ifPresent(act -> {
            event.consume();
            act.run();
        });
    }

    private static boolean typing(KeyEvent event) {
        return event.getTarget() instanceof TextInputControl
                || (event.getTarget() instanceof ComboBoxBase<?> box && box.isEditable());
    }

    private static boolean writes(KeyEvent event) {
        return Chord.of(event).filter(Chord::single).isPresent();
    }
}
