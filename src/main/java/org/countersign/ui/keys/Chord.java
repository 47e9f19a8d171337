package org.countersign.ui.keys;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Keys pressed together, by the character that they write and not by where they lie: `Ctrl Shift S`, `A`, `/`, `F6`.
/// Control is Command where that is what shortcuts have.
///
/// @param key one character, upper case, or a name such as `Enter`
public record Chord(boolean control, boolean alt, boolean shift, String key) {
    private static final Map<KeyCode, String> NAMED = new EnumMap<>(Map.ofEntries(
            Map.entry(KeyCode.SPACE, "Space"),
            Map.entry(KeyCode.ENTER, "Enter"),
            Map.entry(KeyCode.ESCAPE, "Esc"),
            Map.entry(KeyCode.LEFT, "←"),
            Map.entry(KeyCode.RIGHT, "→"),
            Map.entry(KeyCode.UP, "↑"),
            Map.entry(KeyCode.DOWN, "↓"),
            Map.entry(KeyCode.HOME, "Home"),
            Map.entry(KeyCode.END, "End"),
            Map.entry(KeyCode.PAGE_UP, "PgUp"),
            Map.entry(KeyCode.PAGE_DOWN, "PgDn"),
            Map.entry(KeyCode.INSERT, "Ins"),
            Map.entry(KeyCode.DELETE, "Del"),
            Map.entry(KeyCode.BACK_SPACE, "Backspace"),
            Map.entry(KeyCode.TAB, "Tab")));
    private static final Map<KeyCode, String> WRITING = new EnumMap<>(Map.ofEntries(
            Map.entry(KeyCode.SLASH, "/"),
            Map.entry(KeyCode.COMMA, ","),
            Map.entry(KeyCode.PERIOD, "."),
            Map.entry(KeyCode.SEMICOLON, ";"),
            Map.entry(KeyCode.MINUS, "-"),
            Map.entry(KeyCode.EQUALS, "="),
            Map.entry(KeyCode.PLUS, "+"),
            Map.entry(KeyCode.QUOTE, "'"),
            Map.entry(KeyCode.OPEN_BRACKET, "["),
            Map.entry(KeyCode.CLOSE_BRACKET, "]"),
            Map.entry(KeyCode.BACK_SLASH, "\\"),
            Map.entry(KeyCode.BACK_QUOTE, "`")));

    /// Of its words, as they are written.
    public static Chord parse(String words) {
        var parts = new ArrayList<>(List.of(words.split(" ")));
        String key = parts.removeLast();
        return new Chord(parts.contains("Ctrl"), parts.contains("Alt"), parts.contains("Shift"), key);
    }

    /// What was pressed; empty for a key that only goes with another.
    public static Optional<Chord> of(KeyEvent event) {
        boolean control = event.isShortcutDown();
        boolean held = control || event.isAltDown() || event.isMetaDown() || event.isControlDown();
        Optional<String> code = code(event.getCode());
        String typed = event.getText().strip();
        // With Control or Alt systems tell control characters or accented letters, so the key itself counts.
        boolean writes = !held && typed.length() == 1 && latin(typed.charAt(0));
        Optional<String> key = writes ? Optional.of(typed.toUpperCase(Locale.ROOT)) : code;
        return key.map(name ->
                // A sign or a digit may need Shift on one keyboard and not on another.
                new Chord(control, event.isAltDown(), event.isShiftDown() && !(writes && sign(name)), name));
    }

    private static boolean latin(char character) {
        return character > ' '
                && (character < 127
                        || (Character.isLetter(character) && UnicodeScript.of(character) == UnicodeScript.LATIN));
    }

    private static boolean sign(String key) {
        return !Character.isLetter(key.charAt(0));
    }

    private static Optional<String> code(KeyCode code) {
        if (code.isModifierKey() || code == KeyCode.UNDEFINED || code == KeyCode.CAPS) {
            return Optional.empty();
        }
        if (code.isLetterKey()) {
            return Optional.of(code.getName().toUpperCase(Locale.ROOT));
        }
        if (code.isDigitKey()) {
            String name = code.getName();
            return Optional.of(name.substring(name.length() - 1));
        }
        if (code.isFunctionKey()) {
            return Optional.of(code.getName());
        }
        return Optional.ofNullable(NAMED.get(code)).or(() -> Optional.ofNullable(WRITING.get(code)));
    }

    /// Whether it writes a character, so that it must not do anything where somebody types or dictates (WCAG 2.1.4).
    public boolean single() {
        return !control && !alt && key.length() == 1 && "←→↑↓".indexOf(key.charAt(0)) < 0;
    }

    /// The same with Alt.
    public Chord withAlt() {
        return new Chord(control, true, shift, key);
    }

    /// Its words.
    public String written() {
        return (control ? "Ctrl " : "") + (alt ? "Alt " : "") + (shift ? "Shift " : "") + key;
    }
}
