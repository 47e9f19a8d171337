package org.countersign.cli;

import static org.countersign.cli.Hostile.bytes;
import static org.countersign.cli.Hostile.path;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;

/// Tables that are ragged, cut off, or split differently by different readers.
final class HostileTables {
    private static final String AGAIN = "Export it again as CSV (RFC 4180).";
    private static final String TYPED = "id,userName,active\n";

    private HostileTables() {}

    static List<Hostile> all() {
        return Stream.of(quotes(), headers(), rows(), texts())
                .flatMap(List::stream)
                .toList();
    }

    private static Hostile table(
            String name, byte[] bytes, String place, String reason, String remedy, String... more) {
        return path(
                "table: " + name,
                folder -> Files.write(folder.resolve("users.csv"), bytes),
                "users.csv" + place,
                reason,
                remedy,
                more);
    }

    private static Hostile table(String name, String text, String place, String reason, String remedy, String... more) {
        return table(name, bytes(text), place, reason, remedy, more);
    }

    private static List<Hostile> quotes() {
        String between = "Something stands between a closing quote and the next comma.";
        String alone = "A carriage return stands alone.";
        return List.of(
                table(
                        "a quote that does not close",
                        TYPED + "1,\"ada,true\n2,b,true\n",
                        ", line 2, column 3: ",
                        "A quoted field does not end.",
                        AGAIN),
                table(
                        "a quote at the very end",
                        TYPED + "1,ada,\"",
                        ", line 2, column 7: ",
                        "A quoted field does not end.",
                        AGAIN),
                table(
                        "text behind a closing quote",
                        TYPED + "1,\"ada\"root,true\n",
                        ", line 2, column 8: ",
                        between,
                        AGAIN),
                table(
                        "a blank behind a closing quote",
                        TYPED + "1,\"ada\" ,true\n",
                        ", line 2, column 8: ",
                        between,
                        AGAIN),
                table(
                        "a second quote behind a closing one",
                        TYPED + "1,\"a\"\"b\"c\",true\n",
                        ", line 2, column 9: ",
                        between,
                        AGAIN),
                table(
                        "a quote in the middle",
                        TYPED + "1,a\"da\",true\n",
                        ", line 2, column 4: ",
                        "A quote stands in the middle of a field.",
                        AGAIN),
                table(
                        "a quote behind a blank",
                        TYPED + "1, \"ada\",true\n",
                        ", line 2, column 4: ",
                        "A quote stands in the middle",
                        AGAIN),
                table("a carriage return in a field", TYPED + "1,a\rda,true\n", ", line 2, column 4: ", alone, AGAIN),
                table(
                        "lines of an old Macintosh",
                        "id,userName\r1,ada\r2,bob\r",
                        ", line 1, column 12: ",
                        alone,
                        AGAIN));
    }

