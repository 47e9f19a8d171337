package org.countersign.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A reading that passes by what it knows finds what one finds that reads everything: the same resources in the same
/// order, the same complaints at the same places, the same refusals.
class SkippingTest {
    private static final String[] BREAKS = {
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\n", "\r", "\r\n", " ", "x", "{}", "[]", ",,", "\\\"", "null", "1"
    };
    private static final String[] BETWEEN = {"", " ", "\n", "\r\n", "\r", "\t \n ", "\n\n"};

    /// Knows some of what it is told, and says of these again what they are.
    private static final class Knowing extends Collected {
        private final Map<ResourceDigest, UserResource> users = new HashMap<>();
        private final Map<ResourceDigest, GroupResource> groups = new HashMap<>();
        private final Random random;
        private boolean learns = true;
        private int recognised;

        Knowing(Random random) {
            this.random = random;
        }

        @Override
        public void user(UserResource user, Optional<ResourceDigest> digest) {
            super.user(user);
            digest.filter(_ -> random.nextInt(4) > 0).ifPresent(told -> users.put(told, user));
        }

        @Override
        public void group(GroupResource group, Optional<ResourceDigest> digest) {
            super.group(group);
            digest.filter(_ -> random.nextInt(4) > 0).ifPresent(told -> groups.put(told, group));
        }

        @Override
        public boolean remembers() {
            return !learns;
        }

        @Override
        public Optional<Known> recognise(ResourceDigest digest) {
            if (users.containsKey(digest)) {
                recognised++;
                super.user(users.get(digest));
                return Optional.of(new Known.User());
            }
            if (groups.containsKey(digest)) {
                recognised++;
                super.group(groups.get(digest));
                return Optional.of(new Known.Group(groups.get(digest).id()));
            }
            return Optional.empty();
        }

        void know() {
            learns = false;
            super.users.clear();
            super.groups.clear();
            warnings.clear();
            pages.clear();
            refused.clear();
            unreadable = 0;
        }
    }

    private final Random random = new Random(7);

    private String between() {
        return BETWEEN[random.nextInt(BETWEEN.length)];
    }

    private String resource(int number) {
        return switch (random.nextInt(9)) {
            case 0 -> "{\"id\":\"g" + number + "\",\"displayName\":\"}{\",\"members\":[{\"value\":\"u1\"}]}";
            case 1 -> "{" + between() + "\"id\":\"u" + number + "\"," + between() + "\"userName\":\"a\\\"}{\\\\\"}";
            case 2 -> "{\"id\":\"u" + number + "\",\"userName\":\"\\\\\",\"x\":{\"y\":[{},[{}]]}}";
            case 3 -> "{\"userName\":\"without an id\"}";
            case 4 -> "{\"color\":\"neither\"}";
            case 5 -> "{\"id\":\"g" + number + "\",\"displayName\":\"G\",\"members\":[{\"display\":\"nobody\"}]}";
            case 6 -> "{\"id\":\"u" + number + "\",\"userName\":\"\\u0000\"}";
            default -> "{\"id\":\"u" + number + "\",\"userName\":\"Zoë 山田 " + "y".repeat(random.nextInt(60)) + "\"}";
        };
    }

    private String document(List<String> resources) {
        int form = random.nextInt(3);
        var text = new StringBuilder(form == 0 ? "" : form == 1 ? "[" : "{\"Resources\":[");
        for (int i = 0; i < resources.size(); i++) {
            String part = i == 0 ? "" : form == 0 ? "\n" : ",";
            text.append(between()).append(part).append(between()).append(resources.get(i));
        }
        text.append(between());
        return text.append(form == 0 ? "" : form == 1 ? "]" : "], \"totalResults\": " + random.nextInt(9) + "}")
                .append(between())
                .toString();
    }

