package org.countersign.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
    @TempDir
    private Path folder;

    private Preflight on(Map<String, String> environment, String system, boolean headless) {
        return new Preflight(
                environment, system, headless, List.of(folder.resolve("lib")), List.of(folder.resolve("fonts")));
    }

    @Test
    void whatIsMissingIsSaidInOneSentenceOneAfterAnother() throws Exception {
        assertThat(on(Map.of(), "Linux", false).missing().orElse(""))
                .contains("no display")
                .contains("countersign --help");
        Map<String, String> display = Map.of("DISPLAY", ":0");
        assertThat(on(display, "Linux", false).missing().orElse("")).contains("libpangoft2-1.0-0");
        Files.createDirectories(folder.resolve("lib"));
        Files.createFile(folder.resolve("lib/libpangoft2-1.0.so.0"));
        assertThat(on(display, "Linux", false).missing().orElse("")).contains("font");
        Files.createDirectories(folder.resolve("fonts/deep"));
        Files.createFile(folder.resolve("fonts/deep/a.ttf"));
        assertThat(on(display, "Linux", false).missing()).isEmpty();
        assertThat(on(Map.of(), "Linux", true).missing()).isEmpty();
        assertThat(on(Map.of("WAYLAND_DISPLAY", "w"), "Linux", false).missing()).isEmpty();
    }

    @Test
    void otherSystemsBringTheirOwn() {
        assertThat(on(Map.of(), "Windows 11", false).missing()).isEmpty();
        assertThat(on(Map.of(), "Mac OS X", false).missing()).isEmpty();
    }
}
