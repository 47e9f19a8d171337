package org.countersign.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Each broken file gets one clear refusal: place, reason, remedy.
class BrokenInputTest {
    private static final String GOOD = "{\"Resources\":[{\"id\":\"1\",\"userName\":\"a\"}]}";

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("truncated", bytes("{\"Resources\":[{\"id\":\"1\",\"userName\":\"a"), "line 1", "cut off"),
                Arguments.of(
                        "stray comma",
                        bytes("{\"Resources\":[\n{\"id\":\"1\"},,]}"),
                        "line 2, column 12",
                        "cannot be read"),
                Arguments.of("html", bytes("<!DOCTYPE html><html>Sign in</html>"), "line 1, column 1", "HTML"),
                Arguments.of(
                        "scim error",
                        bytes(
                                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:Error\"],\"status\":\"401\",\"detail\":\"expired\"}"),
                        "file",
                        "401 expired"),
                Arguments.of(
                        "okta error",
                        bytes("{\"errorCode\":\"E0000011\",\"errorSummary\":\"Invalid token\"}"),
                        "file",
                        "Invalid token"),
                Arguments.of(
                        "graph error",
                        bytes("{\"error\":{\"code\":\"x\",\"message\":\"Forbidden\"}}"),
                        "file",
                        "Forbidden"),
                Arguments.of(
                        "errors beside resources",
                        bytes(
                                "{\"Errors\":{\"description\":\"not_authed\",\"code\":401},\"Resources\":[{\"id\":\"1\",\"userName\":\"a\"}]}"),
                        "file",
                        "not_authed"),
                Arguments.of("empty", new byte[0], "file", "empty"),
                Arguments.of("white space", bytes("  \n "), "file", "nothing but white space"),
                Arguments.of("utf-16 with a mark", GOOD.getBytes(StandardCharsets.UTF_16), "file", "UTF-16"),
                Arguments.of("utf-16 without", GOOD.getBytes(StandardCharsets.UTF_16LE), "file", "UTF-16"),
                Arguments.of("utf-32", GOOD.getBytes(Charset.forName("UTF-32")), "file", "UTF-16 or UTF-32"),
                Arguments.of("overlong", patched((byte) 0xC0, (byte) 0x80), "file", "UTF-8"),
                Arguments.of("surrogate bytes", patched((byte) 0xED, (byte) 0xA0, (byte) 0x80), "file", "UTF-8"),
                Arguments.of("nested", bytes("[".repeat(100_000)), "line 1", "beyond every sensible limit"),
                Arguments.of(
                        "long number",
                        bytes("[{\"id\":" + "9".repeat(1000) + "}]"),
                        "line 1",
                        "beyond every sensible limit"),
                Arguments.of("duplicate key", bytes("[{\"id\":\"1\",\"id\":\"2\"}]"), "line 1", "Duplicate field"),
                Arguments.of("not a number", bytes("[{\"id\":NaN}]"), "line 1", "cannot be read"),
                Arguments.of("two documents", bytes(GOOD + GOOD), "line 1", "Something follows"),
                Arguments.of("zip", new byte[] {'P', 'K', 3, 4, 0}, "file", "compressed"),
                Arguments.of("something else", bytes("{\"hello\":\"world\"}"), "file", "no SCIM user or group"),
                Arguments.of(
                        "a list of something else",
                        bytes("{\"totalResults\":1,\"Resources\":[{\"id\":\"Schema\"}]}"),
                        "file",
                        "no SCIM user or group"),
                Arguments.of("a text", bytes("\"hello\""), "file", "no SCIM user or group"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] patched(byte... bad) {
        byte[] head = bytes("[{\"id\":\"1\",\"userName\":\"a");
        byte[] tail = bytes("\"}]");
        var all = new byte[head.length + bad.length + tail.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(bad, 0, all, head.length, bad.length);
        System.arraycopy(tail, 0, all, head.length + bad.length, tail.length);
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void isRefusedWithPlaceAndReason(String name, byte[] content, String place, String reason) {
        RefusedException refusal =
                catchThrowableOfType(RefusedException.class, () -> new ScimReader(Dialects.of("scim"))
                        .read("file", new ByteArrayInputStream(content), new Collected()));
        assertThat(refusal).as(name).isNotNull();
        assertThat(refusal.place()).startsWith("file").contains(place);
        assertThat(refusal.getMessage()).contains(reason).hasSizeLessThan(400);
    }

    @Test
    void aByteOrderMarkIsSkipped() throws Exception {
        assertThat(Collected.of("\uFEFF" + GOOD).users).hasSize(1);
    }

    @Test
    void nulAndLoneSurrogatesRefuseTheRowAlone() throws Exception {
        Collected found = Collected.of(
                "[{\"id\":\"1\",\"userName\":\"a\\u0000\"},{\"id\":\"2\",\"userName\":\"\\ud800\"},{\"id\":\"3\",\"userName\":\"ok\"}]");
        assertThat(found.refused).hasSize(2);
        assertThat(found.users).extracting(UserResource::id).containsExactly("3");
    }
}
