package org.countersign.ui.evidence;

import java.util.Locale;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;

/// How large a file is, as people say it.
final class Sizes {
    private static final double STEP = 1000;

    private Sizes() {}

    static String words(long bytes) {
        if (bytes < STEP) {
            return Strings.count("evidence.bytes", bytes);
        }
        double kilo = bytes / STEP;
        return kilo < STEP
                ? Spoken.number(Math.round(kilo)) + " kB"
                : String.format(Locale.ENGLISH, "%,.1f MB", kilo / STEP);
    }
}
