package org.countersign.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.countersign.testkit.RawZip;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest {
    @TempDir
    private Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Streamed: sizes come after the data, as most programs write it.
    private static byte[] streamed(String... namesAndTexts) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(bytes(namesAndTexts[i + 1]));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    /// Stored: sizes stand before the data too.
    private static byte[] stored(String name, String text) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            var entry = new ZipEntry(name);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(bytes(text).length);
            var crc = new CRC32();
            crc.update(bytes(text));
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(bytes(text));
            zip.closeEntry();
        }
        return out.toByteArray();
    }

    private Path write(byte[] zip) throws IOException {
        return Files.write(folder.resolve("export.zip"), zip);
    }

    private static String read(Archive archive, Archive.Entry entry) throws IOException {
        try (InputStream in = archive.open(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void entriesAreReadInTheOrderOfNamesWithoutFolders() throws Exception {
        Archive archive = Archive.open(write(streamed("b.json", "two", "deep/", "", "deep/a.json", "one")));
        assertThat(archive.entries()).extracting(Archive.Entry::name).containsExactly("b.json", "deep/a.json");
        assertThat(read(archive, archive.entries().get(0))).isEqualTo("two");
        assertThat(read(archive, archive.entries().get(1))).isEqualTo("one");
    }

    @Test
    void storedEntriesAndForeignNamesAreRead() throws Exception {
        Archive archive = Archive.open(write(stored("ユーザー.json", "[]")));
        assertThat(archive.entries().getFirst().name()).isEqualTo("ユーザー.json");
        assertThat(read(archive, archive.entries().getFirst())).isEqualTo("[]");
    }

    @Test
    void aZipOfAForeignMakeIsKnownByItsBytes() throws Exception {
        assertThat(Archive.isArchive(write(streamed("a.json", "x")))).isTrue();
        assertThat(Archive.isArchive(write(bytes("[{}]")))).isFalse();
        assertThat(Archive.isArchive(write(bytes("P")))).isFalse();
    }

    @Test
    void zip64IsRead() throws Exception {
        byte[] large = new RawZip()
                .deflated("a.json", bytes("hello"), entry -> {
                    entry.central.extra = RawZip.numbers(20)
                            .putShort((short) 1)
                            .putShort((short) 16)
                            .putLong(5)
                            .putLong(entry.packed.length)
                            .array();
                    entry.central.size = -1;
                    entry.central.packed = -1;
                    entry.local.extra = entry.central.extra;
                    entry.local.size = -1;
                    entry.local.packed = -1;
                })
                .with(zip -> zip.large = true)
                .bytes();
        Archive archive = Archive.open(write(large));
        assertThat(archive.entries().getFirst().size()).isEqualTo(5);
        assertThat(read(archive, archive.entries().getFirst())).isEqualTo("hello");
    }

    @Test
    void sizesBehindTheBytesAreReadWithAndWithoutAMark() throws Exception {
        byte[] marked = new RawZip()
                .deflated("a.json", bytes("hello"), e -> e.describedBehind(e.local.crc, e.packed.length, 5))
                .bytes();
        byte[] bare = new RawZip()
                .deflated("a.json", bytes("hello"), entry -> {
                    entry.describedBehind(entry.local.crc, entry.packed.length, 5);
                    entry.behind = Arrays.copyOfRange(entry.behind, 4, 16);
                })
                .bytes();
        for (byte[] zip : List.of(marked, bare)) {
            Archive archive = Archive.open(write(zip));
            assertThat(read(archive, archive.entries().getFirst())).isEqualTo("hello");
        }
    }

    @Test
    void whatIsSkippedIsLookedAtAllTheSame() throws Exception {
        Archive archive = Archive.open(write(stored("a.json", "hello")));
        try (InputStream in = archive.open(archive.entries().getFirst())) {
            assertThat(in.skip(4)).isEqualTo(4);
            assertThat(in.read()).isEqualTo('o');
            assertThat(in.read()).isNegative();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void noFlippedByteIsReadAsSomethingElse(int seed) throws Exception {
        byte[] zip = streamed("a.json", "hello world ".repeat(50), "b.json", "other");
        var random = new java.util.Random(seed);
        for (int i = 0; i < 400; i++) {
            byte[] bad = zip.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                Archive archive = Archive.open(write(bad));
                for (Archive.Entry entry : archive.entries()) {
                    assertThat(read(archive, entry)).isIn("hello world ".repeat(50), "other");
                }
            } catch (RefusedException | IOException refused) {
                assertThat(refused).hasMessageNotContaining("null");
            }
        }
    }
}
