package org.countersign.ui.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.text.English;

/// What the desktop needs of a Linux system, asked before JavaFX fails in its own words.
public final class Preflight {
    private static final List<String> LIBRARIES = List.of(
            "/usr/lib",
            "/usr/lib64",
            "/lib",
            "/usr/local/lib",
            "/usr/lib/x86_64-linux-gnu",
            "/usr/lib/aarch64-linux-gnu");

    private final Map<String, String> environment;
    private final String system;
    private final boolean headless;
    private final List<Path> libraries;
    private final List<Path> fonts;

    Preflight(
            Map<String, String> environment, String system, boolean headless, List<Path> libraries, List<Path> fonts) {
        this.environment = Map.copyOf(environment);
        this.system = system;
        this.headless = headless;
        this.libraries = List.copyOf(libraries);
        this.fonts = List.copyOf(fonts);
    }

    /// Of this machine.
    public static Preflight ofThisMachine() {
        return new Preflight(
                System.getenv(),
                System.getProperty("os.name", ""),
                System.getProperty("glass.platform", "").equals("Headless"),
                LIBRARIES.stream().map(Path::of).toList(),
                List.of(
                        Path.of("/usr/share/fonts"),
                        Path.of("/usr/local/share/fonts"),
                        Path.of(System.getProperty("user.home", "/"), ".fonts"),
                        Path.of(System.getProperty("user.home", "/"), ".local/share/fonts")));
    }

    /// What is missing, in one sentence with the remedy; empty where the desktop can start.
    public Optional<String> missing() {
        if (!system.equals("Linux")) {
            return Optional.empty();
        }
        if (!headless && !environment.containsKey("DISPLAY") && !environment.containsKey("WAYLAND_DISPLAY")) {
            return Optional.of(English.of("preflight.display"));
        }
        if (libraries.stream().noneMatch(folder -> Files.exists(folder.resolve("libpangoft2-1.0.so.0")))) {
            return Optional.of(English.of("preflight.pango"));
        }
        return fonts.stream().anyMatch(Preflight::hasFont)
                ? Optional.empty()
                : Optional.of(English.of("preflight.fonts"));
    }

    private static boolean hasFont(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.anyMatch(file -> file.toString().matches(".*\\.(ttf|otf|ttc|pfb)"));
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            return false;
        }
    }
}
