package org.countersign.testkit;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.assertj.core.api.Assertions;

/// Compares a picture with the one that somebody has looked at and kept. `COUNTERSIGN_PICTURES=keep` keeps new ones.
public final class Likeness {
    private static final Path KEPT = Path.of("src/test/resources/pictures");
    /// Of 255, in one colour: below this nobody sees a difference, and edges of letters are drawn a little otherwise
    /// elsewhere.
    private static final int SEEN = 40;

    private Likeness() {}

    /// Fails where more than a share of the pixels is seen to differ; `target/pictures/NAME-differs.png` shows in red
    /// where.
    ///
    /// @param picture the file, named as the kept one
    /// @param tolerance the share, 0 to 1
    public static void same(Path picture, double tolerance) throws IOException {
        Path kept = KEPT.resolve(picture.getFileName());
        if ("keep".equals(System.getenv("COUNTERSIGN_PICTURES"))) {
            Files.createDirectories(KEPT);
            Files.copy(picture, kept, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        BufferedImage before = ImageIO.read(kept.toFile());
        BufferedImage now = ImageIO.read(picture.toFile());
        Assertions.assertThat(now.getWidth()).isEqualTo(before.getWidth());
        Assertions.assertThat(now.getHeight()).isEqualTo(before.getHeight());
        var shown = new BufferedImage(now.getWidth(), now.getHeight(), BufferedImage.TYPE_INT_RGB);
        int different = 0;
        for (int y = 0; y < now.getHeight(); y++) {
            for (int x = 0; x < now.getWidth(); x++) {
                boolean differs = differs(before.getRGB(x, y), now.getRGB(x, y));
                different += differs ? 1 : 0;
                shown.setRGB(x, y, differs ? 0xff0000 : now.getRGB(x, y) >> 2 & 0x3f3f3f | 0xc0c0c0);
            }
        }
        double share = (double) different / now.getWidth() / now.getHeight();
        if (share > tolerance) {
            String name = picture.getFileName().toString().replace(".png", "-differs.png");
            ImageIO.write(shown, "png", picture.resolveSibling(name).toFile());
            Assertions.fail(
                    "%s: %.4f %% of the pixels differ, over %.4f %%. Look at target/pictures/%s; where it is meant,"
                            + " keep the new one with COUNTERSIGN_PICTURES=keep.",
                    picture.getFileName(), share * 100, tolerance * 100, name);
        }
    }

    private static boolean differs(int one, int other) {
        for (int shift = 0; shift < 24; shift += 8) {
            if (Math.abs((one >> shift & 0xff) - (other >> shift & 0xff)) > SEEN) {
                return true;
            }
        }
        return false;
    }
}
