package org.countersign.cli;

import static org.countersign.cli.Hostile.FAILED;
import static org.countersign.cli.Hostile.REFUSED;
import static org.countersign.testkit.RawPeer.answer;
import static org.countersign.testkit.RawPeer.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.countersign.scim.pull.PullLimits;
import org.countersign.testkit.House;
import org.countersign.testkit.RawPeer;

/// Servers that lie, stall, drip, go round in circles, or send elsewhere, on loopback.
final class HostileServers {
    static final String TOKEN = "hostile-test-token-5e1d";

    /// Long enough for an honest server on loopback, short enough for a test.
    static final PullLimits SHORT = new PullLimits(
            Duration.ofSeconds(1),
            Duration.ofMillis(600),
            Duration.ofMillis(1200),
            Duration.ofMillis(300),
            Duration.ofSeconds(6),
            1 << 16,
            1 << 18,
            40,
            2,
            Duration.ofMillis(5),
            Duration.ofSeconds(1));

    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String HEAD = "HTTP/1.1 200 X\r\n" + JSON;
    private static final String HTML = "<!DOCTYPE html><html><form>Sign in</form></html>";
    private static final String SIGN_IN = "Is the endpoint right, and reachable without signing in?";
    private static final String RIGHT = "Is this the right endpoint? Nothing sensible is that large.";
    private static final String ASK = "Ask whoever runs the server";
    private static final String AGAIN = "Nothing was changed; a new pull starts from the beginning.";
    private static final String LATER = "Nothing was changed; try later.";
    private static final String NOT_HTTP = "The server answers with what is not HTTP, or with a huge head.";
    private static final String BROKE = "The connection broke off, also when asked again.";

    private HostileServers() {}

    static List<Hostile> all() {
        return Stream.of(
                        statuses(), redirects(), types(), bodies(), lists(), links(), silence(), lengths(), addresses())
                .flatMap(List::stream)
                .toList();
    }

