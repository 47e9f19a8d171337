package org.countersign.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.countersign.text.CanonicalReader.NotCanonicalException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One pass over the bytes says what reading and writing again says, which [CanonicalJsonTest] has judged by another
/// implementation.
class CanonicalReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARKS = "\"\\{}[],:0123456789-+.eE tfnu\n\r\t\u007f";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"a\":{\"b\":[1,[],{}],\"c\":true},\"d\":null,\"e\":false}",
                "{\"A\":1,\"a\":0}",
                "{\"\":\"\",\"\\n\":\"\\u0001\\\"\\\\\",\"ä\":\"山田 \uD83D\uDE00\"}",
                "[-1,0.1,1e+21,1e-7,123456789,1234567890,123456789012345,9007199254740992,5e-324]",
                "\"text\"",
                "7",
                "true",
                "null"
            })
    void whatIsCanonicalIsReadAsJacksonReadsIt(String text) throws Exception {
        assertThat(read(text)).contains(JSON.readTree(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " {}",
                "{} ",
                "{}{}",
                "{",
                "[1,]",
                "[1 ]",
                "{\"a\":1,}",
                "{\"a\" :1}",
                "{\"b\":1,\"a\":2}",
                "{\"a\":1,\"a\":1}",
                "{\"b\":1,\"ä\":1,\"c\":1}",
                "{\"\uD83D\uDE00\":1,\"\uFB33\":1,\"\uD83D\uDE00\":1}",
                "{\"\uFB33\":1,\"\uD83D\uDE00\":1}",
                "{a:1}",
                "{1:1}",
                "{\"a\"}",
                "\"\\u0041\"",
                "\"\\u000A\"",
                "\"\\u001F\"",
                "\"\\/\"",
                "\"\\x\"",
                "\"\\",
                "\"\\\"",
                "\"\t\"",
                "\"\\ud800\"",
                "\"a",
                "01",
                "00",
                "-0",
                "-",
                "+1",
                "1.0",
                "1e1",
                "1E3",
                "1-2",
                "9007199254740993",
                "tru",
                "truth",
                "nul",
                "\uFEFF{}"
            })
    void whatIsNotCanonicalIsNotRead(String text) {
        assertThat(read(text)).isEmpty();
    }

    @Test
    void bytesThatAreNoUtf8AreNotRead() {
        for (byte[] wrong : new byte[][] {
            {(byte) 0xC0, (byte) 0x80},
            {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            {(byte) 0xFF},
            {(byte) 0xE4},
            {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80}
        }) {
            byte[] line = "\"    \"\n".getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(wrong, 0, line, 1, wrong.length);
            assertThat(read(line)).isEmpty();
        }
    }

    @Test
    void bracketsWithoutEndAreNotRead() {
        assertThat(read("[".repeat(100_000))).isEmpty();
        assertThat(read("[".repeat(64) + "]".repeat(64))).isPresent();
        assertThat(read("[".repeat(65) + "]".repeat(65))).isEmpty();
    }

    @Test
    void namesThatJacksonDoesNotReadAreNotRead() {
        String text = "{\"" + "a".repeat(60_000) + "\":1}";
        assertThat(general(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(read(text)).isEmpty();
    }

    @Test
    void aLineEndsAtItsLineFeed() throws Exception {
        byte[] text = "{\"a\":1}\n[2]\n".getBytes(StandardCharsets.US_ASCII);
        var reader = new CanonicalReader(text, Set.of());
        assertThat(reader.line(0)).isEqualTo(JSON.readTree("{\"a\":1}"));
        assertThat(reader.end()).isEqualTo(7);
        assertThat(reader.line(8)).isEqualTo(JSON.readTree("[2]"));
        assertThat(reader.end()).isEqualTo(11);
    }

    @Test
    void textWhoseLastLineDoesNotEndIsRefused() {
        assertThatThrownBy(() -> new CanonicalReader("{}".getBytes(StandardCharsets.US_ASCII), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CanonicalReader(new byte[0], Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNotKeptIsReadAsStrictly() throws Exception {
        byte[] text = "{\"a\":{\"b\":[1,\"x\"]},\"b\":{\"a\":2}}\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(new CanonicalReader(text, Set.of("a")).line(0)).isEqualTo(JSON.readTree("{\"b\":{\"a\":2}}"));
        byte[] wrong = "{\"a\":{\"b\":[1,\"\\x\"]},\"b\":{\"a\":2}}\n".getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> new CanonicalReader(wrong, Set.of("a")).line(0))
                .isInstanceOf(NotCanonicalException.class);
    }

    /// Canonical ones, and ones with an error or two, of which some are canonical all the same.
    @Test
    void saysOfAHundredThousandLinesWhatReadingAndWritingAgainSays() {
        var random = new Random(11);
        int canonical = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] line = CanonicalJson.bytes(node(random, 0));
            for (int errors = random.nextInt(3); errors > 0 && line.length > 0; errors--) {
                line = changed(line, random);
            }
            Optional<JsonNode> expected = general(line);
            canonical += expected.isPresent() ? 1 : 0;
            assertThat(read(Arrays.copyOf(line, line.length + 1)))
                    .as(new String(line, StandardCharsets.ISO_8859_1))
                    .isEqualTo(expected);
        }
        assertThat(canonical).isBetween(40_000, 90_000);
    }

    private static byte[] changed(byte[] line, Random random) {
        int at = random.nextInt(line.length);
        byte mark =
                (byte) (random.nextInt(8) == 0 ? random.nextInt(256) : MARKS.charAt(random.nextInt(MARKS.length())));
        byte[] changed = Arrays.copyOf(line, line.length + random.nextInt(2));
        if (changed.length > line.length) {
            System.arraycopy(line, at, changed, at + 1, line.length - at);
        }
        changed[at] = mark;
        return changed;
    }

    private static JsonNode node(Random random, int depth) {
        switch (random.nextInt(depth > 3 ? 4 : 7)) {
            case 0 -> {
                return JSON.getNodeFactory().textNode(text(random));
            }
            case 1 -> {
                return JSON.getNodeFactory().numberNode(random.nextInt() >> random.nextInt(32));
            }
            case 2 -> {
                return JSON.getNodeFactory().numberNode(random.nextInt(1_000) / 8.0);
            }
            case 3 -> {
                return random.nextBoolean()
                        ? JSON.getNodeFactory().nullNode()
                        : JSON.getNodeFactory().booleanNode(true);
            }
            case 4 -> {
                ArrayNode array = JSON.createArrayNode();
                for (int n = random.nextInt(4); n > 0; n--) {
                    array.add(node(random, depth + 1));
                }
                return array;
            }
            default -> {
                ObjectNode object = CanonicalJson.object();
                for (int n = random.nextInt(4); n > 0; n--) {
                    object.set(text(random), node(random, depth + 1));
                }
                return object;
            }
        }
    }

    private static String text(Random random) {
        int highest = random.nextInt(3) == 0 ? 0x3000 : 0x7f;
        return random.ints(random.nextInt(5), random.nextInt(4) == 0 ? 0 : ' ', highest)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Optional<JsonNode> read(String line) {
        return read((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<JsonNode> read(byte[] line) {
        line[line.length - 1] = '\n';
        try {
            var reader = new CanonicalReader(line, Set.of());
            JsonNode node = reader.line(0);
            assertThat(line[reader.end()]).isEqualTo((byte) '\n');
            return reader.end() == line.length - 1 ? Optional.of(node) : Optional.empty();
        } catch (NotCanonicalException _) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> general(byte[] line) {
        try {
            JsonNode node = JSON.readTree(line);
            return Arrays.equals(CanonicalJson.bytes(node), line) ? Optional.of(node) : Optional.empty();
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
