package org.countersign.cli;

import static org.countersign.cli.Hostile.EXPORT;
import static org.countersign.cli.Hostile.UTF_8;
import static org.countersign.cli.Hostile.WHOLE;
import static org.countersign.cli.Hostile.bytes;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.countersign.testkit.RawZip;
import org.countersign.testkit.RawZip.Entry;

/// Provisioning logs that are none, that lie, or that come in what nobody should open.
final class HostileLogs {
    private static final String EVENT = event("2026-11-24T05:00:00Z", "ada");
    private static final String OKTA = "[{\"uuid\":\"o1\",\"published\":\"2026-11-24T05:00:00Z\","
            + "\"eventType\":\"application.provision.user.deactivate\",\"outcome\":{\"result\":\"FAILURE\"},"
            + "\"target\":[{\"id\":\"%s\",\"type\":\"User\"}]}]";
    private static final String AGAIN = "Export the log again, as provisioning-logs.md says. Nothing was imported.";
    private static final String UNPACK = "Unpack it yourself, look at it, and name the files.";
    private static final Consumer<Entry> TRUE = entry -> {};

    private HostileLogs() {}

    static List<Hostile> all() {
        return Stream.of(texts(), limits(), twice(), ends(), others(), events(), times(), tables(), zips(), several())
                .flatMap(List::stream)
                .toList();
    }

    private static String event(String time, String user) {
        return "{\"time\":\"" + time + "\",\"action\":\"disable\",\"result\":\"failed\",\"userName\":\"" + user + "\"}";
    }

    private static Hostile json(String name, byte[] bytes, String place, String reason, String remedy) {
        return Hostile.log(
                "log: " + name,
                folder -> Files.write(folder.resolve("log.json"), bytes),
                "log.json" + place,
                reason,
                remedy);
    }

    private static Hostile json(String name, String text, String place, String reason, String remedy) {
        return json(name, bytes(text), place, reason, remedy);
    }

    private static List<Hostile> texts() {
        String wide = "The file is UTF-16 or UTF-32.";
        String broken = "The file is not valid UTF-8, or has a NUL in it.";
        return List.of(
                json("an empty file", "", ": ", "The file is empty.", EXPORT),
                json("white space", " \n\t ", ": ", "There is nothing in it but white space.", EXPORT),
                json("a byte order mark alone", "\uFEFF", ": ", "nothing in it but white space", EXPORT),
                json("UTF-16 with a mark", EVENT.getBytes(StandardCharsets.UTF_16), ": ", wide, "Save it as UTF-8"),
                json("UTF-16 without", EVENT.getBytes(StandardCharsets.UTF_16LE), ": ", wide, "Save it as UTF-8"),
                json("Latin-1", latin(event("2026-11-24T05:00:00Z", "é")), ", after line 1: ", broken, UTF_8),
                json("an overlong NUL", wrong("c080"), ", after line 1: ", broken, UTF_8),
                json("a surrogate pair, as CESU-8 has it", wrong("eda0bdedb880"), ", after line 1: ", broken, UTF_8),
                json("a NUL", wrong("00"), ", after line 1: ", broken, UTF_8),
                json("NULs behind the end", "[" + EVENT + "]\0\0", ", after line 1: ", broken, UTF_8),
                json("half a pair in a name", of("\\ud800"), ", line 1, column 2: ", "no text: U+D800", AGAIN),
                json("an escaped NUL in a name", of("a\\u0000"), ", line 1, column 2: ", "no text: U+0000", AGAIN),
                json(
                        "half a pair in an Okta id",
                        OKTA.formatted("\\udc00"),
                        ", line 1, column 2: ",
                        "no text: U+DC00",
                        AGAIN));
    }

    private static String of(String user) {
        return "[" + event("2026-11-24T05:00:00Z", user) + "]";
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] wrong(String hex) {
        String inside = new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
        return latin(of(inside));
    }

