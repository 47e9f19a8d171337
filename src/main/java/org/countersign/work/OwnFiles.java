package org.countersign.work;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where the files of one person lie, outside every workspace: what they want of the window, and which heads of
/// ledgers they have seen. Desktop and command line share them.
///
/// @param settings the file of preferences; everything else lies beside it
public record OwnFiles(Path settings) {
    /// The system property that names the file of preferences.
    public static final String PROPERTY = "countersign.settings";

    /// The variable of the environment that does so before, for services that have no home.
    public static final String VARIABLE = "COUNTERSIGN_SETTINGS";

    /// Those of whoever started this.
    public static OwnFiles ofThisPerson(Map<String, String> environment) {
        return of(
                environment,
                System.getProperty("os.name", ""),
                System.getProperty("user.home", "."),
                Optional.ofNullable(environment.get(VARIABLE))
                        .filter(name -> !name.isBlank())
                        .or(() -> Optional.ofNullable(System.getProperty(PROPERTY))));
    }

    /// Where a system keeps such files: `%APPDATA%`, `~/Library/Application Support`, or the configuration folder of
    /// the
    /// XDG Base Directory Specification.
    ///
    /// @param asked the file of preferences itself, where somebody says so
    public static OwnFiles of(Map<String, String> environment, String system, String home, Optional<String> asked) {
        if (asked.isPresent()) {
            return new OwnFiles(Path.of(asked.get()));
        }
        if (system.startsWith("Windows")) {
            String roaming = environment.getOrDefault("APPDATA", "");
            return in((roaming.isBlank() ? Path.of(home, "AppData", "Roaming") : Path.of(roaming))
                    .resolve("Countersign"));
        }
        if (system.startsWith("Mac")) {
            return in(Path.of(home, "Library", "Application Support", "Countersign"));
        }
        String configuration = environment.getOrDefault("XDG_CONFIG_HOME", "");
        // The specification has relative ones ignored.
        Path folder = configuration.isBlank() || !Path.of(configuration).isAbsolute()
                ? Path.of(home, ".config")
                : Path.of(configuration);
        return in(folder.resolve("countersign"));
    }

    private static OwnFiles in(Path folder) {
        return new OwnFiles(folder.resolve("settings.json"));
    }

    /// The heads of ledgers that this person has seen.
    public Path heads() {
        return settings.toAbsolutePath().resolveSibling("seen-heads.json");
    }
}
