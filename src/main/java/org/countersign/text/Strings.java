package org.countersign.text;

import java.util.Locale;
import java.util.ResourceBundle;

/// Every sentence that a person reads, from one bundle with dotted keys (`strings.properties`).
///
/// Placeholders are `{0}`, `{1}` …; apostrophes are plain text. A missing key is a bug and throws.
public final class Strings {
    private static volatile ResourceBundle bundle = load(Locale.ROOT);

    private Strings() {}

    private static ResourceBundle load(Locale locale) {
        return ResourceBundle.getBundle(
                "org.countersign.text.strings",
                locale,
                Strings.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /// The language of the screens that are translated (`strings_de.properties`); everything else stays English, and
    /// whatever evidence and the command line say is never translated.
    public static void speak(Locale locale) {
        bundle = load(locale);
    }

    /// The bundle itself, for FXML.
    public static ResourceBundle bundle() {
        return bundle;
    }

    /// The sentence of `key` with its arguments put in, in one pass: an argument that looks like `{0}`
    /// stays as it is.
    public static String of(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        if (arguments.length == 0) {
            return pattern;
        }
        var text = new StringBuilder(pattern.length() + 32);
        int from = 0;
        for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', from)) {
            int close = pattern.indexOf('}', open);
            if (close < 0) {
                break;
            }
            int index = Integer.parseInt(pattern.substring(open + 1, close));
            text.append(pattern, from, open).append(arguments[index]);
            from = close + 1;
        }
        return text.append(pattern, from, pattern.length()).toString();
    }

    /// `key.one` for exactly one, `key.many` otherwise; `{0}` is the count, grouped.
    public static String count(String key, long count, Object... more) {
        var arguments = new Object[more.length + 1];
        arguments[0] = Formats.number(count);
        System.arraycopy(more, 0, arguments, 1, more.length);
        return of(key + (count == 1 ? ".one" : ".many"), arguments);
    }
}
