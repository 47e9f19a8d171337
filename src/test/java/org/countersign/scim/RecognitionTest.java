package org.countersign.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.work.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bytes that an earlier reading has brought are recognised and not read again, wherever they stand in a document.
class RecognitionTest {
    /// Remembers what it was told, and answers for it from then on.
    private static final class Remembering extends Collected {
        private final Map<ResourceDigest, Known> known = new HashMap<>();
        private final List<ResourceDigest> digests = new ArrayList<>();
        private int recognised;

        @Override
        public void user(UserResource user, Optional<ResourceDigest> digest) {
            super.user(user);
            digest.ifPresent(told -> remember(told, new Known.User()));
        }

        @Override
        public void group(GroupResource group, Optional<ResourceDigest> digest) {
            super.group(group);
            digest.ifPresent(told -> remember(told, new Known.Group(group.id())));
        }

        private void remember(ResourceDigest digest, Known as) {
            known.put(digest, as);
            digests.add(digest);
        }

        @Override
        public boolean remembers() {
            return !known.isEmpty();
        }

        @Override
        public Optional<Known> recognise(ResourceDigest digest) {
            Optional<Known> found = Optional.ofNullable(known.get(digest));
            recognised += found.isPresent() ? 1 : 0;
            return found;
        }
    }

    private static String user(int number, String title) {
        return "{\"id\":\"u" + number + "\",\"userName\":\"Zoë Łukasz 山田 😀 " + number + "\",\"title\":\"" + title
                + "\"}";
    }

    private static String group(String id, String... members) {
        return "{\"displayName\":\"Group " + id + "\",\"id\":\"" + id + "\",\"members\":[{\"value\":\""
                + String.join("\"},{\"value\":\"", members) + "\"}]}";
    }

