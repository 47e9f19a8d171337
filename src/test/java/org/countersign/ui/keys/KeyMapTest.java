package org.countersign.ui.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.event.EventType;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.countersign.text.Strings;
import org.countersign.ui.preferences.Choices.SingleKeys;
import org.countersign.ui.preferences.Preferences;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyMapTest {
    private static final EventType<KeyEvent> PRESSED = KeyEvent.KEY_PRESSED;

    @TempDir
    private Path folder;

    private Preferences preferences;
    private KeyMap keys;

    @BeforeEach
    void fresh() {
        preferences = new Preferences(folder.resolve("settings.json"));
        keys = new KeyMap(preferences);
    }

    private static KeyEvent event(String typed, KeyCode code, boolean shift, boolean control, boolean alt) {
        return new KeyEvent(PRESSED, typed, typed, code, shift, control, alt, false);
    }

    private static KeyEvent key(String typed, KeyCode code) {
        return event(typed, code, false, false, false);
    }

    @Test
    void noTwoActionsShareAKeyWhereBothCouldBeMeant() {
        var shared = new ArrayList<String>();
        for (Act act : Act.values()) {
            for (Chord chord : act.keys()) {
                keys.taken(act, chord).ifPresent(other -> shared.add(act + " and " + other + ": " + chord.written()));
            }
        }
        assertThat(shared).isEmpty();
    }

    @Test
    void everyActionHasANameAndEveryNameAnAction() {
        for (Act act : Act.values()) {
            assertThat(act.said()).as(act.name()).isNotBlank();
        }
        List<String> said = List.of(Act.values()).stream().map(Act::said).toList();
        assertThat(Strings.bundle().keySet().stream()
                        .filter(key -> key.startsWith("keys.")
                                && !key.startsWith("keys.region.")
                                && !Set.of("keys.here", "keys.none").contains(key)))
                .allMatch(key -> said.contains(Strings.of(key)));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        for (Act act : Act.values()) {
            for (Chord chord : act.keys()) {
                assertThat(Chord.parse(chord.written())).isEqualTo(chord);
            }
        }
    }

    @Test
    void keysFollowTheCharacterAndNotThePosition() {
        // AZERTY: A lies where QWERTY has Q, digits need Shift, and / is Shift of another key.
        assertThat(keys.act(key("a", KeyCode.Q), Region.QUEUE)).contains(Act.APPROVE);
        assertThat(keys.act(event("1", KeyCode.DIGIT1, true, false, false), Region.QUEUE))
                .contains(Act.SEGMENT_CHANGED);
        assertThat(keys.act(event("/", KeyCode.COLON, true, false, false), Region.LISTS))
                .contains(Act.FILTER);
        assertThat(keys.act(event("?", KeyCode.UNDEFINED, true, false, false), Region.EVERYWHERE))
                .contains(Act.ALL_KEYS);
        assertThat(keys.act(event("J", KeyCode.J, true, false, false), Region.QUEUE))
                .contains(Act.NEXT_OPEN);
    }

    @Test
    void anotherScriptFallsBackToThePosition() {
        assertThat(keys.act(key("ф", KeyCode.A), Region.QUEUE)).contains(Act.APPROVE);
        assertThat(keys.act(key("ψ", KeyCode.R), Region.QUEUE)).contains(Act.REVOKE);
        assertThat(keys.act(key("", KeyCode.D), Region.QUEUE)).contains(Act.DONT_KNOW);
    }

    @Test
    void controlAndAltCountByTheKeyAsSystemsTellOtherCharactersThere() {
        assertThat(keys.act(event("\u001a", KeyCode.Z, false, true, false), Region.QUEUE))
                .contains(Act.UNDO);
        assertThat(keys.act(event("", KeyCode.COMMA, false, true, false), Region.EVERYWHERE))
                .contains(Act.GO_SETTINGS);
        assertThat(keys.act(event("å", KeyCode.A, false, false, true), Region.QUEUE))
                .isEmpty();
        assertThat(keys.act(event("", KeyCode.SHIFT, true, false, false), Region.QUEUE))
                .isEmpty();
    }

    @Test
    void singleKeysAreOnOrWithAltOrOff() {
        keys.turnSingleKeys();
        assertThat(preferences.choices().singleKeys()).isEqualTo(SingleKeys.WITH_ALT);
        assertThat(keys.act(key("a", KeyCode.A), Region.QUEUE)).isEmpty();
        assertThat(keys.act(event("å", KeyCode.A, false, false, true), Region.QUEUE))
                .contains(Act.APPROVE);
        assertThat(keys.said(Act.APPROVE).getValue()).isEqualTo("Alt A");
        assertThat(keys.act(key("", KeyCode.F1), Region.EVERYWHERE)).contains(Act.ALL_KEYS);
        keys.turnSingleKeys();
        for (Act act : Act.values()) {
            assertThat(keys.inForce(act)).as(act.name()).noneMatch(Chord::single);
        }
        assertThat(keys.said(Act.APPROVE).getValue()).isEmpty();
        assertThat(keys.act(event("", KeyCode.Z, false, true, false), Region.QUEUE))
                .contains(Act.UNDO);
        keys.turnSingleKeys();
        assertThat(keys.act(key("a", KeyCode.A), Region.QUEUE)).contains(Act.APPROVE);
    }

    @Test
    void aKeyThatIsTakenIsSwapped() {
        Chord z = Chord.parse("Z");
        assertThat(keys.taken(Act.APPROVE, z)).contains(Act.UNDO);
        keys.swap(Act.APPROVE, z, Act.UNDO);
        assertThat(keys.act(key("z", KeyCode.Z), Region.QUEUE)).contains(Act.APPROVE);
        assertThat(keys.act(key("a", KeyCode.A), Region.QUEUE)).contains(Act.UNDO);
        assertThat(keys.inForce(Act.UNDO)).containsExactly(Chord.parse("A"), Chord.parse("Ctrl Z"));
        var again = new KeyMap(new Preferences(folder.resolve("settings.json")));
        assertThat(again.act(key("z", KeyCode.Z), Region.QUEUE)).contains(Act.APPROVE);
        keys.reset(Act.APPROVE);
        keys.reset(Act.UNDO);
        assertThat(preferences.choices().keys()).isEmpty();
    }

    @Test
    void keysOfListsAndOfWhatIsInListsMeetAndOthersDoNot() {
        assertThat(keys.taken(Act.ACKNOWLEDGE, Chord.parse("J"))).contains(Act.NEXT);
        assertThat(keys.taken(Act.ACKNOWLEDGE, Chord.parse("A"))).isEmpty();
        assertThat(keys.taken(Act.APPROVE, Chord.parse("Ctrl K"))).contains(Act.FIND);
        assertThat(keys.taken(Act.APPROVE, Chord.parse("Ctrl Enter"))).isEmpty();
    }

    @Test
    void oneIsTakenOffAndAllAreReset() {
        keys.off(Act.REVOKE);
        keys.give(Act.APPROVE, Chord.parse("G"));
        assertThat(keys.act(key("r", KeyCode.R), Region.QUEUE)).isEmpty();
        assertThat(keys.act(key("g", KeyCode.G), Region.QUEUE)).contains(Act.APPROVE);
        assertThat(keys.changed(Act.REVOKE)).isTrue();
        preferences.change(choices -> {
            var more = new java.util.HashMap<>(choices.keys());
            more.put("OF_A_NEWER_VERSION", List.of("Q"));
            return choices.keys(more);
        });
        keys.resetAll();
        assertThat(keys.act(key("r", KeyCode.R), Region.QUEUE)).contains(Act.REVOKE);
        assertThat(preferences.choices().keys()).containsOnlyKeys("OF_A_NEWER_VERSION");
    }

    @Test
    void whatIsFixedStaysWhateverTheFileSays() {
        preferences.change(choices -> choices.keys(java.util.Map.of("LEAVE", List.of("X"))));
        assertThat(keys.act(key("", KeyCode.ESCAPE), Region.EVERYWHERE)).contains(Act.LEAVE);
        assertThat(keys.act(key("x", KeyCode.X), Region.EVERYWHERE)).isEmpty();
    }
}
