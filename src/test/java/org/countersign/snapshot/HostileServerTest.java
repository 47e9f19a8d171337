package org.countersign.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.countersign.testkit.RawPeer.answer;
import static org.countersign.testkit.RawPeer.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.countersign.scim.pull.PullLimits;
import org.countersign.scim.pull.ScimPull;
import org.countersign.scim.pull.Secret;
import org.countersign.testkit.House;
import org.countersign.testkit.RawPeer;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;
import org.countersign.work.SurroundingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a server does, the pull ends soon, says why, and changes nothing.
class HostileServerTest {
    private static final String TOKEN = "hostile-test-token-5e1d";
    private static final Class<?> REFUSED = RefusedException.class;
    private static final Class<?> FAILED = SurroundingsException.class;

    private static final PullLimits SHORT = new PullLimits(
            Duration.ofSeconds(1),
            Duration.ofMillis(600),
            Duration.ofMillis(1200),
            Duration.ofSeconds(4),
            1 << 16,
            1 << 18,
            40,
            2,
            Duration.ofMillis(5),
            Duration.ofSeconds(1));

    @TempDir
    private Path folder;

    /// @param message what is said after the address
    record Attack(String name, Class<?> kind, String message, RawPeer.Script script) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Attack attack(String name, Class<?> kind, String message, RawPeer.Script script) {
        return new Attack(name, kind, message, script);
    }

    /// To every list; discovery is not there.
    private static Attack says(String name, Class<?> kind, String message, String answer) {
        return attack(name, kind, message, (target, out) -> put(out, isList(target) ? answer : answer(404, "", "")));
    }

    private static boolean isList(String target) {
        return target.contains("/Users") || target.contains("/Groups");
    }