    private static List<String> many(int count, int changedEach) {
        var resources = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            resources.add(user(i, changedEach > 0 && i % changedEach == 1 ? "Changed" : "Title " + "x".repeat(i % 97)));
        }
        return resources;
    }

    private static String document(String form, List<String> resources) {
        return switch (form) {
            case "list" ->
                "{\"totalResults\":" + resources.size() + ",\"Resources\":[ " + String.join(" ,\n", resources) + "]}";
            case "array" -> "[" + String.join(",", resources) + "]";
            default -> String.join("\n", resources) + "\n";
        };
    }

    private static void read(ResourceSink sink, String vendor, String text) throws IOException, RefusedException {
        read(sink, vendor, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void read(ResourceSink sink, String vendor, InputStream in) throws IOException, RefusedException {
        new ScimReader(Dialects.of(vendor)).read("users.json", in, sink);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "array", "lines"})
    void onlyWhatChangedIsReadAgain(String form) throws Exception {
        var sink = new Remembering();
        // About 1.5 MB: many blocks, whose borders cut resources and characters.
        List<String> before = many(10_000, 0);
        read(sink, "scim", document(form, before));
        assertThat(sink.users).hasSize(10_000);
        // The first object of lines may be an envelope and is read as one: it has no digest.
        assertThat(sink.digests).doesNotHaveDuplicates().hasSize(form.equals("lines") ? 9_999 : 10_000);

        sink.users.clear();
        read(sink, "scim", document(form, many(10_000, 1_000)));
        assertThat(sink.users)
                .as("the first of a document, which says whose it is, and ten that changed")
                .hasSize(11)
                .filteredOn(user -> user.title().equals(Optional.of("Changed")))
                .hasSize(10);
        assertThat(sink.recognised).isEqualTo(9_989);
        assertThat(sink.pages.getLast().users()).isEqualTo(10_000);
        assertThat(sink.refused).isEmpty();
    }

    @Test
    void theDigestIsOverTheBytesOfTheResourceAlone() throws Exception {
        List<String> resources = many(5_000, 0);
        resources.add(group(
                "large",
                many(4_000, 0).stream().map(text -> "m" + text.length()).toArray(String[]::new)));
        var sink = new Remembering();
        read(sink, "scim", document("list", resources));
        byte[] prefix = ResourceDigest.prefix(Dialects.of("scim"));
        var expected = new ArrayList<ResourceDigest>();
        for (String resource : resources) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(prefix);
            expected.add(ResourceDigest.of(sha256.digest(resource.getBytes(StandardCharsets.UTF_8))));
        }
        assertThat(sink.digests).isEqualTo(expected);
    }

    @Test
    void anotherDialectReadsThemAgain() throws Exception {
        var sink = new Remembering();
        String text = document("lines", many(10, 0));
        read(sink, "scim", text);
        read(sink, "slack", text);
        assertThat(sink.users).hasSize(20);
    }

    @Test
    void whatCouldNotBeReadIsSaidEachTime() throws Exception {
        var sink = new Remembering();
        String nameless =
                "{\"id\":\"g\",\"displayName\":\"G\",\"members\":[{\"value\":\"u1\"},{\"display\":\"Nobody\"}]}";
        String text = document("lines", List.of(user(1, "a"), nameless, group("h", "u1")));
        read(sink, "scim", text);
        read(sink, "scim", text);
        assertThat(sink.unreadable).isEqualTo(2);
        assertThat(sink.groups).extracting(GroupResource::id).containsExactly("g", "h", "g");
    }

    @Test
    void aGroupThatIsKnownStaysToldWhereItsMembersComeApartAsWell() throws Exception {
        var sink = new Remembering();
        var members = "[{\"id\":\"u1\",\"userName\":\"a\"}]";
        for (int round = 1; round <= 2; round++) {
            sink.warnings.clear();
            var assembly = new Assembly(sink);
            var reader = new ScimReader(Dialects.of("scim"));
            reader.read(
                    Origin.of("all.json", "all.json"),
                    new ByteArrayInputStream(document("lines", List.of(user(1, "a"), group("g", "u1", "u2")))
                            .getBytes(StandardCharsets.UTF_8)),
                    assembly);
            reader.read(
                    Origin.of("members-g.json", "members-g.json"),
                    new ByteArrayInputStream(members.getBytes(StandardCharsets.UTF_8)),
                    assembly);
            assembly.finish();
            assertThat(sink.warnings).as("round " + round).anyMatch(text -> text.contains("tells its members itself"));
        }
        assertThat(sink.groups).as("once read, once recognised").hasSize(1);
    }

    @Test
    void aFailureBehindWhatIsKnownNamesItsPlaceInTheDocument() throws Exception {
        var sink = new Remembering();
        List<String> resources = many(3_000, 0);
        read(sink, "scim", document("list", resources));
        resources.set(2_000, "{\"id\":\"u2000\",\n  \"title\":\"a\",\n  \"title\":\"b\"}");
        assertThatThrownBy(() -> read(sink, "scim", document("list", resources)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("line 2003, column ")
                .hasMessageContaining("Duplicate field 'title'");
        resources.set(2_000, "{\"id\":\"u2000\", \"x\":{\"title\":\"a\", \"title\":\"b\"}}");
        assertThatThrownBy(() -> read(sink, "scim", document("list", resources)))
                .hasMessageContaining("line 2001, column ")
                .hasMessageContaining("Duplicate field 'title'");
    }

    @Test
    void brokenBytesFarInsideNameTheLineThatTheyBreak() throws Exception {
        byte[] text = document("lines", many(5_000, 0)).getBytes(StandardCharsets.UTF_8);
        int line = 3_210;
        int at = 0;
        for (int lines = 1; lines < line; at++) {
            lines += text[at] == '\n' ? 1 : 0;
        }
        text[at + 20] = (byte) 0xff;
        var sink = new Collected();
        assertThatThrownBy(() -> read(sink, "scim", new ByteArrayInputStream(text)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("after line " + line)
                .hasMessageContaining("not valid UTF-8");
        assertThat(Thread.getAllStackTraces().keySet())
                .as("the thread that reads ahead has ended")
                .noneMatch(thread -> thread.getName().equals("snapshot-bytes"));
    }

    @Test
    void aReadingThatEndsInTheMiddleStopsReadingAhead() {
        String text = "[" + user(1, "a") + ",{]" + " ".repeat(4 << 20);
        assertThatThrownBy(() -> read(new Collected(), "scim", text)).isInstanceOf(RefusedException.class);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("snapshot-bytes"));
    }

    @Test
    void whatIsKnownIsFoundBehindMuchThatIsNot() throws Exception {
        var sink = new Remembering();
        read(sink, "scim", document("lines", many(50, 0)));
        sink.users.clear();
        var resources = new ArrayList<String>();
        for (int i = 0; i < 5_000; i++) {
            resources.add(user(100_000 + i, "new"));
        }
        for (int round = 0; round < 20; round++) {
            resources.addAll(many(50, 0));
        }
        read(sink, "scim", document("lines", resources));
        assertThat(sink.users)
                .as("and the first, which had no digest as the first of lines")
                .hasSize(5_001);
    }
}
