package org.countersign.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// WCAG contrast, computed from the colours of the style sheet itself, light and dark.
class ContrastTest {
    private static final Pattern TOKEN = Pattern.compile("(-(?:color|cs)-[a-z0-9-]+):\\s*#([0-9A-Fa-f]{6})\\s*;");
    private static final List<String> GROUNDS = List.of(
            "-cs-canvas",
            "-cs-surface",
            "-cs-raised",
            "-cs-selection",
            "-cs-hover",
            "-color-bg-subtle",
            "-color-bg-inset");
    private static final List<String> TEXTS =
            List.of("-color-fg-default", "-color-fg-muted", "-color-fg-subtle", "-color-accent-fg");
    private static final List<String> TONES =
            List.of("critical", "high", "medium", "low", "info", "unknown", "approve", "revoke", "until", "dontknow");
    private static final List<String> FILLS = List.of(
            "-color-accent-emphasis",
            "-color-accent-6",
            "-color-danger-emphasis",
            "-cs-approve-fill",
            "-cs-revoke-fill",
            "-cs-until-fill",
            "-cs-dontknow-fill");

    private static Map<String, String> tokens(boolean dark) {
        String sheet = Sheet.text();
        int media = sheet.indexOf("@media (prefers-color-scheme: dark)");
        int end = sheet.indexOf("---- 2 ");
        assertThat(media).isPositive().isLessThan(end);
        var tokens = new HashMap<String, String>();
        read(sheet.substring(0, media), tokens);
        if (dark) {
            read(sheet.substring(media, end), tokens);
        }
        return tokens;
    }

    private static void read(String part, Map<String, String> tokens) {
        var found = TOKEN.matcher(part);
        while (found.find()) {
            tokens.put(found.group(1), found.group(2));
        }
    }

    private static double luminance(String colour) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(colour.substring(i * 2, i * 2 + 2), 16) / 255.0;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    @Test
    void blackOnWhiteIsTwentyOne() {
        assertThat(contrast("000000", "FFFFFF")).isEqualTo(21);
        assertThat(contrast("767676", "FFFFFF")).isBetween(4.5, 4.6);
    }

    @Test
    void textIsReadableOnEveryGroundInBothThemes() {
        var poor = new ArrayList<String>();
        for (boolean dark : new boolean[] {false, true}) {
            Map<String, String> tokens = tokens(dark);
            for (String ground : GROUNDS) {
                TEXTS.forEach(text -> look(tokens, dark, text, ground, 4.5, poor));
                TONES.forEach(tone -> look(tokens, dark, "-cs-" + tone, ground, 4.5, poor));
            }
            for (String tone : TONES) {
                look(tokens, dark, "-cs-" + tone, "-cs-" + tone + "-bg", 4.5, poor);
                look(tokens, dark, "-color-fg-default", "-cs-" + tone + "-bg", 4.5, poor);
                look(tokens, dark, "-color-fg-muted", "-cs-" + tone + "-bg", 4.5, poor);
            }
            look(tokens, dark, "-color-accent-fg", "-color-accent-subtle", 4.5, poor);
            FILLS.forEach(fill -> look(tokens, dark, "-color-fg-emphasis", fill, 4.5, poor));
        }
        assertThat(poor).isEmpty();
    }

    @Test
    void bordersOfControlsAndTheFocusAreSeenInBothThemes() {
        var poor = new ArrayList<String>();
        for (boolean dark : new boolean[] {false, true}) {
            Map<String, String> tokens = tokens(dark);
            for (String ground : List.of("-cs-canvas", "-cs-surface", "-cs-raised")) {
                look(tokens, dark, "-cs-control-border", ground, 3, poor);
                look(tokens, dark, "-color-accent-fg", ground, 3, poor);
            }
        }
        assertThat(poor).isEmpty();
    }

    private static void look(
            Map<String, String> tokens, boolean dark, String text, String ground, double least, List<String> poor) {
        assertThat(tokens).containsKeys(text, ground);
        double is = contrast(tokens.get(text), tokens.get(ground));
        // As the standard's own figures are read: to one decimal.
        if (Math.round(is * 10) / 10.0 < least) {
            poor.add(String.format(
                    java.util.Locale.ROOT, "%s on %s %s: %.2f", text, ground, dark ? "dark" : "light", is));
        }
    }
}
