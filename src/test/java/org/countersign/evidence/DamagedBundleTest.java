package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.countersign.app.Countersign;
import org.countersign.testkit.Hard;
import org.countersign.testkit.SignedCampaign;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A bundle that was damaged by chance: one bit, or cut off. Each is refused as whole, with a reason.
class DamagedBundleTest {
    @TempDir
    private static Path folder;

    private static byte[] bundle;

    @BeforeAll
    static void sign() throws Exception {
        try (var campaign = new SignedCampaign(folder, Clock.systemUTC()).sign()) {
            bundle = campaign.bundle();
        }
    }

    private static boolean refused(byte[] bytes) {
        Verification verification = Countersign.verifyBundle().run(bytes, List.of());
        return !verification.genuine()
                && verification.reviewed().isEmpty()
                && !verification.faults().isEmpty();
    }

    @Test
    void theBundleItselfIsNotRefused() {
        assertThat(refused(bundle)).isFalse();
    }

    /// Flips of the file as it lies on a disk: 5,000 of them, 100,000 with `-Phard`.
    @Test
    void everyFlippedBitIsRefused() {
        var random = new Random(11);
        var passed = new ArrayList<Integer>();
        for (int i = Hard.of(5_000, 100_000); i > 0; i--) {
            int bit = random.nextInt(bundle.length * 8);
            bundle[bit / 8] ^= (byte) (1 << bit % 8);
            if (!refused(bundle)) {
                passed.add(bit);
            }
            bundle[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertThat(passed).isEmpty();
    }

    /// Flips within files that somebody packed again, so that no checksum of the ZIP tells.
    @Test
    void everyFlippedBitOfAFileThatWasPackedAgainIsRefused() throws Exception {
        var random = new Random(12);
        var files = new TreeMap<>(CanonicalZip.read(bundle));
        var names = List.copyOf(files.keySet());
        var passed = new ArrayList<String>();
        for (int i = Hard.of(100, 10_000); i > 0; i--) {
            // Each file in turn: nearly all bytes are the document's.
            String name = names.get(i % names.size());
            byte[] content = files.get(name);
            int bit = random.nextInt(content.length * 8);
            content[bit / 8] ^= (byte) (1 << bit % 8);
            if (!refused(CanonicalZip.write(files))) {
                passed.add(name + " " + bit);
            }
            content[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertThat(passed).isEmpty();
    }

    /// Every length that is shorter; every 97th of them where it is to be quick.
    @Test
    void everyTruncationIsRefused() {
        var passed = new ArrayList<Integer>();
        for (int length = 0; length < bundle.length; length += Hard.of(97, 1)) {
            if (!refused(Arrays.copyOf(bundle, length))) {
                passed.add(length);
            }
        }
        for (int cut = 1; cut <= 100; cut++) {
            if (!refused(Arrays.copyOf(bundle, bundle.length - cut))) {
                passed.add(bundle.length - cut);
            }
        }
        assertThat(passed).isEmpty();
    }
}
