package org.countersign.cli;

import java.util.Locale;
import org.countersign.text.Sha256;

/// What is said of a fault of the program itself.
final class Fault {
    private Fault() {}

    /// One line with a code to quote.
    static String sentence(RuntimeException bug) {
        return "This is a fault of Countersign, not yours. Nothing half-done remains. Please quote the code "
                + code(bug) + ": " + bug;
    }

    /// A short code that stays the same for the same fault.
    private static String code(RuntimeException bug) {
        var place = new StringBuilder(bug.getClass().getName());
        for (StackTraceElement element : bug.getStackTrace()) {
            if (element.getClassName().startsWith("org.countersign")) {
                place.append(element.getClassName()).append(element.getMethodName());
            }
        }
        return Sha256.hex(place.toString()).substring(0, 8).toUpperCase(Locale.ROOT);
    }
}