    private static List<Hostile> headers() {
        String known = "No column is known to name the account: ";
        String say = "Say which: --column userName=";
        return List.of(
                table("no header", "1,ada,true\n2,bob,true\n", ", line 1: ", known + "1, ada, true.", say),
                table("a header alone, of nothing known", "a,b\n", ", line 1: ", known + "a, b.", say),
                table("empty lines alone", "\n\r\n\n", ": ", "There is no line in it.", "with a header."),
                table("an empty file", "", ": ", "The file is empty.", "Export it again."),
                table(
                        "a header twice",
                        "id,userName,USERNAME\n1,a,b\n",
                        ", line 1, field 3: ",
                        "The column USERNAME is there twice.",
                        "Export it with each column once."),
                table("a header of commas", ",,,\n1,2,3,4\n", ", line 1: ", known, say),
                table(
                        "a million columns",
                        "a,".repeat(1_000_000) + "\n",
                        ", line 1, column 1: ",
                        "A record has more than 1048576 characters.",
                        AGAIN),
                table(
                        "a million empty columns",
                        "id" + ",".repeat(1_100_000) + "\n1\n",
                        ", line 1, column 1: ",
                        "A record has more than",
                        AGAIN),
                table("names of columns without end", "x".repeat(100_000) + "\n1\n", ", line 1: ", known + "xxx", say),
                table(
                        "semicolons, with something after a quote",
                        "id;userName;active\n1;\"ada\"x;true\n",
                        ", line 2, column 8: ",
                        "Something stands between a closing quote and the next semicolon.",
                        AGAIN),
                table(
                        "tabs in lines that are too short",
                        "id\tuserName\tactive\n1\tada\n2\tbob\n",
                        ", line 2: ",
                        "None of the 2 rows can be used. This is the first: It has 2 fields, and the header has 3.",
                        "Export it again"),
                table("a header of semicolons", ";;;\n1;2;3;4\n", ", line 1: ", known, say),
                table(
                        "a header of semicolons alone, of nothing known",
                        "id;name\n",
                        ", line 1: ",
                        known + "id, name.",
                        say),
                table(
                        "a sign-in page",
                        "<!DOCTYPE html>\n<html>\n",
                        ", line 1: ",
                        "This is HTML or XML, not CSV.",
                        "Export it again."),
                table(
                        "a column that was named and is not there",
                        TYPED + "1,a,true\n",
                        ", line 1: ",
                        "There is no column Login: there are id, userName, active.",
                        "Name one of them by --column",
                        "--column",
                        "userName=Login"),
                new Hostile(
                        "table: an attribute that there is not",
                        Hostile.REFUSED,
                        "--column shoeSize: ",
                        "There is no attribute of this name.",
                        "Known are: ",
                        (house, folder) -> new Hostile.Ready(
                                "",
                                List.of(
                                        "snapshot",
                                        "import",
                                        "--source",
                                        "slack",
                                        "--column",
                                        "shoeSize=42",
                                        Files.writeString(folder.resolve("users.csv"), TYPED)
                                                .toString()),
                                () -> {})));
    }

    private static List<Hostile> rows() {
        String none = "None of the 2 rows can be used. This is the first: ";
        return List.of(
                table(
                        "rows that are too short",
                        TYPED + "1,ada\n2,bob\n",
                        ", line 2: ",
                        none + "It has 2 fields, and the header has 3.",
                        "Export it again"),
                table(
                        "rows that are too long",
                        TYPED + "1,a,true,x\n2,b,true,x\n",
                        ", line 2: ",
                        none + "It has 4 fields, and the header has 3.",
                        "Export it again"),
                table(
                        "rows that name nobody",
                        TYPED + ",,true\n,,true\n",
                        ", line 2: ",
                        none + "Nothing in it names the account.",
                        "Export it again"),
                table(
                        "a state that is none",
                        TYPED + "1,ada,perhaps\n2,b,perhaps\n",
                        ", line 2: ",
                        none + "Field 3 (active) says perhaps, which is neither active nor inactive.",
                        "Export it again"),
                table(
                        "a state without end",
                        TYPED + "1,a," + "no".repeat(9_000) + "\n",
                        ", line 2: ",
                        "says nono",
                        "Export it again"),
                table(
                        "a record without end",
                        TYPED + "1,\"" + "a\n".repeat(600_000),
                        ", line 2, column 1: ",
                        "A record has more than 1048576 characters.",
                        AGAIN));
    }

    private static List<Hostile> texts() {
        String utf8 = "Save it as CSV UTF-8.";
        String wide = "The file is UTF-16 or UTF-32.";
        return List.of(
                table("a NUL", TYPED + "1,a\0da,true\n", ", after line ", "has a NUL in it", utf8),
                table(
                        "Latin-1",
                        (TYPED + "1,ad\u00e9,true\n").getBytes(StandardCharsets.ISO_8859_1),
                        ", after line ",
                        "is not valid UTF-8",
                        utf8),
                table("UTF-16 with a mark", TYPED.getBytes(StandardCharsets.UTF_16), ": ", wide, "Save it as UTF-8"),
                table("UTF-16 without", TYPED.getBytes(StandardCharsets.UTF_16LE), ": ", wide, "Save it as UTF-8"),
                table(
                        "a spreadsheet of an old make",
                        new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0},
                        ", after line ",
                        "is not valid UTF-8",
                        utf8));
    }
}