    private static List<Hostile> limits() {
        String beyond = "The JSON is beyond every sensible limit: ";
        String look = "Look at the file.";
        return List.of(
                json("a hundred thousand brackets", "[{\"a\":" + "[".repeat(100_000), ", line 1", beyond, look),
                json("65 levels in a reason", "[{\"reason\":" + "[".repeat(65), ", line 1", beyond, look),
                json(
                        "a text of a mebibyte and one",
                        of("a".repeat((1 << 20) + 1)),
                        ", line 1, column 2: ",
                        "An event is beyond every sensible limit.",
                        AGAIN),
                json("a name of 300 letters", "[{\"" + "n".repeat(300) + "\":1}]", ", line 1", beyond, look),
                json(
                        "an event of two hundred thousand values",
                        "[{\"a\":[" + "1,".repeat(200_000) + "1]}]",
                        ", line 1, column 2: ",
                        "An event is beyond every sensible limit.",
                        AGAIN),
                json(
                        "an object of two thousand names",
                        "{\"a0\":1" + names(2_000) + "}",
                        ", line 1, column ",
                        "A name is there twice, or there are too many.",
                        AGAIN),
                json(
                        "a user name of 600 letters",
                        of("a".repeat(600)),
                        ", line 1, column 2: ",
                        "What stands under username is too long for an id or a name.",
                        AGAIN));
    }

    private static String names(int many) {
        var names = new StringBuilder();
        for (int i = 1; i < many; i++) {
            names.append(",\"a").append(i).append("\":1");
        }
        return names.toString();
    }

    private static List<Hostile> twice() {
        String duplicate = "The JSON cannot be read: Duplicate field '";
        String place = ", line 1, column ";
        return List.of(
                json("a time twice", "[{\"time\":\"a\",\"time\":\"b\"}]", place, duplicate + "time'", EXPORT),
                json(
                        "a list twice",
                        "{\"value\":[" + EVENT + "],\"Value\":[]}",
                        place,
                        "A name is there twice, or there are too many.",
                        AGAIN),
                json(
                        "a result twice within an outcome",
                        "[{\"eventType\":\"x\",\"outcome\":{\"result\":\"SUCCESS\",\"result\":\"FAILURE\"}}]",
                        place,
                        duplicate + "result'",
                        EXPORT),
                json(
                        "two names of one meaning",
                        "[{\"time\":\"2026-11-24T05:00:00Z\",\"When\":\"2026-11-24T06:00:00Z\",\"action\":\"create\","
                                + "\"result\":\"ok\",\"userName\":\"ada\"}]",
                        ", line 1, column 2: ",
                        "Two names in it mean time.",
                        AGAIN));
    }

    private static List<Hostile> ends() {
        String cut = "The JSON ends in the middle: the file is cut off.";
        String no = "The JSON cannot be read: ";
        String place = ", line 1, column ";
        return List.of(
                json("cut off in a text", "[" + EVENT.substring(0, 30), place, cut, WHOLE),
                json("cut off behind an event", "[" + EVENT, place, cut, WHOLE),
                json("cut off in a page", "{\"value\":[" + EVENT + "]", place, cut, WHOLE),
                json("noise behind a list", "[" + EVENT + "] x", place, no, EXPORT),
                json("a bracket too many", "[" + EVENT + "]]", place, no, EXPORT),
                json("a number behind a list", "[" + EVENT + "] 7", place, "An event is a JSON object", AGAIN),
                json("a comma at the end", "[" + EVENT + ",]", place, no, EXPORT),
                json("not a number", "[{\"time\":NaN}]", place, no, EXPORT));
    }

    private static List<Hostile> others() {
        String none = "This is no provisioning event of Entra, Okta or a plain list.";
        String error = "It is an error that was saved instead of the log: ";
        return List.of(
                json(
                        "a sign-in page",
                        "<!DOCTYPE html><html>Sign in</html>",
                        ", line 1",
                        "HTML or XML",
                        "valid token."),
                json("gzip", new byte[] {0x1f, (byte) 0x8b, 8, 0}, ": ", "The file is compressed.", "Unpack it first."),
                json(
                        "an error of Graph",
                        "{\"error\":{\"code\":\"Forbidden\",\"message\":\"Access denied\"}}",
                        ", line 1, column 1: ",
                        error,
                        AGAIN),
                json(
                        "an error of Okta",
                        "{\"errorCode\":\"E0000011\",\"errorSummary\":\"Invalid token provided\"}",
                        ", line 1, column 1: ",
                        error,
                        AGAIN),
                json(
                        "users instead of a log",
                        "[{\"id\":\"1\",\"userName\":\"a\"}]",
                        ", line 1, column 2: ",
                        none,
                        AGAIN),
                json(
                        "a list of lists",
                        "[[" + EVENT + "]]",
                        ", line 1, column 2: ",
                        "An event is a JSON object",
                        AGAIN));
    }

