package org.countersign.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javax.imageio.ImageIO;
import org.countersign.testkit.Samples;
import org.countersign.testkit.Window;
import org.countersign.ui.view.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The three screens on the sample organisation, light and dark; the README's pictures are copies of these.
class PicturesTest {
    @Test
    void everyScreenIsDrawnInLightAndDark(@TempDir Path folder) throws Exception {
        try (var window = new Window(Samples.demoWorkspace(folder), Optional.empty())) {
            for (boolean dark : new boolean[] {false, true}) {
                window.dark(dark);
                for (Place place : Place.values()) {
                    window.go(place);
                    if (place == Place.REVIEW && !dark) {
                        // The third item has a path from a person through a group and a mapping to the access.
                        window.press(KeyCode.J);
                        window.press(KeyCode.J);
                    }
                    String name = place.name().toLowerCase(java.util.Locale.ROOT) + (dark ? "-dark" : "");
                    var picture = ImageIO.read(window.picture(name).toFile());
                    assertThat(picture.getWidth()).isEqualTo(1440);
                    assertThat(colours(picture)).as(name).isGreaterThan(50);
                }
            }
            window.dark(false);
            window.size(1024, 680);
            window.go(Place.REVIEW);
            window.picture("review-small");
        }
    }

    private static long colours(java.awt.image.BufferedImage picture) {
        return java.util.Arrays.stream(
                        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()))
                .distinct()
                .count();
    }
}
