package org.countersign.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 8785, judged by an independent implementation.
class CanonicalJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"b\":1,\"a\":[true,null,\"x\"],\"A\":{}}",
                "{\"\\u20ac\":\"Euro\",\"\\r\":\"CR\",\"\\ufb33\":\"Dalet\",\"1\":\"One\",\"\\ud83d\\ude00\":\"Smiley\","
                        + "\"\\u0080\":\"Control\",\"\\u00f6\":\"o\"}",
                "[1,0.1,1e21,1e-7,123456789012345,0.000001,5e-324,1.7976931348623157e308,-0.0,1e20]",
                "{\"text\":\"\\u0000\\b\\t\\n\\f\\r\\u001f\\\"\\\\/ é 山田\"}",
                "[]",
                "{}"
            })
    void agreesWithAnotherImplementation(String json) throws IOException {
        boolean object = json.startsWith("{");
        String expected = new JsonCanonicalizer(json).getEncodedString();
        assertThat(CanonicalJson.text(JSON.readTree(json))).isEqualTo(expected);
        assertThat(object || json.startsWith("[")).isTrue();
    }

    @Test
    void agreesOnTenThousandRandomObjects() throws IOException {
        var random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            ObjectNode node = CanonicalJson.object();
            for (int k = random.nextInt(6); k >= 0; k--) {
                String name = text(random);
                switch (random.nextInt(4)) {
                    case 0 -> node.put(name, text(random));
                    case 1 -> node.put(name, Double.longBitsToDouble(random.nextLong()) % 1e18);
                    case 2 -> node.put(name, random.nextInt());
                    default -> node.putArray(name).add(random.nextBoolean()).add(text(random));
                }
            }
            String text = node.toString();
            if (!text.contains("NaN")) {
                assertThat(CanonicalJson.text(node)).isEqualTo(new JsonCanonicalizer(text).getEncodedString());
            }
        }
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(5), 0, 0x3000)
                .filter(point -> !Character.isSurrogate((char) point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void loneSurrogatesAreRefused() {
        assertThatThrownBy(() -> CanonicalJson.text(JsonNodeFactory.instance.textNode("a\ud800b")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void integersBeyondTheExactRangeAreRefused() {
        assertThatThrownBy(() -> CanonicalJson.text(JsonNodeFactory.instance.numberNode(9_007_199_254_740_993L)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
