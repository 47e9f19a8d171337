package org.countersign.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What nobody reads of a resource is kept as it came, and what has no one meaning is not kept.
class ExtraTest {
    private static final List<String> NAMES = List.of(
            "a",
            "b",
            "nickName",
            "lastSignIn",
            "lastLogin",
            "naïve",
            "名",
            "\"",
            "\\",
            "\n",
            " ",
            "",
            "😀",
            "value",
            "ID");
    private static final List<String> TEXTS =
            List.of("", "x", "Zoë 李 😀", "\"quoted\"", "back\\slash", "\t\n", "\u0001", "2026-01-02T03:04:05Z");

    private static JsonNode value(Random random, int depth) {
        var nodes = ScimReader.MAPPER.getNodeFactory();
        return switch (random.nextInt(depth > 4 ? 7 : 9)) {
            case 0 -> nodes.booleanNode(random.nextBoolean());
            case 1 -> nodes.nullNode();
            case 2 -> nodes.numberNode(random.nextInt());
            case 3 -> nodes.numberNode(random.nextLong());
            case 4 -> nodes.numberNode(new BigInteger(100, random));
            case 5 -> nodes.numberNode(new BigDecimal(new BigInteger(60, random), random.nextInt(12) - 6));
            case 6 -> nodes.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
            case 7 -> {
                ArrayNode array = nodes.arrayNode();
                IntStream.range(0, random.nextInt(4)).forEach(_ -> array.add(value(random, depth + 1)));
                yield array;
            }
            default -> object(random, depth + 1);
        };
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = ScimReader.MAPPER.createObjectNode();
        IntStream.range(0, random.nextInt(5))
                .forEach(_ -> object.set(NAMES.get(random.nextInt(NAMES.size())), value(random, depth)));
        if (random.nextInt(20) == 0) {
            IntStream.range(0, 90).forEach(i -> object.put("many" + i, i));
        }
        return object;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whateverItIsItIsKeptAsItCame(long seed) throws Exception {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            ObjectNode extra = ScimReader.MAPPER.createObjectNode();
            extra.set("nickName", value(random, 0));
            extra.set("urn:example:own", value(random, 0));
            ObjectNode meta = object(random, 0);
            ObjectNode user = ScimReader.MAPPER.createObjectNode();
            user.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:User");
            user.put("id", "1").put("userName", "ada").put("displayName", "Ada");
            user.setAll(extra);
            if (!meta.isEmpty()) {
                user.set("meta", meta);
                extra.set("meta", meta);
            }
            String text = ScimReader.MAPPER.writeValueAsString(user);
            Collected found = Collected.of("[" + text + "," + text.replace("\"id\":\"1\"", "\"id\":\"2\"") + "]");
            assertThat(found.users).as(text).hasSize(2);
            Attributes.takeLastSignIn(extra);
            for (UserResource each : found.users) {
                assertThat(ScimReader.MAPPER.writeValueAsString(each.extra()))
                        .isEqualTo(ScimReader.MAPPER.writeValueAsString(extra));
            }
        }
    }

    private static String user(String more) {
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"id\":\"7\",\"userName\":\"ada\"," + more
                + "}";
    }

    /// The second of two, since the first object of a list is read by a tree.
    private static Collected second(String more) throws Exception {
        return Collected.of("[" + user("\"x\":1").replace("7", "6") + "," + user(more) + "]");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 31, 32, 33, 34, 70})
    void aNameTwiceIsFoundHoweverManyThereAre(int others) {
        String names = IntStream.range(0, others)
                .mapToObj(i -> "\"n" + i + "\":{\"n" + i + "\":0}")
                .collect(Collectors.joining(","));
        for (String object :
                List.of("\"x\":{%s,\"n0\":1}", "\"x\":[{\"y\":{%s,\"n0\":1}}]", "\"meta\":{%s,\"n0\":1}")) {
            Throwable refused = org.assertj.core.api.Assertions.catchThrowable(() -> second(object.formatted(names)));
            assertThat(refused)
                    .as(object + others)
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("n0");
        }
    }

    @Test
    void theSameNameInAnotherObjectIsNotTwice() throws Exception {
        String names = IntStream.range(0, 40)
                .mapToObj(i -> "\"n" + i + "\":{\"n0\":{\"n0\":0},\"n1\":0}")
                .collect(Collectors.joining(","));
        assertThat(second("\"x\":{" + names + "},\"y\":{" + names + "}").users).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"'\"x\":\"\\ud800\"', U+D800", "'\"x\":{\"a\\u0000\":1}', U+0000", "'\"x\":[\"\\u0000\"]', U+0000"})
    void whatIsNoTextIsNotKept(String more, String which) throws Exception {
        Collected found = second(more);
        assertThat(found.users).extracting(UserResource::id).containsExactly("6");
        assertThat(found.refused).singleElement().asString().contains(which);
    }

    @Test
    void whatBrokeOffLeavesNothingToTheNext() throws Exception {
        var reader = new ScimReader(Dialects.of("scim"));
        var sink = new Collected();
        for (String broken :
                List.of("\"x\":{\"y\":[1,", "\"x\":{\"a\":1,\"a\":2}}", "\"meta\":{\"version\":\"1\",\"z\":{")) {
            byte[] json = ("[" + user("\"w\":0") + ",{\"id\":\"8\",\"userName\":\"b\"," + broken)
                    .getBytes(StandardCharsets.UTF_8);
            org.assertj.core.api.Assertions.catchThrowable(
                    () -> reader.read("broken.json", new ByteArrayInputStream(json), sink));
            byte[] whole = ("[" + user("\"w\":0") + "," + user("\"v\":1").replace("7", "9") + "]")
                    .getBytes(StandardCharsets.UTF_8);
            reader.read("whole.json", new ByteArrayInputStream(whole), sink);
            assertThat(sink.users.getLast().extra()).hasToString("{\"v\":1}");
        }
    }
}
