package org.countersign.cli;

import static org.countersign.cli.Hostile.EXPORT;
import static org.countersign.cli.Hostile.WHOLE;
import static org.countersign.cli.Hostile.file;

import java.util.List;
import java.util.stream.Stream;
import org.countersign.testkit.House;

/// JSON that is none, too much of it, or that two readers read differently.
final class HostileJson {
    private static final String ADA = House.active("1", "ada");

    private HostileJson() {}

    static List<Hostile> all() {
        return Stream.of(cutOff(), syntax(), limits(), twice(), behind())
                .flatMap(List::stream)
                .toList();
    }

    private static Hostile json(String name, String text, String place, String reason, String remedy) {
        return file("JSON: " + name, "users.json", text, "users.json, " + place, reason, remedy);
    }

    private static List<Hostile> cutOff() {
        String ends = "The JSON ends in the middle: the file is cut off.";
        return List.of(
                json("cut off in a text", "[{\"id\":\"1\",\"userName\":\"a", "line 1, column ", ends, WHOLE),
                json("cut off in a name", "[{\"id\":\"1\",\"userN", "line 1, column ", ends, WHOLE),
                json("cut off behind a comma", "[" + ADA + ",", "line 1, column ", ends, WHOLE),
                json("cut off behind a resource", "[" + ADA, "line 1, column ", ends, WHOLE),
                json("cut off in a list of pages", "{\"Resources\":[" + ADA + "]", "line 1, column ", ends, WHOLE),
                json("cut off in a word", "[{\"id\":\"1\",\"active\":tru", "line 1, column ", "token 'tru'", EXPORT),
                json("cut off in an escape", "[{\"id\":\"\\u00", "line 1, column ", ends, WHOLE));
    }

    private static List<Hostile> syntax() {
        String no = "The JSON cannot be read: ";
        return List.of(
                json("a stray comma", "{\"Resources\":[\n" + ADA + ",,]}", "line 2, column ", no, EXPORT),
                json("a comma at the end of a list", "[" + ADA + ",]", "line 1, column ", no, EXPORT),
                json("a comma at the end of an object", "[{\"id\":\"1\",}]", "line 1, column ", no, EXPORT),
                json("a missing comma", "[" + ADA + ADA + "]", "line 1, column ", no, EXPORT),
                json("a missing colon", "[{\"id\" \"1\"}]", "line 1, column ", no, EXPORT),
                json("the wrong bracket", "[{\"id\":\"1\"]}", "line 1, column ", no, EXPORT),
                json("a comment", "[/* users */" + ADA + "]", "line 1, column ", no, EXPORT),
                json("a comment of one line", "// users\n[" + ADA + "]", "line 1, column ", no, EXPORT),
                json("single quotes", "[{'id':'1'}]", "line 1, column ", no, EXPORT),
                json("a name without quotes", "[{id:\"1\"}]", "line 1, column ", no, EXPORT),
                json("not a number", "[{\"id\":NaN}]", "line 1, column ", no + "Non-standard token 'NaN'. ", EXPORT),
                json("infinity", "[{\"id\":-Infinity}]", "line 1, column ", no, EXPORT),
                json("a leading zero", "[{\"id\":01}]", "line 1, column ", no, EXPORT),
                json("a leading plus", "[{\"id\":+1}]", "line 1, column ", no, EXPORT),
                json("a number without its first digit", "[{\"id\":.5}]", "line 1, column ", no, EXPORT),
                json("a hexadecimal number", "[{\"id\":0x1F}]", "line 1, column ", no, EXPORT),
                json("a word that is none", "[{\"active\":True}]", "line 1, column ", no, EXPORT),
                json("undefined", "[{\"active\":undefined}]", "line 1, column ", no, EXPORT),
                json("a line end in a text", "[{\"id\":\"a\nb\"}]", "line 1, column ", no, EXPORT),
                json("an escape that is none", "[{\"id\":\"\\x41\"}]", "line 1, column ", no, EXPORT),
                json("an escape of no number", "[{\"id\":\"\\uZZZZ\"}]", "line 1, column ", no, EXPORT),
                json("a callback", "callback([" + ADA + "])", "line 1, column ", no, EXPORT),
                json("a guard against scripts", ")]}',\n[" + ADA + "]", "line 1, column ", no, EXPORT));
    }

