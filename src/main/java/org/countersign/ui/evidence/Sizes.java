package org.countersign.ui.evidence;

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
                ? Strings.of("evidence.kilobytes", Spoken.number(Math.round(kilo)))
                : Strings.of("evidence.megabytes", Spoken.decimal(kilo / STEP));
    }
}
