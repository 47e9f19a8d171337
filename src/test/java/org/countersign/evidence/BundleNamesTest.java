package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.countersign.evidence.CanonicalZip.NotCanonicalException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The forms that a bundle is made of: one way to write each, and no other way is read.
class BundleNamesTest {
    private static final Map<String, byte[]> FILES = Map.of("mimetype", bytes("m"), "a", bytes("1"), "b", bytes("22"));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void namesAreInAsciiDigitsInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            for (String tag : List.of("ar-EG-u-nu-arab", "hi-IN-u-nu-deva", "th-TH-u-nu-thai")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(AsicManifest.name(7)).as(tag).isEqualTo("META-INF/ASiCManifest007.xml");
                assertThat(AsicManifest.signatureName(12)).as(tag).isEqualTo("META-INF/signature012.p7s");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aManifestIsReadAsItWasWritten() {
        AsicManifest manifest = AsicManifest.over(3, FILES);
        assertThat(AsicManifest.parse(manifest.bytes())).contains(manifest);
        assertThat(new String(manifest.bytes(), StandardCharsets.UTF_8))
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<asic:ASiCManifest ")
                .contains("URI=\"META-INF/signature003.p7s\"/>")
                .endsWith("</asic:ASiCManifest>\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xmlenc#sha256|xmlenc#sha1", "URI=\"a\"|URI=\"c\"", "</ds:D|\n</ds:D", "\\?>|\\?><!-- -->"})
    void aManifestWrittenOtherwiseIsNotRead(String change) {
        String[] parts = change.split("\\|");
        String text = new String(AsicManifest.over(3, FILES).bytes(), StandardCharsets.UTF_8);
        String other = text.replaceFirst(parts[0], parts[1]);
        assertThat(other).isNotEqualTo(text);
        if (!parts[1].equals("URI=\"c\"")) {
            assertThat(AsicManifest.parse(bytes(other))).isEmpty();
        } else {
            assertThat(AsicManifest.parse(bytes(other)))
                    .as("c after b is not sorted")
                    .isEmpty();
        }
    }

    @Test
    void whatIsNoManifestIsNotRead() {
        assertThat(AsicManifest.parse(new byte[0])).isEmpty();
        assertThat(AsicManifest.parse(bytes("<xml/>"))).isEmpty();
    }

    @Test
    void theZipHasItsMimetypeFirstAndSortedNamesAfterIt() throws Exception {
        var unsorted = new TreeMap<String, byte[]>(java.util.Comparator.reverseOrder());
        unsorted.putAll(FILES);
        byte[] zip = CanonicalZip.write(unsorted);
        assertThat(CanonicalZip.read(zip).keySet()).containsExactly("mimetype", "a", "b");
        assertThat(new String(zip, 30, 8, StandardCharsets.US_ASCII))
                .as("at offset 30 (ETSI EN 319 162-1, A.1)")
                .isEqualTo("mimetype");
        assertThat(zip).isEqualTo(CanonicalZip.write(FILES));
    }

    @Test
    void aZipThatIsStoredInAnotherOrderIsRefused() throws Exception {
        var out = new java.io.ByteArrayOutputStream();
        try (var zip = new java.util.zip.ZipOutputStream(out)) {
            zip.setMethod(java.util.zip.ZipOutputStream.DEFLATED);
            for (String name : List.of("b", "a", "mimetype")) {
                zip.putNextEntry(new java.util.zip.ZipEntry(name));
                zip.write(FILES.get(name));
            }
        }
        assertThatThrownBy(() -> CanonicalZip.read(out.toByteArray())).isInstanceOf(NotCanonicalException.class);
    }

    @Test
    void anEntryTwiceIsRefusedByName() {
        byte[] zip = CanonicalZip.write(FILES);
        byte[] twice = zip.clone();
        // The local header of b is renamed to a: two entries of one name.
        int second = new String(zip, StandardCharsets.ISO_8859_1).indexOf("b22");
        twice[second] = 'a';
        assertThatThrownBy(() -> CanonicalZip.read(twice)).hasMessageContaining("twice");
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 10, 14, 18, 26, 28})
    void anyOtherHeaderIsRefused(int offset) {
        byte[] zip = CanonicalZip.write(FILES);
        zip[offset] ^= 1;
        assertThatThrownBy(() -> CanonicalZip.read(zip)).isInstanceOf(NotCanonicalException.class);
    }

    @Test
    void aSizeThatReachesPastTheEndIsRefused() {
        byte[] zip = CanonicalZip.write(FILES);
        for (int offset : new int[] {20, 21}) {
            byte[] huge = zip.clone();
            huge[offset] = (byte) 0xff;
            assertThatThrownBy(() -> CanonicalZip.read(huge)).hasMessageContaining("cut off");
        }
    }

    @Test
    void whatIsNoZipIsRefusedInWords() {
        assertThatThrownBy(() -> CanonicalZip.read(bytes("hello"))).hasMessageContaining("not an evidence bundle");
    }
}