    private static List<Hostile> limits() {
        String beyond = "The JSON is beyond every sensible limit: ";
        String look = "Look at the file.";
        return List.of(
                json("a hundred thousand brackets", "[".repeat(100_000), "line 1, column ", beyond, look),
                json("a hundred thousand braces", "{\"a\":".repeat(100_000), "line 1, column ", beyond, look),
                json("65 levels in an extension", extension("[".repeat(65)), "line 1, column ", beyond, look),
                json("a text of a mebibyte and one", name("a".repeat((1 << 20) + 1)), "line 1, column ", beyond, look),
                json("a name of 300 letters", "[{\"" + "n".repeat(300) + "\":1}]", "line 1, column ", beyond, look),
                json("a number of a thousand digits", "[{\"id\":" + "9".repeat(1_000) + "}]", "line 1", beyond, look),
                json("a fraction of a thousand digits", extension("0." + "1".repeat(1_000)), "line 1", beyond, look));
    }

    private static String extension(String value) {
        return "[{\"id\":\"1\",\"userName\":\"ada\",\"urn:x:User\":" + value;
    }

    private static String name(String text) {
        return "[{\"id\":\"1\",\"userName\":\"" + text + "\"}]";
    }

    private static List<Hostile> twice() {
        String duplicate = "The JSON cannot be read: Duplicate field '";
        return List.of(
                json("an id twice", "[{\"id\":\"1\",\"id\":\"2\"}]", "line 1, column ", duplicate + "id'", EXPORT),
                json(
                        "a name twice, once escaped",
                        "[{\"userName\":\"ada\",\"user\\u004eame\":\"root\",\"id\":\"1\"}]",
                        "line 1, column ",
                        duplicate + "userName'",
                        EXPORT),
                json(
                        "resources twice",
                        "{\"Resources\":[" + ADA + "],\"Resources\":[]}",
                        "line 1, column ",
                        duplicate + "Resources'",
                        EXPORT),
                json(
                        "resources twice, in two cases",
                        "{\"Resources\":[" + ADA + "],\"resources\":[]}",
                        "line 1, column ",
                        duplicate + "resources'",
                        EXPORT),
                json(
                        "a total twice",
                        "{\"totalResults\":1,\"totalResults\":2,\"Resources\":[" + ADA + "]}",
                        "line 1, column ",
                        duplicate + "totalResults'",
                        EXPORT),
                json(
                        "a value twice within an email",
                        "[{\"id\":\"1\",\"userName\":\"ada\",\"emails\":[{\"value\":\"a\",\"value\":\"b\"}]}]",
                        "line 1, column ",
                        duplicate + "value'",
                        EXPORT),
                json(
                        "a value twice deep in an extension",
                        "[{\"id\":\"1\",\"userName\":\"ada\",\"urn:x:User\":{\"a\":[{\"b\":1,\"b\":2}]}}]",
                        "line 1, column ",
                        duplicate + "b'",
                        EXPORT),
                json(
                        "active twice, in two cases, with two values",
                        "[{\"id\":\"1\",\"userName\":\"ada\",\"active\":true,\"Active\":false}]",
                        "line 1, column 2: ",
                        "The only row cannot be used: It has Active twice, in different cases and with different values.",
                        "Nothing was imported."));
    }

    private static List<Hostile> behind() {
        String something = "Something follows the end of the JSON document.";
        String each = "Save each page in a file of its own.";
        return List.of(
                json(
                        "two pages",
                        "{\"Resources\":[" + ADA + "]} {\"Resources\":[]}",
                        "line 1, column ",
                        something,
                        each),
                json("two lists", "[" + ADA + "][" + ADA + "]", "line 1, column ", something, each),
                json("a number behind a list", "[" + ADA + "] 1", "line 1, column ", something, each),
                json("noise behind a list", "[" + ADA + "] x", "line 1, column ", "The JSON cannot be read", EXPORT),
                json("a bracket too many", "[" + ADA + "]]", "line 1, column ", "The JSON cannot be read", EXPORT),
                json(
                        "a list between resources",
                        ADA + "\n[1]\n" + ADA,
                        "line 2, column 1: ",
                        "Only resources may follow each other.",
                        EXPORT),
                json("noise between resources", ADA + "\n--\n" + ADA, "line 2, column ", "cannot be read", EXPORT));
    }
}
