package org.countersign.ui.preferences;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a person chose.
///
/// @param textSize in per cent
/// @param roomy rows and letters with more room
/// @param motion whether anything may move
/// @param keys by the name of what they do, the keys that do it; none where it was taken off
/// @param recent files of workspaces, the last one first
/// @param width of the window, where it was changed
/// @param height the same
/// @param timestamps the address of an authority that stamps what is signed; empty where none was named
public record Choices(
        Look look,
        Tongue language,
        int textSize,
        boolean roomy,
        boolean motion,
        SingleKeys singleKeys,
        Map<String, List<String>> keys,
        List<String> recent,
        int width,
        int height,
        String timestamps) {
    /// What holds before anything is chosen.
    public static final Choices DEFAULT = new Choices(
            Look.SYSTEM, Tongue.SYSTEM, 100, false, true, SingleKeys.ON, Map.of(), List.of(), 1440, 900, "");
    /// What text sizes there are.
    public static final List<Integer> SIZES = List.of(100, 110, 125, 150, 175, 200);

    private static final int MOST_RECENT = 10;

    /// Copies; keys in the order in which they were changed.
    public Choices {
        var copies = new LinkedHashMap<String, List<String>>();
        keys.forEach((name, chords) -> copies.put(name, List.copyOf(chords)));
        keys = java.util.Collections.unmodifiableMap(copies);
        recent = List.copyOf(recent);
    }

    /// Light or dark.
    public enum Look {
        /// As the system has it.
        SYSTEM,
        /// Always light.
        LIGHT,
        /// Always dark.
        DARK
    }

    /// What is spoken.
    public enum Tongue {
        /// As the system does.
        SYSTEM(Optional.empty()),
        /// English.
        ENGLISH(Optional.of("en")),
        /// Deutsch.
        GERMAN(Optional.of("de"));

        private final Optional<String> tag;

        Tongue(Optional<String> tag) {
            this.tag = tag;
        }

        /// BCP 47, where it is a certain one.
        public Optional<String> tag() {
            return tag;
        }
    }

    /// Whether a letter alone does something (WCAG 2.1.4).
    public enum SingleKeys {
        /// It does.
        ON,
        /// It does with Alt.
        WITH_ALT,
        /// It does not.
        OFF
    }

    /// With another look.
    public Choices look(Look other) {
        return new Choices(
                other, language, textSize, roomy, motion, singleKeys, keys, recent, width, height, timestamps);
    }

    /// In another language.
    public Choices language(Tongue other) {
        return new Choices(look, other, textSize, roomy, motion, singleKeys, keys, recent, width, height, timestamps);
    }

    /// With text of another size.
    public Choices textSize(int other) {
        return new Choices(
                look, language, sized(other), roomy, motion, singleKeys, keys, recent, width, height, timestamps);
    }

    static int sized(int asked) {
        return Math.clamp(asked, SIZES.getFirst(), SIZES.getLast());
    }

    /// With more room, or less.
    public Choices roomy(boolean other) {
        return new Choices(
                look, language, textSize, other, motion, singleKeys, keys, recent, width, height, timestamps);
    }

    /// With motion or without.
    public Choices motion(boolean other) {
        return new Choices(look, language, textSize, roomy, other, singleKeys, keys, recent, width, height, timestamps);
    }

    /// With single keys or without.
    public Choices singleKeys(SingleKeys other) {
        return new Choices(look, language, textSize, roomy, motion, other, keys, recent, width, height, timestamps);
    }

    /// With other keys.
    public Choices keys(Map<String, List<String>> other) {
        return new Choices(
                look, language, textSize, roomy, motion, singleKeys, other, recent, width, height, timestamps);
    }

    /// With another timestamp authority; none where it is empty.
    public Choices timestamps(String other) {
        return new Choices(
                look, language, textSize, roomy, motion, singleKeys, keys, recent, width, height, other.strip());
    }

    /// Of another window.
    public Choices size(int wide, int high) {
        return new Choices(look, language, textSize, roomy, motion, singleKeys, keys, recent, wide, high, timestamps);
    }

    /// After a workspace was opened.
    public Choices opened(String file) {
        var files = new ArrayList<String>(List.of(file));
        recent.stream().filter(one -> !one.equals(file)).limit(MOST_RECENT - 1L).forEach(files::add);
        return recent(files);
    }

    /// Without a workspace that is not to be offered any more.
    public Choices forgotten(String file) {
        return recent(recent.stream().filter(one -> !one.equals(file)).toList());
    }

    private Choices recent(List<String> files) {
        return new Choices(look, language, textSize, roomy, motion, singleKeys, keys, files, width, height, timestamps);
    }
}
