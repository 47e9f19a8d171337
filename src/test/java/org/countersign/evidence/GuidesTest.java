package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.countersign.app.Countersign;
import org.countersign.evidence.Guides.Guide;
import org.countersign.testkit.Tools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Evidence is opened years later: bundles of earlier versions, kept as they were made, are still verified, by
/// Countersign of today and by the script that lies in them.
class GuidesTest {
    private static final Path KEPT = Path.of("src/test/resources/kept");
    private static final Pattern VERSION = Pattern.compile("(?m)^# Version (\\d+)\\.");

    @TempDir
    private Path folder;

    private static int version(String script) {
        Matcher version = VERSION.matcher(new String(BundleFiles.resource(script), StandardCharsets.UTF_8));
        assertThat(version.find()).isTrue();
        return Integer.parseInt(version.group(1));
    }

    @Test
    void theGuidesOfTodayAreTheLastOfTheirNames() {
        var last = new TreeMap<String, Guide>();
        Guides.known().forEach(guide -> last.put(guide.name(), guide));
        var today = new TreeMap<String, Guide>();
        for (String folder : List.of("", "ledger/")) {
            for (String name : List.of("VERIFY.sh", "VERIFY.md")) {
                String guide = folder + name;
                today.put(
                        guide,
                        new Guide(
                                guide,
                                version(folder + "VERIFY.sh"),
                                org.countersign.text.Sha256.hex(BundleFiles.resource(guide))));
            }
        }
        assertThat(last)
                .as("A changed guide has a new version, and its line in `guides` beside those that were released")
                .isEqualTo(today);
    }

    /// What was put beside evidence once is never forgotten, and has one digest a version.
    @Test
    void everyVersionIsListedOnce() {
        assertThat(Guides.known())
                .extracting(guide -> guide.name() + " " + guide.version())
                .doesNotHaveDuplicates()
                .contains("VERIFY.sh 3", "VERIFY.md 3", "ledger/VERIFY.sh 1", "ledger/VERIFY.md 1");
        assertThat(Guides.known()).extracting(Guide::sha256).doesNotHaveDuplicates();
    }

    @Test
    void aBundleWithTheScriptOfAnEarlierVersionIsVerified() throws Exception {
        byte[] bundle = Files.readAllBytes(KEPT.resolve("script-3.asice"));
        assertThat(Tools.unzip(bundle).get("VERIFY.sh")).isNotEqualTo(BundleFiles.resource("VERIFY.sh"));
        Verification found = Countersign.verifyBundle()
                .run(bundle, KeyFile.certificates("trust", Files.readAllBytes(KEPT.resolve("script-3.pem"))));
        assertThat(found.faults()).isEmpty();
        assertThat(found.trusted()).isTrue();
        assertThat(found.signers()).hasSize(8);
    }

    @Test
    void scriptsOfEachVersionVerifyABundleOfAnEarlierOne() throws Exception {
        Tools.need("openssl");
        Map<String, byte[]> files = Tools.unzip(Files.readAllBytes(KEPT.resolve("script-3.asice")));
        Tools.write(folder.resolve("evidence"), files);
        Path today = Files.write(folder.resolve("VERIFY.sh"), BundleFiles.resource("VERIFY.sh"));
        for (String script : List.of("VERIFY.sh", today.toString())) {
            var command = new ArrayList<>(List.of("sh", script));
            command.add(KEPT.resolve("script-3.pem").toAbsolutePath().toString());
            assertThat(Tools.run(folder.resolve("evidence"), command.toArray(String[]::new))
                            .output())
                    .as(script)
                    .endsWith("ALL GOOD\n");
        }
    }

    @Test
    void aGuideThatNobodyReleasedIsRefused() {
        var files = new TreeMap<String, byte[]>();
        files.put("VERIFY.sh", BundleFiles.resource("ledger/VERIFY.sh"));
        files.put("VERIFY.md", BundleFiles.resource("VERIFY.md"));
        assertThat(Guides.faults(files, "")).containsExactly("VERIFY.sh is not that of a known release.");
        assertThat(Guides.faults(files, "ledger/")).containsExactly("VERIFY.md is not that of a known release.");
    }
}
