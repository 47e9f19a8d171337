package org.countersign.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnFilesTest {
    @Test
    void eachSystemHasItsFolder() {
        assertThat(OwnFiles.of(Map.of(), "Linux", "/home/a", Optional.empty()).settings())
                .isEqualTo(Path.of("/home/a/.config/countersign/settings.json"));
        assertThat(OwnFiles.of(Map.of("XDG_CONFIG_HOME", "/c"), "Linux", "/home/a", Optional.empty())
                        .settings())
                .isEqualTo(Path.of("/c/countersign/settings.json"));
        assertThat(OwnFiles.of(Map.of("XDG_CONFIG_HOME", "c"), "Linux", "/home/a", Optional.empty())
                        .settings())
                .isEqualTo(Path.of("/home/a/.config/countersign/settings.json"));
        assertThat(OwnFiles.of(Map.of("APPDATA", "/r"), "Windows 11", "/u", Optional.empty())
                        .settings())
                .isEqualTo(Path.of("/r/Countersign/settings.json"));
        assertThat(OwnFiles.of(Map.of(), "Mac OS X", "/Users/a", Optional.empty())
                        .settings())
                .isEqualTo(Path.of("/Users/a/Library/Application Support/Countersign/settings.json"));
        assertThat(OwnFiles.of(Map.of(), "Linux", "/home/a", Optional.of("/t/s.json"))
                        .settings())
                .isEqualTo(Path.of("/t/s.json"));
    }

    @Test
    void whatWasSeenLiesBesideThePreferences() {
        assertThat(OwnFiles.of(Map.of(), "Linux", "/home/a", Optional.empty()).heads())
                .isEqualTo(Path.of("/home/a/.config/countersign/seen-heads.json"));
    }
}
