package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A part of a canonical line is digested as that part written anew is.
class WrittenTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"digest\":\"x\"}",
                "{\"digest\":{\"a\":[1,{}]},\"id\":\"i\"}",
                "{\"digest\":12,\"id\":\"i\"}",
                "{\"account\":{\"digest\":\"y\"},\"digest\":\"x\"}",
                "{\"a\":[\"}\",\"digest\"],\"b\":\"\\\"digest\\\":\\\\\",\"digest\":null,\"id\":\"山田\"}",
                "{\"Digest\":\"x\",\"diges\":1,\"digests\":2}"
            })
    void anItemWithoutItsDigest(String line) throws Exception {
        assertThat(canonical(line).itemDigest()).isEqualTo(new Written.Anew(JSON.readTree(line)).itemDigest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"body\":{},\"seq\":1}",
                "{\"body\":{\"a\":\"}\\\"\",\"b\":[[],{\"body\":{}}],\"seq\":2},\"seq\":10}",
                "{\"a\":{\"body\":{\"c\":1}},\"body\":{\"d\":\"\\\\\"}}"
            })
    void anEventAlone(String line) throws Exception {
        assertThat(canonical(line).leaf()).isEqualTo(new Written.Anew((ObjectNode) JSON.readTree(line)).leaf());
    }

    /// Between two other lines.
    private static Written canonical(String line) {
        String before = "{\"body\":{\"no\":1},\"digest\":\"no\"}\n";
        byte[] file = (before + line + "\n" + before).getBytes(StandardCharsets.UTF_8);
        return new Written.Canonical(file, before.length(), file.length - 1 - before.length());
    }
}
