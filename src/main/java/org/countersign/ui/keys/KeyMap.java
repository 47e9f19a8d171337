package org.countersign.ui.keys;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import org.countersign.text.Strings;
import org.countersign.ui.parts.Parts;
import org.countersign.ui.preferences.Choices;
import org.countersign.ui.preferences.Choices.SingleKeys;
import org.countersign.ui.preferences.Preferences;
import org.countersign.ui.view.Trail;

/// Which keys do what, for this person. Screens ask it and compare no keys themselves.
public final class KeyMap {
    private final Preferences preferences;
    /// Held weakly by the preferences, which outlive a window's content.
    private final ReadOnlyObjectWrapper<Choices> choices = new ReadOnlyObjectWrapper<>();

    /// As `preferences` have it.
    public KeyMap(Preferences preferences) {
        this.preferences = preferences;
        choices.bind(preferences.choicesProperty());
    }

    /// What the event asks for in these regions; empty where its keys do nothing there.
    public Optional<Act> act(KeyEvent event, Region... regions) {
        return event.isConsumed() ? Optional.empty() : Chord.of(event).flatMap(chord -> act(chord, Set.of(regions)));
    }

    Optional<Act> act(Chord pressed, Set<Region> regions) {
        return Arrays.stream(Act.values())
                .filter(act -> regions.contains(act.region()) && inForce(act).contains(pressed))
                .findFirst()
                .map(act -> {
                    Trail.mark(act);
                    return act;
                });
    }

    /// The keys of an action, as they are chosen.
    public List<Chord> chosen(Act act) {
        return chosen(choices.get(), act);
    }

    private static List<Chord> chosen(Choices choices, Act act) {
        List<String> own = act.fixed() ? null : choices.keys().get(act.name());
        return own == null ? act.keys() : own.stream().map(Chord::parse).toList();
    }

    /// The keys of an action, as they are to be pressed: single ones perhaps with Alt, or not at all.
    public List<Chord> inForce(Act act) {
        return inForce(choices.get(), act);
    }

    private static List<Chord> inForce(Choices choices, Act act) {
        return chosen(choices, act).stream()
                .filter(chord -> !chord.single() || choices.singleKeys() != SingleKeys.OFF)
                .map(chord -> chord.single() && choices.singleKeys() == SingleKeys.WITH_ALT ? chord.withAlt() : chord)
                .toList();
    }

    /// The first key of an action in a person's words, following every change; empty where it has none.
    public ObservableValue<String> said(Act act) {
        return choices.map(choices -> inForce(choices, act).stream()
                .findFirst()
                .map(chord -> Parts.keyName(chord.written()))
                .orElse(""));
    }

    /// A key cap that shows the first key of an action, and is gone where it has none.
    public Node cap(Act act) {
        Label cap = Parts.key("");
        ObservableValue<String> name = said(act);
        cap.textProperty().bind(name);
        cap.accessibleHelpProperty().bind(name.map(key -> Strings.of("key.help", key)));
        cap.visibleProperty().bind(name.map(key -> !key.isEmpty()));
        cap.managedProperty().bind(cap.visibleProperty());
        // What shows it may hide it, too.
        return Parts.row(0, cap);
    }

    /// Whether somebody has chosen other keys for it.
    public boolean changed(Act act) {
        return choices.get().keys().containsKey(act.name());
    }

    /// What else these keys do where they would do `act`, too.
    public Optional<Act> taken(Act act, Chord chord) {
        return Arrays.stream(Act.values())
                .filter(other -> other != act
                        && other.region().meets(act.region())
                        && chosen(other).contains(chord))
                .findFirst();
    }

    /// Gives an action this key alone.
    public void give(Act act, Chord chord) {
        keep(Map.of(act, List.of(chord)));
    }

    /// Gives it this key, and what had the key the one that this action had first.
    public void swap(Act act, Chord chord, Act other) {
        List<Chord> left = chosen(act).stream().limit(1).toList();
        var others = new java.util.ArrayList<>(chosen(other));
        others.remove(chord);
        left.stream()
                .filter(one -> taken(other, one).filter(third -> third != act).isEmpty())
                .forEach(one -> others.addFirst(one));
        var both = new LinkedHashMap<Act, List<Chord>>();
        both.put(act, List.of(chord));
        both.put(other, others);
        keep(both);
    }

    /// No key does it any more.
    public void off(Act act) {
        keep(Map.of(act, List.of()));
    }

    private void keep(Map<Act, List<Chord>> changed) {
        preferences.change(now -> {
            var keys = new LinkedHashMap<>(now.keys());
            changed.forEach((act, chords) -> {
                if (chords.equals(act.keys())) {
                    keys.remove(act.name());
                } else {
                    keys.put(act.name(), chords.stream().map(Chord::written).toList());
                }
            });
            return now.keys(keys);
        });
    }

    /// Its own keys again.
    public void reset(Act act) {
        preferences.change(now -> {
            var keys = new LinkedHashMap<>(now.keys());
            keys.remove(act.name());
            return now.keys(keys);
        });
    }

    /// All have their own keys again. What is written of actions that are not known here stays.
    public void resetAll() {
        Set<String> known = Arrays.stream(Act.values()).map(Act::name).collect(Collectors.toSet());
        preferences.change(now -> {
            var keys = new LinkedHashMap<>(now.keys());
            keys.keySet().removeAll(known);
            return now.keys(keys);
        });
    }

    /// Something else whenever keys are.
    public ObservableValue<Map<String, List<String>>> changes() {
        return choices.map(Choices::keys);
    }

    /// Whether letters alone do something.
    public ObservableValue<SingleKeys> singleKeys() {
        return choices.map(Choices::singleKeys);
    }

    /// On, with Alt, off, and on again.
    public void turnSingleKeys() {
        SingleKeys[] all = SingleKeys.values();
        preferences.change(now -> now.singleKeys(all[(now.singleKeys().ordinal() + 1) % all.length]));
    }
}
