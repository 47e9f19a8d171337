package org.countersign.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
        byte[] zip = streamed("a.json", "hello");
        int central = central(zip);
        int nameLength = 6;
        // The same archive with the sizes and the place in a ZIP64 field of the directory.
        byte[] extra = ByteBuffer.allocate(28)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 1)
                .putShort((short) 24)
                .putLong(5)
                .putLong(ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(central + 20))
                .putLong(0)
                .array();
        byte[] large = new byte[zip.length + extra.length];
        int split = central + 46 + nameLength;
        System.arraycopy(zip, 0, large, 0, split);
        System.arraycopy(extra, 0, large, split, extra.length);
        System.arraycopy(zip, split, large, split + extra.length, zip.length - split);
        ByteBuffer patched = ByteBuffer.wrap(large).order(ByteOrder.LITTLE_ENDIAN);
        patched.putInt(central + 20, -1).putInt(central + 24, -1).putInt(central + 42, -1);
        patched.putShort(central + 30, (short) extra.length);
        Archive archive = Archive.open(write(large));
        assertThat(archive.entries().getFirst().size()).isEqualTo(5);
        assertThat(read(archive, archive.entries().getFirst())).isEqualTo("hello");
    }

    private static int central(byte[] zip) {
        return ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(zip.length - 22 + 16);
    }

    private static byte[] patched(byte[] zip, Consumer<ByteBuffer> change) {
        byte[] copy = zip.clone();
        change.accept(ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN));
        return copy;
    }

    static Stream<Arguments> hostile() throws IOException {
        byte[] one = streamed("a.json", "hello");
        int at = central(one);
        byte[] two = streamed("a.json", "hello", "b.json", "world");
        int second = central(two) + 46 + 6;
        String bomb = "[" + " ".repeat(4 << 20) + "]";
        return Stream.of(
                Arguments.of("parent", streamed("../a.json", "x"), "leads out"),
                Arguments.of("deep parent", streamed("x/../../a.json", "x"), "leads out"),
                Arguments.of("absolute", streamed("/etc/a.json", "x"), "leads out"),
                Arguments.of("drive", streamed("C:a.json", "x"), "leads out"),
                Arguments.of("backslash", streamed("..\\a.json", "x"), "leads out"),
                Arguments.of(
                        "same name",
                        patched(two, zip -> {
                            zip.put(second + 46, (byte) 'a');
                            zip.put(zip.getInt(second + 42) + 30, (byte) 'a');
                        }),
                        "there twice"),
                Arguments.of("name by case", streamed("a.json", "x", "A.json", "y"), "only by case"),
                Arguments.of("bomb", streamed("a.json", bomb), "beyond all measure"),
                Arguments.of("encrypted", patched(one, zip -> zip.putShort(at + 8, (short) 9)), "encrypted"),
                Arguments.of("method", patched(one, zip -> zip.putShort(at + 10, (short) 12)), "method 12"),
                Arguments.of("link", patched(one, zip -> zip.putInt(at + 38, 0xA1FF << 16)), "a link"),
                Arguments.of(
                        "overlap",
                        patched(two, zip -> zip.putInt(second + 42, zip.getInt(at + 42) + 5)),
                        "shares bytes"),
                Arguments.of("cut off", Arrays.copyOf(one, one.length - 10), "cut off"),
                Arguments.of("directory gone", patched(one, zip -> zip.putInt(one.length - 22 + 16, 7)), "cut off"),
                Arguments.of("only a head", Arrays.copyOf(one, 4), "cut off"),
                Arguments.of(
                        "a million entries claimed",
                        patched(one, zip -> zip.putShort(one.length - 22 + 10, (short) 3000)),
                        "cut off"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void isRefused(String name, byte[] zip, String reason) throws IOException {
        Path file = write(zip);
        RefusedException refusal = catchThrowableOfType(RefusedException.class, () -> Archive.open(file));
        assertThat(refusal).as(name).isNotNull();
        assertThat(refusal.place()).startsWith("export.zip");
        assertThat(refusal.getMessage()).contains(reason);
    }

    static Stream<Arguments> lying() throws IOException {
        byte[] one = streamed("a.json", "hello");
        int at = central(one);
        byte[] plain = stored("a.json", "hello");
        return Stream.of(
                Arguments.of("another name before the data", patched(one, zip -> zip.put(30, (byte) 'b')), "different"),
                Arguments.of("another method", patched(one, zip -> zip.putShort(8, (short) 0)), "different"),
                Arguments.of("another size before the data", patched(plain, zip -> zip.putInt(22, 4)), "different"),
                Arguments.of("a checksum", patched(one, zip -> zip.putInt(at + 16, 1)), "checksum"),
                Arguments.of("more than claimed", patched(one, zip -> zip.putInt(at + 24, 3)), "size"),
                Arguments.of("less than claimed", patched(one, zip -> zip.putInt(at + 24, 9)), "size"),
                Arguments.of("no local header", patched(one, zip -> zip.putInt(0, 7)), "different"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lying")
    void failsWhenItIsRead(String name, byte[] zip, String reason) throws Exception {
        Archive archive = Archive.open(write(zip));
        assertThatThrownBy(() -> read(archive, archive.entries().getFirst()))
                .as(name)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
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
