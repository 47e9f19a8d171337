package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.countersign.app.Countersign;
import org.countersign.testkit.Edits;
import org.countersign.text.Sha256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever bytes come as a bundle or a report, a verdict comes back: with its faults, or genuine for the bytes that
/// were signed and for no others.
class BundleFuzzTest {
    private static final String REPORT = "attestation.pdf";

    @TempDir
    private static Path folder;

    private static Scene scene;
    private static byte[] bundle;
    private static Map<String, byte[]> files;
    private static List<String> names;
    private static List<X509Certificate> trust;

    @BeforeAll
    static void sign() throws Exception {
        scene = new Scene(folder);
        bundle = scene.bundle();
        files = scene.files();
        names = files.keySet().stream().sorted().toList();
        trust = KeyFile.certificates("trust", scene.trust().getBytes(StandardCharsets.US_ASCII));
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    static Stream<Arguments> bundles() {
        return Stream.of(arguments(named("the bundle", bundle)));
    }

    /// For each file a value that is another and a line that is gone, behind its place among the names; nothing is
    /// changed at first.
    static Stream<Arguments> changes() {
        return Stream.concat(
                Stream.of(arguments(named("no change", new byte[] {0}))),
                IntStream.range(0, names.size() * 2)
                        .mapToObj(i -> arguments(
                                named(names.get(i / 2), new byte[] {(byte) (i / 2), (byte) (4 + i % 2), 0, 0, 9, 0}))));
    }

    /// A few; the others are for whoever looks for more.
    static Stream<Arguments> fewChanges() {
        return System.getenv("JAZZER_FUZZ") == null ? changes().limit(2) : changes();
    }

    static Stream<Arguments> reports() {
        String small = "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                + "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
        return Stream.of(
                arguments(named("the report", files.get(REPORT))),
                arguments(named("hardly a report", small.getBytes(StandardCharsets.US_ASCII))));
    }

    private static Verification verified(byte[] bytes) {
        Verification found = Countersign.verifyBundle().run(bytes, trust);
        assertThat(VerificationText.lines(found)).isNotEmpty();
        if (!found.genuine()) {
            assertThat(found.faults()).isNotEmpty();
        }
        return found;
    }

    @MethodSource("bundles")
    @FuzzTest(maxDuration = "4m")
    void bundle(byte[] bytes) {
        assertThat(verified(bytes).genuine()).isEqualTo(Arrays.equals(bytes, bundle));
    }

    /// One file is another, and the bundle is packed again as it must be.
    @MethodSource("changes")
    @FuzzTest(maxDuration = "4m")
    void file(byte[] bytes) {
        if (bytes.length > 0) {
            var changed = new TreeMap<>(files);
            String name = name(bytes);
            changed.put(name, content(name, bytes));
            assertThat(verified(CanonicalZip.write(changed)).genuine())
                    .isEqualTo(Arrays.equals(changed.get(name), files.get(name)));
        }
    }

    /// The same, signed anew by all who signed: what they agree on may hold, and nothing breaks the verifier.
    @MethodSource("fewChanges")
    @FuzzTest(maxDuration = "4m")
    void conspiracy(byte[] bytes) throws Exception {
        if (bytes.length > 0) {
            var changed = new TreeMap<>(files);
            String name = name(bytes);
            changed.put(name, content(name, bytes));
            verified(CanonicalZip.write(signedAnew(changed, name)));
        }
    }

    /// A report by itself.
    @MethodSource("reports")
    @FuzzTest(maxDuration = "4m")
    void report(byte[] bytes) {
        // What does not call itself a PDF is verified as a bundle.
        if (VerifyDocument.isDocument(bytes)) {
            DocumentVerification found = Countersign.verifyDocument().run(bytes, trust);
            boolean genuine = found.verdict() == DocumentVerification.Verdict.GENUINE;
            assertThat(VerificationText.lines(found)).isNotEmpty();
            assertThat(genuine).isEqualTo(Arrays.equals(bytes, files.get(REPORT)));
            assertThat(genuine || !found.faults().isEmpty()).isTrue();
        }
    }

    private static String name(byte[] bytes) {
        return names.get((bytes[0] & 0xff) % names.size());
    }

    private static byte[] content(String name, byte[] bytes) {
        return Edits.of(files.get(name), bytes, 1);
    }

    /// Sums, manifests and signatures over what is here now, but for the file that is under attack.
    private static Map<String, byte[]> signedAnew(TreeMap<String, byte[]> now, String attacked) throws Exception {
        byte[] content = now.get(attacked);
        signed(now, 1, Scene.FIRST, List.of("campaign.json", "items.ndjson", "decisions/001.ndjson"));
        signed(now, 2, "grace@example.com", List.of("campaign.json", "items.ndjson", "decisions/002.ndjson"));
        now.put(attacked, content);
        var sums = new StringBuilder();
        now.forEach((name, bytes) -> {
            if (!name.startsWith("META-INF/") && !name.startsWith("VERIFY.") && !name.equals("SHA256SUMS")) {
                sums.append(Sha256.hex(bytes)).append("  ").append(name).append('\n');
            }
        });
        if (!attacked.equals("SHA256SUMS")) {
            now.put("SHA256SUMS", sums.toString().getBytes(StandardCharsets.US_ASCII));
        }
        signed(
                now,
                3,
                Scene.OWNER,
                now.keySet().stream()
                        .filter(name -> !List.of("mimetype", AsicManifest.name(3), AsicManifest.signatureName(3))
                                .contains(name))
                        .toList());
        now.put(attacked, content);
        return now;
    }

    private static void signed(TreeMap<String, byte[]> now, int number, String by, List<String> over) throws Exception {
        var covered = new TreeMap<String, byte[]>();
        over.forEach(name -> covered.put(name, now.get(name)));
        byte[] manifest = AsicManifest.over(number, covered).bytes();
        now.put(AsicManifest.name(number), manifest);
        now.put(AsicManifest.signatureName(number), Cades.sign(manifest, scene.key(by), Optional.of(Instant.now())));
    }
}