    private static void put(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String users(int total, int from, int count, String more) {
        var text = new StringBuilder("{\"totalResults\":" + total + more + ",\"Resources\":[");
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",").append(House.active("u" + (from + i), "user" + (from + i)));
        }
        return text + "]}";
    }

    private static int start(String target) {
        return !target.contains("startIndex=")
                ? 1
                : Integer.parseInt(target.replaceFirst(".*startIndex=(\\d+).*", "$1"));
    }

    static Stream<Attack> attacks() {
        return Stream.concat(statuses(), Stream.concat(bodies(), connections()));
    }

    private static Stream<Attack> statuses() {
        String elsewhere = "Location: https://thief.example/scim/v2/Users?t=" + TOKEN + "\r\n";
        return Stream.of(
                says("401", REFUSED, "The server does not accept the token (401).", answer(401, "", "{}")),
                says("403", REFUSED, "The token may not read this (403).", answer(403, "", "{}")),
                says("404", REFUSED, "There is nothing at this address (404).", answer(404, "", "")),
                says("400", REFUSED, "The server refuses the question (400).", answer(400, "", "{}")),
                says("500", FAILED, "The server failed (500), also when asked again.", answer(500, "", "{}")),
                says("429", FAILED, "The server is too busy (429)", answer(429, "", "{}")),
                says(
                        "an error that repeats the token",
                        REFUSED,
                        "The server does not accept the token (401).",
                        answer(401, "", "{\"detail\":\"Bearer " + TOKEN + "\"}")),
                says(
                        "an endless wait",
                        FAILED,
                        "The server wants us to wait 86400 s more, and we wait 1 s at most.",
                        answer(503, "Retry-After: 86400\r\n", "")),
                says(
                        "a wait beyond every number",
                        FAILED,
                        "The server failed (503)",
                        answer(503, "Retry-After: 99999999999999999999\r\n", "")),
                says(
                        "a redirect to another host",
                        REFUSED,
                        "The server sends us elsewhere, to https://thief.example (302), and a token follows nobody.",
                        answer(302, elsewhere, "")),
                says(
                        "a redirect to itself",
                        REFUSED,
                        "(307), and a token follows nobody.",
                        answer(307, "Location: /scim/v2/Users\r\n", "")),
                says(
                        "a redirect to nowhere",
                        REFUSED,
                        "The server sends us elsewhere (301)",
                        answer(301, "Location: :::%%\r\n", "")));
    }

    private static Stream<Attack> bodies() {
        byte[] bomb = bomb();
        String html = "<!DOCTYPE html><html><form>Sign in</form></html>";
        String gzip = "Content-Type: application/json\r\nContent-Encoding: gzip\r\n";
        return Stream.of(
                says(
                        "a sign-in page",
                        REFUSED,
                        "The answer is HTML, not JSON: a sign-in page looks like this.",
                        answer(200, "Content-Type: text/html; charset=utf-8\r\n", html)),
                says("a sign-in page that claims to be JSON", REFUSED, "The answer is HTML", json(html)),
                says(
                        "another content type",
                        REFUSED,
                        "The answer is no JSON by its content type.",
                        answer(200, "Content-Type: text/plain\r\n", users(1, 1, 1, ""))),
                says("broken JSON", REFUSED, "The answer is not valid JSON.", json("{\"Resources\":[{\"id\":")),
                says("nothing", REFUSED, "The answer is no list of resources.", json("")),
                says("an error with 200", REFUSED, "The answer is no list", json("{\"status\":\"401\"}")),
                says("deep nesting", REFUSED, "The answer is not valid JSON.", json("[".repeat(5000))),
                says("two documents", REFUSED, "Something follows the JSON", json(users(1, 1, 1, "") + "{}")),
                attack("a name in overlong UTF-8", REFUSED, "The answer is not valid JSON.", (target, out) -> {
                    byte[] body =
                            users(1, 1, 1, "").replace("user1", "\u00c0\u0080t").getBytes(StandardCharsets.ISO_8859_1);
                    put(out, "HTTP/1.1 200 X\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n");
                    out.write(body);
                }),
                attack("a gzip bomb", REFUSED, "The answer is compressed, which was not asked for", (target, out) -> {
                    put(out, "HTTP/1.1 200 X\r\n" + gzip + "Content-Length: " + bomb.length + "\r\n\r\n");
                    out.write(bomb);
                }),
                attack("an endless body", REFUSED, "The server answers without end.", (target, out) -> {
                    put(out, "HTTP/1.1 200 X\r\nContent-Type: application/json\r\n\r\n{\"Resources\":[");
                    for (int i = 0; i < 100_000; i++) {
                        put(out, House.active("u" + i, "u") + ",");
                    }
                }),
                attack(
                        "pages without end",
                        REFUSED,
                        "The server goes on without end.",
                        (target, out) -> put(out, json(users(1_000_000_000, start(target), 2, "")))),
                attack("cursors in a circle", REFUSED, "names a cursor a second time", (target, out) -> {
                    int next = target.contains("cursor=b") ? 1 : target.contains("cursor=a") ? 2 : 3;
                    put(out, json(users(9, next, 1, ",\"nextCursor\":\"" + (next == 2 ? "b" : "a") + "\"")));
                }),
                says(
                        "a next page at another origin",
                        REFUSED,
                        "Its next page is said to be elsewhere, and a token follows nobody.",
                        answer(
                                200,
                                "Content-Type: application/json\r\nLink: <https://thief.example/Users>; rel=\"next\"\r\n",
                                users(5, 1, 1, ""))),
                says(
                        "a next page out of the endpoint",
                        REFUSED,
                        "Its next page is said to be elsewhere",
                        answer(
                                200,
                                "Content-Type: application/json\r\nLink: </scim/v2/../../admin>; rel=next\r\n",
                                users(5, 1, 1, ""))),
                attack(
                        "another answer from page two on",
                        REFUSED,
                        "The answer is HTML",
                        (target, out) -> put(out, start(target) == 1 ? json(users(4, 1, 2, "")) : json(html))),
                attack(
                        "a right that ends at page two",
                        REFUSED,
                        "The token may not read this (403).",
                        (target, out) -> put(out, start(target) == 1 ? json(users(4, 1, 2, "")) : answer(403, "", ""))),
                attack(
                        "groups without end, one by one",
                        REFUSED,
                        "another group than the one asked for",
                        (t, out) ->
                                put(out, json(t.contains("/Groups/") ? House.group("other", "x", "u1") : many(t)))));
    }

    private static String many(String target) {
        return target.contains("/Groups")
                ? "{\"totalResults\":1,\"Resources\":[" + House.group("g", "G") + "]}"
                : users(1, 1, 1, "");
    }

    private static byte[] bomb() {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(new byte[8 << 20]);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Stream<Attack> connections() {
        String head = "HTTP/1.1 200 X\r\nContent-Type: application/json\r\n";
        var connections = new AtomicInteger();
        return Stream.of(
                attack(
                        "silence",
                        FAILED,
                        "Nothing came for 600 ms, also when asked again.",
                        (target, out) -> Thread.sleep(20_000)),
                attack("a stall in the body", FAILED, "Nothing came for 600 ms", (target, out) -> {
                    put(out, head + "Content-Length: 500\r\n\r\n{\"totalResults\":1,");
                    Thread.sleep(20_000);
                }),
                attack("a drip", FAILED, "The answer was not whole after 1200 ms", (target, out) -> {
                    put(out, head + "Content-Length: 500\r\n\r\n");
                    for (int i = 0; i < 400; i++) {
                        put(out, " ");
                        Thread.sleep(100);
                    }
                }),
                attack("a drip in the head", FAILED, "Nothing came for 600 ms", (target, out) -> {
                    for (int i = 0; i < 400; i++) {
                        put(out, i == 0 ? "HTTP/1.1 200 X\r\nX: " : "a");
                        Thread.sleep(100);
                    }
                }),
                attack(
                        "a length that is too long",
                        FAILED,
                        "The connection broke off",
                        (target, out) -> put(out, head + "Content-Length: 100000\r\n\r\n" + users(1, 1, 1, ""))),
                attack(
                        "a length that is too short",
                        REFUSED,
                        "The answer is not valid JSON.",
                        (target, out) -> put(
                                out, head + "Connection: close\r\nContent-Length: 20\r\n\r\n" + users(1, 1, 1, ""))),
                attack(
                        "a length that is none",
                        REFUSED,
                        "answers with what is not HTTP",
                        (target, out) -> put(out, head + "Content-Length: minus\r\n\r\n" + users(1, 1, 1, ""))),
                attack("a huge head", REFUSED, "answers with what is not HTTP, or with a huge head", (target, out) -> {
                    put(out, head);
                    for (int i = 0; i < 2000; i++) {
                        put(out, "X-" + i + ": " + "a".repeat(1000) + "\r\n");
                    }
                    put(out, "\r\n{}");
                }),
                attack(
                        "no HTTP at all",
                        REFUSED,
                        "answers with what is not HTTP",
                        (target, out) -> put(out, "SSH-2.0-OpenSSH_9.9\r\n\r\n")),
                attack(
                        "a connection that ends at once",
                        FAILED,
                        "The connection broke off",
                        (target, out) -> connections.incrementAndGet()));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void endsSoonAndChangesNothing(Attack attack) throws Exception {
        try (var peer = new RawPeer(attack.script());
                var house = new House(folder)) {
            house.governance("scim: {endpoint: \"" + peer.url() + "\"}", "");
            byte[] before = bytes();
            long start = System.nanoTime();
            Throwable told = catchThrowable(() -> pull(house, TOKEN));
            assertThat(told).isInstanceOf(attack.kind());
            assertThat(told).hasMessageStartingWith(peer.url());
            assertThat(told).hasMessageContaining(attack.message());
            assertThat(told).hasMessageNotContainingAny(TOKEN, "thief.example/");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
            assertThat(bytes()).isEqualTo(before);
            try (Stream<Path> left = Files.list(folder)) {
                assertThat(left.map(path -> path.getFileName().toString()))
                        .allMatch(name -> name.startsWith("house.countersign"));
            }
        }
    }

    private byte[] bytes() throws IOException {
        var all = new ByteArrayOutputStream();
        for (String name : List.of("house.countersign", "house.countersign-wal")) {
            if (Files.exists(folder.resolve(name))) {
                all.write(Files.readAllBytes(folder.resolve(name)));
            }
        }
        return all.toByteArray();
    }

    private static void pull(House house, String token) throws RefusedException {
        var pulling = new PullSnapshot(
                house.app().workspace(),
                house.app().importSnapshot(),
                new ScimPull(SHORT, Clock.fixed(House.NOW, ZoneOffset.UTC)));
        pulling.run(
                house.app().actor(),
                new PullSnapshot.Request(
                        "slack", Secret.of("test", token.getBytes(StandardCharsets.UTF_8)), false, List.of(), false),
                Progress.NONE);
    }

    @Test
    void theTokenGoesToItsServerAlone() throws Exception {
        try (var thief = new RawPeer((target, out) -> put(out, json(users(1, 1, 1, ""))));
                var peer =
                        new RawPeer((target, out) -> put(out, answer(302, "Location: " + thief.url() + "\r\n", "")));
                var house = new House(folder)) {
            house.governance("scim: {endpoint: \"" + peer.url() + "\"}", "");
            assertThat(catchThrowable(() -> pull(house, TOKEN))).isInstanceOf(RefusedException.class);
            assertThat(thief.heads()).isEmpty();
            assertThat(peer.heads()).allMatch(head -> head.contains("Authorization: Bearer " + TOKEN));
            assertThat(peer.heads()).allMatch(head -> head.contains("Accept-Encoding: identity"));
        }
    }
}
