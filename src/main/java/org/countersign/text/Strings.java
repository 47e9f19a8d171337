package org.countersign.text;

import java.util.Locale;
import java.util.ResourceBundle;

/// What the screens say, in the language that is spoken: one bundle with dotted keys (`strings.properties`), and
/// `strings_de.properties` beside it. Evidence and the command line take [English].
///
/// Placeholders are `{0}`, `{1}` …; apostrophes are plain text. A missing key is a bug and throws.
public final class Strings {
    private static volatile ResourceBundle bundle = load(Locale.ROOT);

    private Strings() {}

    static ResourceBundle load(Locale locale) {
        return ResourceBundle.getBundle(
                "org.countersign.text.strings",
                locale,
                Strings.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /// The language of the screens from now on: one that there is a bundle for, else English. The command line never
    /// calls it.
    public static void speak(Locale locale) {
        bundle = load(locale);
    }

    /// What is spoken.
    static Locale spoken() {
        Locale locale = bundle.getLocale();
        return locale.equals(Locale.ROOT) ? Locale.ENGLISH : locale;
    }

    /// The bundle itself, for FXML.
    public static ResourceBundle bundle() {
        return bundle;
    }

    /// The sentence of `key` with its arguments put in, in one pass: an argument that looks like `{0}`
    /// stays as it is.
    public static String of(String key, Object... arguments) {
        return fill(bundle.getString(key), arguments);
    }

    /// `key.one` for exactly one, `key.many` otherwise; `{0}` is the count, grouped.
    public static String count(String key, long count, Object... more) {
        return of(key + (count == 1 ? ".one" : ".many"), counted(Spoken.number(count), more));
    }

    /// What work says of itself while it runs, for whoever watches it; nothing keeps it.
    public static String step(String key) {
        return of(key);
    }

    static Object[] counted(String count, Object[] more) {
        var arguments = new Object[more.length + 1];
        arguments[0] = count;
        System.arraycopy(more, 0, arguments, 1, more.length);
        return arguments;
    }

    static String fill(String pattern, Object[] arguments) {
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
}