    private static List<Hostile> events() {
        String place = ", line 1, column 2: ";
        String entra =
                "[{\"id\":\"e1\",\"activityDateTime\":\"2026-11-24T05:00:00Z\",\"provisioningAction\":\"create\","
                        + "\"provisioningStatusInfo\":";
        return List.of(
                json(
                        "an Okta event without an id",
                        OKTA.formatted("i1").replace("uuid", "guid"),
                        place,
                        "no uuid",
                        AGAIN),
                json(
                        "an event about nobody",
                        OKTA.formatted("i1").replace("\"User\"", "\"Policy\""),
                        place,
                        "The event names no user.",
                        AGAIN),
                json(
                        "JSON within a text that is none",
                        entra + "\"{\\\"status\\\":\"}]",
                        place,
                        "The JSON inside of provisioningStatusInfo cannot be read.",
                        AGAIN),
                json(
                        "JSON within a text that says it twice",
                        entra + "\"{\\\"status\\\":\\\"success\\\",\\\"status\\\":\\\"failure\\\"}\"}]",
                        place,
                        "The JSON inside of provisioningStatusInfo cannot be read.",
                        AGAIN));
    }

    private static List<Hostile> times() {
        String place = ", line 1, column 2: ";
        String never = "No log has an event of this time: ";
        return List.of(
                json("an event without a time", of("a").replace("T05:00:00Z", ""), place, "is not like", AGAIN),
                json("an event of 31 February", at("2026-02-31T05:00:00Z"), place, "is not like", AGAIN),
                json("an event of 1601, as Windows says never", at("1601-01-01T00:00:00Z"), place, never, AGAIN),
                json("an event of 1970, as Unix says never", at("1970-01-01T00:00:00Z"), place, never, AGAIN),
                json("an event of the year 1, as .NET says never", at("0001-01-01T00:00:00Z"), place, never, AGAIN),
                json("an event of the last year there is", at("+999999999-12-31T23:59:59Z"), place, never, AGAIN));
    }

    private static String at(String time) {
        return "[" + event(time, "ada") + "]";
    }

    private static Hostile table(String name, byte[] bytes, String place, String reason, String remedy) {
        return Hostile.log(
                "log table: " + name,
                folder -> Files.write(folder.resolve("log.csv"), bytes),
                "log.csv" + place,
                reason,
                remedy);
    }

    private static Hostile table(String name, String text, String place, String reason, String remedy) {
        return table(name, bytes(text), place, reason, remedy);
    }

    private static List<Hostile> tables() {
        String head = "time,action,result,userName\n";
        String row = "2026-11-24T05:00:00Z,create,ok,";
        String rfc = "Export it again as CSV (RFC 4180).";
        return List.of(
                table("an empty file", "", ": ", "The file is empty.", EXPORT),
                table("empty lines alone", "\n\n", ": ", "There is no header in it.", "with its header."),
                table(
                        "a header of accounts",
                        "id,userName\n1,a\n",
                        ", line 1: ",
                        "not that of a provisioning log",
                        AGAIN),
                table("no header", row + "ada\n", ", line 1: ", "not that of a provisioning log", AGAIN),
                table(
                        "a header twice",
                        "time,when,action,result,user\n",
                        ", line 1: ",
                        "Two columns mean time: when",
                        AGAIN),
                table("a quote that does not close", head + row + "\"ada\n", ", line 2", "does not end.", rfc),
                table("text behind a quote", head + row + "\"ada\"x\n", ", line 2, column ", "a closing quote", rfc),
                table(
                        "a row that is too short",
                        head + "2026-11-24T05:00:00Z,create\n",
                        ", line 2: ",
                        "2 fields",
                        AGAIN),
                table("a row about nobody", head + row + "\n", ", line 2: ", "names no account", AGAIN),
                table("a row of 1601", head + "1601-01-01T00:00:00Z,create,ok,a\n", ", line 2: ", "No log has", AGAIN),
                table("a name of 600 letters", head + row + "a".repeat(600), ", line 2: ", "too long for", AGAIN),
                table(
                        "a record without end",
                        head + row + "\"" + "a\n".repeat(600_000),
                        ", line 2, ",
                        "more than",
                        rfc),
                table("Latin-1", latin(head + row + "é\n"), ", after line ", "is not valid UTF-8", UTF_8),
                table("a NUL", head + row + "a\0\n", ", after line ", "has a NUL in it", UTF_8),
                table("UTF-16", head.getBytes(StandardCharsets.UTF_16), ": ", "UTF-16 or UTF-32", "Save it as UTF-8"));
    }