    static void put(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    static String users(int total, int from, int count, String more) {
        var text = new StringBuilder("{\"totalResults\":" + total + more + ",\"Resources\":[");
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",").append(House.active("u" + (from + i), "user" + (from + i)));
        }
        return text + "]}";
    }

    /// Pulls from a server of this script.
    static Hostile.Attack answering(RawPeer.Script script) {
        return (house, folder) -> {
            var peer = new RawPeer(script);
            return new Hostile.Ready(peer.url(), pull(house, folder, peer.url()), peer);
        };
    }

    private static List<String> pull(Commands house, Path folder, String url) throws IOException {
        String sources = "sources:\n  - {id: okta, kind: idp}\n"
                + "  - {id: slack, kind: app, authoritativeIdp: okta, scim: {endpoint: \"" + url + "\"}}\n";
        Path governance = Files.writeString(folder.resolve("governance.yaml"), sources);
        house.good("governance", "import", governance.toString());
        Path token = Files.writeString(folder.resolve("token"), TOKEN);
        return List.of("snapshot", "pull", "--source", "slack", "--token-file", token.toString());
    }

    private static Hostile server(
            int code, String name, String place, String reason, String remedy, RawPeer.Script script) {
        return new Hostile("server: " + name, code, place, reason, remedy, answering(script));
    }

    /// To every list; discovery is not there.
    private static Hostile says(int code, String name, String reason, String remedy, String answer) {
        return lists(code, name, "/Users: ", reason, remedy, (target, out) -> put(out, answer));
    }

    private static Hostile lists(
            int code, String name, String place, String reason, String remedy, RawPeer.Script script) {
        return server(code, name, place, reason, remedy, (target, out) -> {
            if (target.contains("/Users") || target.contains("/Groups")) {
                script.answer(target, out);
            } else {
                put(out, answer(404, "", ""));
            }
        });
    }

    private static int start(String target) {
        return !target.contains("startIndex=")
                ? 1
                : Integer.parseInt(target.replaceFirst(".*startIndex=(\\d+).*", "$1"));
    }

    private static List<Hostile> statuses() {
        String token = "Has it expired? Make a new one there.";
        String expired = "The server does not accept the token (401).";
        return List.of(
                says(REFUSED, "401", expired, token, answer(401, "", "{}")),
                says(
                        REFUSED,
                        "401 that repeats the token",
                        expired,
                        token,
                        answer(401, "", "{\"a\":\"" + TOKEN + "\"}")),
                says(
                        REFUSED,
                        "403",
                        "The token may not read this (403).",
                        "Give it the right to read users and groups.",
                        answer(403, "", "{}")),
                says(
                        REFUSED,
                        "404",
                        "There is nothing at this address (404).",
                        "The endpoint often ends in /scim/v2.",
                        answer(404, "", "")),
                says(
                        REFUSED,
                        "400",
                        "The server refuses the question (400).",
                        "Try another paging",
                        answer(400, "", "{}")),
                says(REFUSED, "204", "The server refuses the question (204).", "Try another", answer(204, "", "")),
                says(
                        REFUSED,
                        "nothing new, which was not asked",
                        "The server refuses the question (304).",
                        "Try another",
                        answer(304, "ETag: W/\"\\\"\r\n", "")),
                says(
                        REFUSED,
                        "a stale ETag, which was not sent",
                        "The server refuses the question (412).",
                        "Try another",
                        answer(412, "ETag: *\r\n", "{}")),
                says(
                        REFUSED,
                        "a proxy's question",
                        "The proxy wants another name and password (407).",
                        "Put them into HTTPS_PROXY",
                        answer(407, "Proxy-Authenticate: Basic realm=\"x\"\r\n", "")),
                says(REFUSED, "another protocol", NOT_HTTP, RIGHT, answer(101, "Upgrade: h2c\r\n", "")),
                says(
                        REFUSED,
                        "a part of a list",
                        "The server refuses the question (206).",
                        "Try another",
                        answer(206, JSON, users(1, 1, 1, ""))),
                says(FAILED, "500", "The server failed (500), also when asked again.", LATER, answer(500, "", "{}")),
                says(FAILED, "503", "The server failed (503), also when asked again.", LATER, answer(503, "", "")),
                says(
                        FAILED,
                        "429",
                        "The server is too busy (429), also when asked again.",
                        LATER,
                        answer(429, "", "{}")),
                says(
                        FAILED,
                        "an endless wait",
                        "The server wants us to wait 86400 s more, and we wait 1 s at most.",
                        LATER,
                        answer(503, "Retry-After: 86400\r\n", "")),
                says(
                        FAILED,
                        "a wait beyond every number",
                        "The server failed (503)",
                        LATER,
                        answer(503, "Retry-After: 99999999999999999999\r\n", "")),
                says(
                        FAILED,
                        "a wait until the end of time",
                        "The server wants us to wait",
                        LATER,
                        answer(429, "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT\r\n", "")),
                lists(
                        REFUSED,
                        "a right that ends at page two",
                        "/Users: ",
                        "The token may not read this (403).",
                        "Give it the right",
                        (target, out) -> put(out, start(target) == 1 ? json(users(4, 1, 2, "")) : answer(403, "", ""))),
                lists(
                        REFUSED,
                        "a token that expires between users and groups",
                        "/Groups: ",
                        expired,
                        token,
                        (target, out) ->
                                put(out, target.contains("/Users") ? json(users(3, 1, 3, "")) : answer(401, "", ""))));
    }

    private static Hostile redirect(String name, int status, String location, String reason) {
        return says(
                REFUSED,
                "a redirect " + name,
                "The server sends us elsewhere" + reason + " (" + status + "), and a token follows nobody.",
                "Put the final address into the governance file.",
                answer(status, location.isEmpty() ? "" : "Location: " + location + "\r\n", ""));
    }

    private static List<Hostile> redirects() {
        return List.of(
                redirect(
                        "to another host", 302, "https://thief.example/Users?t=" + TOKEN, ", to https://thief.example"),
                redirect("to itself", 307, "/scim/v2/Users", ", to http://127.0.0.1"),
                redirect("to nowhere", 301, ":::%%", ""),
                redirect("to a file", 302, "file:///etc/passwd", ""),
                redirect("to the metadata of a cloud", 303, "http://169.254.169.254/", ", to http://169.254.169.254"),
                redirect("without an address", 308, "", ""),
                redirect("from one protocol to the other", 301, "https://127.0.0.1/scim/v2", ", to https://127.0.0.1"),
                redirect("to a host that is the token", 302, "https://" + TOKEN + ".thief.example/", ""));
    }

    private static List<Hostile> types() {
        String html = "The answer is HTML, not JSON: a sign-in page looks like this.";
        String noJson = "The answer is no JSON by its content type.";
        byte[] bomb = bomb();
        return List.of(
                says(REFUSED, "a sign-in page", html, SIGN_IN, answer(200, "Content-Type: text/html\r\n", HTML)),
                says(REFUSED, "a sign-in page that calls itself JSON", html, SIGN_IN, json(HTML)),
                says(REFUSED, "a sign-in page of no type", html, SIGN_IN, answer(200, "", HTML)),
                says(
                        REFUSED,
                        "another content type",
                        noJson,
                        SIGN_IN,
                        answer(200, "Content-Type: text/plain\r\n", users(1, 1, 1, ""))),
                says(REFUSED, "XML", noJson, SIGN_IN, answer(200, "Content-Type: application/xml\r\n", "<Users/>")),
                lists(
                        REFUSED,
                        "a sign-in page at page two",
                        "/Users: ",
                        html,
                        SIGN_IN,
                        (target, out) -> put(out, start(target) == 1 ? json(users(4, 1, 2, "")) : json(HTML))),
                lists(
                        REFUSED,
                        "a gzip bomb",
                        "/Users: ",
                        "The answer is compressed, which was not asked for: a bomb looks like this.",
                        "Have compression turned off for this endpoint.",
                        (target, out) -> {
                            put(out, HEAD + "Content-Encoding: gzip\r\nContent-Length: " + bomb.length + "\r\n\r\n");
                            out.write(bomb);
                        }));
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

    private static List<Hostile> bodies() {
        String invalid = "The answer is not valid JSON.";
        String noList = "The answer is no list of resources.";
        String provider = "Is the endpoint that of a SCIM service provider?";
        return List.of(
                says(REFUSED, "broken JSON", invalid, ASK, json("{\"Resources\":[{\"id\":")),
                says(REFUSED, "nothing", noList, provider, json("")),
                says(REFUSED, "null for a list", noList, provider, json("null")),
                says(REFUSED, "an error with 200", noList, provider, json("{\"status\":\"401\"}")),
                says(REFUSED, "deep nesting", invalid, ASK, json("[".repeat(5_000))),
                says(
                        REFUSED,
                        "two documents",
                        "Something follows the JSON of the answer.",
                        ASK,
                        json(users(1, 1, 1, "") + "{}")),
                lists(REFUSED, "a name in overlong UTF-8", "/Users: ", invalid, ASK, (target, out) -> {
                    byte[] body =
                            users(1, 1, 1, "").replace("user1", "\u00c0\u0080t").getBytes(StandardCharsets.ISO_8859_1);
                    put(out, HEAD + "Connection: close\r\nContent-Length: " + body.length + "\r\n\r\n");
                    out.write(body);
                }),
                lists(REFUSED, "UTF-16", "/Users: ", "The answer is not UTF-8, as JSON is", ASK, (target, out) -> {
                    byte[] body = users(1, 1, 1, "").getBytes(StandardCharsets.UTF_16);
                    put(out, HEAD + "Connection: close\r\nContent-Length: " + body.length + "\r\n\r\n");
                    out.write(body);
                }),
                lists(
                        REFUSED,
                        "an id twice",
                        " (users-000001.json, line 1, column ",
                        "The JSON cannot be read: Duplicate field 'id'.",
                        ASK,
                        (target, out) -> put(
                                out,
                                json(
                                        target.contains("/Users")
                                                ? users(1, 1, 1, "").replace("\"active\"", "\"id\"")
                                                : "{\"totalResults\":0}"))),
                lists(
                        REFUSED,
                        "users that have no id",
                        " (users-000001.json, line 1, column ",
                        "None of the 2 rows can be used. This is the first: The resource has no id",
                        ASK,
                        (target, out) -> put(
                                out,
                                json(
                                        target.contains("/Users")
                                                ? users(2, 1, 2, "").replace("\"id\"", "\"no\"")
                                                : "{\"totalResults\":0}"))),
                lists(
                        REFUSED,
                        "half a surrogate pair in every name",
                        " (users-000001.json, line 1, column ",
                        "The only row cannot be used: It has a character that is no text: U+D800.",
                        ASK,
                        (target, out) -> put(
                                out,
                                json(
                                        target.contains("/Users")
                                                ? users(1, 1, 1, "").replace("user1", "\\ud800")
                                                : "{\"totalResults\":0}"))),
                lists(
                        REFUSED,
                        "an endless body",
                        "/Users: ",
                        "The server answers without end.",
                        RIGHT,
                        (target, out) -> {
                            put(out, HEAD + "\r\n{\"Resources\":[");
                            for (int i = 0; i < 100_000; i++) {
                                put(out, House.active("u" + i, "u") + ",");
                            }
                        }),
                lists(REFUSED, "an endless name", "/Users: ", "answers without end.", RIGHT, (target, out) -> {
                    put(out, HEAD + "\r\n{\"Resources\":[{\"id\":\"");
                    for (int i = 0; i < 100_000; i++) {
                        put(out, "a".repeat(1_000));
                    }
                }));
    }

    private static List<Hostile> lists() {
        return List.of(
                lists(
                        REFUSED,
                        "pages without end",
                        "/Users: ",
                        "The server goes on without end.",
                        RIGHT,
                        (target, out) -> put(out, json(users(1_000_000_000, start(target), 2, "")))),
                lists(
                        REFUSED,
                        "pages without end and without a total",
                        "/Users: ",
                        "The server goes on without end.",
                        RIGHT,
                        (target, out) ->
                                put(out, json(users(0, start(target), 2, "").replace("\"totalResults\":0,", "")))),
                lists(
                        REFUSED,
                        "a total that runs away",
                        "/Users: ",
                        "The server goes on without end.",
                        RIGHT,
                        (target, out) -> put(out, json(users(start(target) + 100, start(target), 2, "")))),
                lists(
                        REFUSED,
                        "cursors in a circle",
                        "/Users: ",
                        "names a cursor a second time",
                        RIGHT,
                        (target, out) -> {
                            int next = target.contains("cursor=b") ? 1 : target.contains("cursor=a") ? 2 : 3;
                            put(out, json(users(9, next, 1, ",\"nextCursor\":\"" + (next == 2 ? "b" : "a") + "\"")));
                        }),
                says(
                        REFUSED,
                        "a cursor that is an object",
                        "The answer's nextCursor is no text, and so cannot be followed.",
                        ASK,
                        json(users(9, 1, 1, ",\"nextCursor\":{\"at\":2}"))),
                lists(
                        REFUSED,
                        "a cursor that stays",
                        "/Users: ",
                        "The server names a cursor a second time: its pages go round in a circle.",
                        RIGHT,
                        (target, out) -> put(out, json(users(9, 1, 1, ",\"nextCursor\":\"a\"")))),
                lists(
                        REFUSED,
                        "a cursor that always expires",
                        ": ",
                        "The server's cursor expires before the list ends, 3 times.",
                        "Set a larger pageSize, or paging: index, in the governance file.",
                        (target, out) -> put(
                                out,
                                target.contains("cursor=")
                                        ? answer(400, JSON, "{\"scimType\":\"expiredCursor\"}")
                                        : json(users(9, 1, 1, ",\"nextCursor\":\"a\"")))),
                lists(
                        REFUSED,
                        "another group than the one asked for",
                        "/Groups: ",
                        "The server answers with another group than the one asked for.",
                        ASK,
                        (target, out) -> put(out, json(otherGroup(target)))),
                shrunken("one that has lost everybody", "0 accounts instead of 3", "{\"totalResults\":0}"),
                shrunken("the same page for every question", "2 accounts instead of 3", users(9, 1, 2, "")));
    }

    private static Hostile shrunken(String name, String reason, String body) {
        return new Hostile(
                "server: " + name,
                REFUSED,
                "slack: ",
                reason + " in snapshot 1: ",
                "Import it with --accept-shrunken if it is right.",
                (house, folder) -> {
                    Hostile.Ready ready =
                            answering((target, out) -> put(out, json(body))).begin(house, folder);
                    return new Hostile.Ready("", ready.arguments(), ready.end());
                });
    }

    private static String otherGroup(String target) {
        return target.contains("/Groups/")
                ? House.group("other", "x", "u1")
                : target.contains("/Groups")
                        ? "{\"totalResults\":1,\"Resources\":[" + House.group("g", "G") + "]}"
                        : users(1, 1, 1, "");
    }

    private static Hostile link(String name, String to) {
        return says(
                REFUSED,
                "a next page " + name,
                "Its next page is said to be elsewhere, and a token follows nobody.",
                ASK,
                answer(200, JSON + "Link: <" + to + ">; rel=\"next\"\r\n", users(5, 1, 1, "")));
    }

    private static List<Hostile> links() {
        return List.of(
                link("at another host", "https://thief.example/scim/v2/Users"),
                link("at another host, by two slashes", "//thief.example/scim/v2/Users"),
                link("at another port", "http://127.0.0.1:1/scim/v2/Users"),
                link("at a host that is a user", "http://127.0.0.1@thief.example/scim/v2/Users"),
                link("out of the endpoint", "/scim/v2/../../admin"),
                link("out of the endpoint, escaped", "/scim/v2/%2e%2e/%2e%2e/admin"),
                link("beside the endpoint", "/scim/v2evil/Users"),
                link("in a file", "file:///etc/passwd"),
                link("that is no address", ":::%%"),
                lists(
                        REFUSED,
                        "next pages in a head of brackets, without end",
                        "/Users: ",
                        "The server goes on without end.",
                        RIGHT,
                        (target, out) -> put(
                                out,
                                answer(
                                        200,
                                        JSON + "Link: " + "<".repeat(150_000) + "<>;".repeat(50_000) + "\r\n",
                                        users(1_000_000, start(target), 2, "")))));
    }

    private static List<Hostile> silence() {
        String nothing = "Nothing came for 600 ms, also when asked again.";
        return List.of(
                server(FAILED, "silence", "/Users: ", nothing, AGAIN, (t, out) -> Thread.sleep(20_000)),
                lists(FAILED, "silence at the list", "/Users: ", nothing, AGAIN, (t, out) -> Thread.sleep(20_000)),
                lists(FAILED, "a stall in the body", "/Users: ", nothing, AGAIN, (target, out) -> {
                    put(out, HEAD + "Content-Length: 500\r\n\r\n{\"totalResults\":1,");
                    Thread.sleep(20_000);
                }),
                lists(FAILED, "a drip", "/Users: ", "The answer was not whole after 1200 ms", AGAIN, (target, out) -> {
                    put(out, HEAD + "Content-Length: 500\r\n\r\n");
                    drip(out, " ");
                }),
                lists(FAILED, "a drip in the head", "/Users: ", nothing, AGAIN, (target, out) -> {
                    put(out, "HTTP/1.1 200 X\r\nX: ");
                    drip(out, "a");
                }),
                lists(FAILED, "a drip of chunks", "/Users: ", "not whole after 1200 ms", AGAIN, (target, out) -> {
                    put(out, HEAD + "Transfer-Encoding: chunked\r\n\r\n");
                    drip(out, "1\r\n \r\n");
                }),
                lists(
                        FAILED,
                        "an answer that is always about to come",
                        "/Users: ",
                        "also when asked again.",
                        AGAIN,
                        (target, out) -> drip(out, "HTTP/1.1 102 Processing\r\n\r\n")),
                server(FAILED, "a connection that ends at once", "/Users: ", BROKE, AGAIN, (t, out) -> {}));
    }

    private static void drip(OutputStream out, String drop) throws IOException, InterruptedException {
        for (int i = 0; i < 400; i++) {
            put(out, drop);
            Thread.sleep(100);
        }
    }

    private static List<Hostile> lengths() {
        String page = users(1, 1, 1, "");
        String chunked = HEAD + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
        String chunk = Integer.toHexString(page.length()) + "\r\n" + page + "\r\n";
        return List.of(
                says(FAILED, "a length that is too long", BROKE, AGAIN, HEAD + "Content-Length: 100000\r\n\r\n" + page),
                says(
                        REFUSED,
                        "a length that is too short",
                        "The answer is not valid JSON.",
                        ASK,
                        HEAD + "Connection: close\r\nContent-Length: 20\r\n\r\n" + page),
                says(REFUSED, "a length that is none", NOT_HTTP, RIGHT, HEAD + "Content-Length: minus\r\n\r\n" + page),
                says(FAILED, "a length below zero", BROKE, AGAIN, HEAD + "Content-Length: -5\r\n\r\n" + page),
                says(
                        REFUSED,
                        "a length beyond every number",
                        NOT_HTTP,
                        RIGHT,
                        HEAD + "Content-Length: 99999999999999999999\r\n\r\n" + page),
                says(FAILED, "chunks that are cut off", BROKE, AGAIN, chunked + chunk),
                says(FAILED, "a chunk that is cut off", BROKE, AGAIN, chunked + "fff\r\n" + page),
                says(FAILED, "a chunk of no size", BROKE, AGAIN, chunked + "zz\r\n" + page + "\r\n0\r\n\r\n"),
                says(FAILED, "a chunk beyond every number", BROKE, AGAIN, chunked + "ffffffffffffffff\r\n" + page),
                lists(REFUSED, "a huge head", "/Users: ", NOT_HTTP, RIGHT, (target, out) -> {
                    put(out, HEAD);
                    for (int i = 0; i < 2_000; i++) {
                        put(out, "X-" + i + ": " + "a".repeat(1_000) + "\r\n");
                    }
                    put(out, "\r\n{}");
                }),
                says(REFUSED, "no HTTP at all", NOT_HTTP, RIGHT, "SSH-2.0-OpenSSH_9.9\r\n\r\n"),
                says(REFUSED, "a status that is none", NOT_HTTP, RIGHT, "HTTP/1.1 abc X\r\n\r\n"));
    }

    private static Hostile address(String name, String url, String reason, String remedy) {
        return new Hostile(
                "server: " + name,
                REFUSED,
                url + ": ",
                reason,
                remedy,
                (house, folder) -> new Hostile.Ready("", pull(house, folder, url), () -> {}));
    }

    private static List<Hostile> addresses() {
        String meant = "If that is meant, pull with --allow-private.";
        return List.of(
                address("the metadata of a cloud", "https://169.254.169.254/scim", "a private address.", meant),
                address("a neighbour", "https://192.168.0.1/scim", "a private address.", meant),
                address("a neighbour, by six bytes", "https://[::ffff:10.0.0.1]/scim", "a private address.", meant));
    }
}