    private String broken(String text) {
        int at = random.nextInt(text.length());
        String piece = BREAKS[random.nextInt(BREAKS.length)];
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + text.substring(at + 1);
            case 2 -> text.substring(0, at) + piece + text.substring(at + 1);
            default -> text.substring(0, at) + piece + text.substring(at);
        };
    }

    private static String read(Collected sink, byte[] text) throws IOException {
        String end;
        try {
            new ScimReader(Dialects.of("scim")).read("all.json", new ByteArrayInputStream(text), sink);
            end = "read";
        } catch (RefusedException e) {
            end = e.getMessage();
        }
        return String.join(
                "\n",
                sink.users.toString(),
                sink.groups.toString(),
                sink.refused.toString(),
                sink.warnings.toString(),
                sink.pages.toString(),
                "" + sink.unreadable,
                end);
    }

    private void same(Knowing knowing, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        knowing.know();
        String found = read(knowing, bytes);
        String whole = read(new Collected(), bytes);
        assertThat(found.equals(whole))
                .as(brief(text) + "\n\n" + brief(found) + "\n\n" + brief(whole))
                .isTrue();
    }

    private static String brief(String text) {
        return text.length() < 3_000 ? text : text.substring(0, 300) + " … " + text.substring(text.length() - 1_000);
    }

    @Test
    void whateverIsReadIsReadTheSame() throws Exception {
        int recognised = 0;
        for (int round = 0; round < 2_000; round++) {
            var resources = new ArrayList<String>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                resources.add(resource(i));
            }
            var knowing = new Knowing(random);
            read(knowing, (user(0) + "\n" + String.join("\n", resources)).getBytes(StandardCharsets.UTF_8));
            same(knowing, document(resources));
            for (int i = 0; i < 6; i++) {
                same(knowing, broken(document(resources)));
            }
            recognised += knowing.recognised;
        }
        assertThat(recognised).as("otherwise it would show nothing").isGreaterThan(10_000);
    }

    private static String user(int number) {
        return "{\"id\":\"u" + number + "\",\"userName\":\"a\"}";
    }

    /// Where in a resource a block of the document ends must not matter; a block is a power of two long.
    @ParameterizedTest
    @ValueSource(ints = {1 << 17, 1 << 18})
    void bordersOfBlocksAreNoBorders(int border) throws Exception {
        String known = "{\"id\":\"k\",\n\"userName\":\"a\\\"}\\\\\",\"x\":{}}";
        String broken = "{\"id\":\"u1\",,}";
        for (int before = 0; before <= known.length() + 3; before++) {
            var knowing = new Knowing(new Random(1));
            while (knowing.users.size() < 1) {
                read(knowing, (user(0) + known).getBytes(StandardCharsets.UTF_8));
            }
            String start = "[{\"id\":\"u0\",\"userName\":\"" + "x".repeat(border - before - 30) + "\"},";
            for (String end : List.of("]", "," + user(1) + "]", "," + broken + "]", "")) {
                same(knowing, start + known + end);
            }
            assertThat(knowing.recognised).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 200_000, 9_000_000})
    void aLongGroupIsReadHoweverLongItIs(int members) throws Exception {
        var text = new StringBuilder("{\"id\":\"g\",\"displayName\":\"G\",\"members\":[{\"value\":\"u1\"}");
        while (text.length() < members) {
            text.append(",{\"value\":\"member-").append(text.length()).append("\"}");
        }
        String group = text.append("]}").toString();
        var knowing = new Knowing(new Random(1));
        while (knowing.groups.isEmpty()) {
            read(knowing, (user(0) + group).getBytes(StandardCharsets.UTF_8));
        }
        same(knowing, "[" + user(0) + "," + group + "," + user(1) + ", {\"id\": 1,}]");
        assertThat(knowing.recognised).isEqualTo(members > 8 << 20 ? 0 : 1);
        same(knowing, user(0) + "\n" + group + "\n" + group.substring(0, group.length() - 2));
    }
}
