package org.countersign.ui.mishap;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.countersign.ui.view.Trail;

/// What may be handed on about the program and the machine, as text: no name, address, id, file or text of anybody's.
/// English, whatever the screens speak, as those read it who mend the program.
public final class ErrorReport {
    private ErrorReport() {}

    /// Versions of what runs here.
    public static Map<String, String> versions() {
        var versions = new java.util.LinkedHashMap<String, String>();
        versions.put(
                "Countersign",
                Optional.ofNullable(ErrorReport.class.getPackage().getImplementationVersion())
                        .orElse("development"));
        versions.put(
                "Java", System.getProperty("java.version", "?") + " (" + System.getProperty("java.vendor", "?") + ")");
        versions.put("JavaFX", System.getProperty("javafx.runtime.version", "?"));
        versions.put(
                "System",
                System.getProperty("os.name", "?") + " " + System.getProperty("os.version", "?") + " "
                        + System.getProperty("os.arch", "?"));
        return versions;
    }

    /// The report.
    ///
    /// @param mishap none where somebody reports without one
    /// @param sizes how much there is of what; none where it cannot be read
    /// @param chosen what was chosen in the window that may matter, such as its size
    public static String text(Optional<Mishap> mishap, Map<String, Long> sizes, Map<String, String> chosen) {
        var text = new StringBuilder("Countersign error report\n");
        text.append("It holds no name, address, id or file of yours. Read it before you hand it on.\n\n");
        mishap.ifPresent(one -> text.append("Code: ").append(one.code()).append("\n\n"));
        versions().forEach((name, value) -> line(text, name, value));
        chosen.forEach((name, value) -> line(text, name, value));
        line(text, "Memory", Runtime.getRuntime().maxMemory() / (1 << 20) + " MB at most");
        text.append("\nSizes\n");
        if (sizes.isEmpty()) {
            text.append("  not known\n");
        }
        sizes.forEach((name, value) -> text.append(String.format(Locale.ROOT, "  %,d %s%n", value, name)));
        mishap.ifPresent(one -> {
            text.append("\nWhere\n");
            one.lines().forEach(line -> text.append("  ").append(line).append('\n'));
        });
        text.append("\nDone last, the newest at the end\n");
        List<String> last = Trail.last();
        if (last.isEmpty()) {
            text.append("  nothing\n");
        }
        last.forEach(one -> text.append("  ").append(one).append('\n'));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append('\n');
    }
}