    private static Hostile zip(String name, byte[] bytes, String place, String reason, String remedy) {
        return Hostile.log(
                "log ZIP: " + name,
                folder -> Files.write(folder.resolve("logs.zip"), bytes),
                "logs.zip" + place,
                reason,
                remedy + " Nothing was imported.");
    }

    private static List<Hostile> zips() {
        byte[] page = bytes("[" + EVENT + "]");
        byte[] whole = new RawZip().deflated("log.json", page, TRUE).bytes();
        RawZip bomb = new RawZip().deflated("log.json", bytes(" ".repeat(4 << 20)), TRUE);
        String slip = "The ZIP cannot be trusted: its name leads out of the archive.";
        return List.of(
                zip(
                        "a parent",
                        new RawZip().stored("../log.json", page, TRUE).bytes(),
                        ", entry ../log.json: ",
                        slip,
                        UNPACK),
                zip(
                        "one name twice",
                        new RawZip()
                                .stored("log.json", page, TRUE)
                                .stored("log.json", page, TRUE)
                                .bytes(),
                        ", entry log.json: ",
                        "its name is there twice",
                        UNPACK),
                zip("a bomb", bomb.bytes(), ", entry log.json: ", "beyond all measure", UNPACK),
                zip("cut off", Arrays.copyOf(whole, whole.length - 9), ": ", "The ZIP is cut off or damaged.", WHOLE),
                zip("none at all", page, ": ", "Its name says that it is a ZIP, and it is none.", WHOLE),
                zip(
                        "a ZIP in a ZIP",
                        new RawZip().stored("log.zip", whole, TRUE).bytes(),
                        ": ",
                        "There is no .json",
                        "Name another file."),
                zip(
                        "a page that is cut off behind a good one",
                        new RawZip()
                                .stored("1.json", page, TRUE)
                                .stored("2.json", bytes("[" + EVENT), TRUE)
                                .bytes(),
                        "/2.json, line 1, column ",
                        "The JSON ends in the middle",
                        WHOLE));
    }

    private static List<Hostile> several() {
        return List.of(
                Hostile.log(
                        "logs: one of three is cut off",
                        folder -> {
                            Files.writeString(folder.resolve("1.json"), "[" + EVENT + "]");
                            Files.writeString(folder.resolve("2.csv"), "time,action,result,user\n2026-11-2");
                            Files.writeString(folder.resolve("3.ndjson"), EVENT + "\n" + EVENT);
                            return folder;
                        },
                        "2.csv, line 2: ",
                        "It has 1 fields, and the header has 4.",
                        AGAIN),
                Hostile.log(
                        "logs: two of three are none",
                        folder -> {
                            Files.writeString(folder.resolve("1.json"), "[" + EVENT + "]");
                            Files.writeString(folder.resolve("2.json"), "[7]");
                            Files.writeString(folder.resolve("3.json"), "{}");
                            return folder;
                        },
                        "2 files cannot be used.",
                        "2.json, line 1, column 2: An event is a JSON object, and this is none.",
                        "Nothing was imported."),
                Hostile.log(
                        "logs: a folder of pictures",
                        folder ->
                                Files.writeString(folder.resolve("a.jpg"), "x").getParent(),
                        "@: ",
                        "There is no .json",
                        "Name the files themselves."),
                Hostile.log(
                        "logs: a file that is not there",
                        folder -> folder.resolve("none.json"),
                        "@/none.json: ",
                        "There is no such file or folder.",
                        "Check its name."));
    }
}
