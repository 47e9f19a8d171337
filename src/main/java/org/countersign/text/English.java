package org.countersign.text;

import java.util.Locale;
import java.util.ResourceBundle;

/// What is kept as evidence or printed by the command line: English, whatever the screens speak.
public final class English {
    private static final ResourceBundle BUNDLE = Strings.load(Locale.ROOT);

    private English() {}

    /// The sentence of `key` with its arguments put in, as [Strings#of].
    public static String of(String key, Object... arguments) {
        return Strings.fill(BUNDLE.getString(key), arguments);
    }

    /// `key.one` for exactly one, `key.many` otherwise; `{0}` is the count, grouped.
    public static String count(String key, long count, Object... more) {
        return of(key + (count == 1 ? ".one" : ".many"), Strings.counted(Formats.number(count), more));
    }
}
