package org.countersign.cli;

import static org.countersign.cli.Hostile.bytes;
import static org.countersign.cli.Hostile.file;
import static org.countersign.testkit.RawZip.numbers;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.countersign.testkit.House;
import org.countersign.testkit.RawZip;
import org.countersign.testkit.RawZip.Entry;

/// ZIPs that lie, grow, lead out, or look different to different readers.
final class HostileZips {
    private static final byte[] PAGE = bytes("[" + House.active("z1", "zoe") + "]");
    private static final String ZIP = "export.zip: ";
    private static final String ENTRY = "export.zip, entry users.json: ";
    private static final String INSIDE = "export.zip/users.json: ";
    private static final String UNPACK = "Unpack it yourself, look at it, and name the files.";
    private static final String WHOLE = "Export it again, whole.";
    private static final Consumer<Entry> TRUE = entry -> {};

    private HostileZips() {}

    static List<Hostile> all() {
        return Stream.of(names(), contents(), headers(), ends(), places(), bombs())
                .flatMap(List::stream)
                .toList();
    }

    private static RawZip one(Consumer<Entry> change) {
        return new RawZip().deflated("users.json", PAGE, change);
    }

    private static Hostile zip(String name, RawZip zip, String place, String reason, String remedy) {
        return file("ZIP: " + name, "export.zip", zip.bytes(), place, reason, remedy);
    }

    private static Hostile named(String what, String entry, String reason) {
        return zip(
                what,
                new RawZip().stored(entry, PAGE, TRUE),
                "export.zip, entry " + entry + ": ",
                "The ZIP cannot be trusted: " + reason,
                UNPACK);
    }

    private static Hostile twice(String what, String first, String second, String reason) {
        return zip(
                what,
                new RawZip().stored(first, PAGE, TRUE).stored(second, PAGE, TRUE),
                "export.zip, entry " + second + ": ",
                reason,
                UNPACK);
    }

    private static List<Hostile> names() {
        String out = "its name leads out of the archive.";
        String alike = " only by case, or by how it is spelled.";
        return List.of(
                named("a parent", "../users.json", out),
                named("a parent deep inside", "a/../../users.json", out),
                named("an absolute name", "/etc/users.json", out),
                named("a drive", "C:users.json", out),
                named("a backslash", "..\\users.json", out),
                zip(
                        "a NUL in a name",
                        new RawZip().stored("users.json\0.txt", PAGE, TRUE),
                        "export.zip, entry users.json‹U+0000›.txt: ",
                        "its name has a control character",
                        UNPACK),
                zip(
                        "a name that colours the terminal",
                        new RawZip().stored("\u001b[31musers.json", PAGE, TRUE),
                        "export.zip, entry ‹U+001B›[31musers.json: ",
                        "its name has a control character",
                        UNPACK),
                zip(
                        "a name without end",
                        new RawZip().stored("u".repeat(60_000) + ".json", PAGE, TRUE),
                        "export.zip, entry " + "u".repeat(40) + "…: ",
                        "its name has more than 1,024 characters",
                        UNPACK),
                zip("no name", new RawZip().stored("", PAGE, TRUE), ZIP, "an entry has no name", UNPACK),
                zip(
                        "one name twice",
                        new RawZip().stored("users.json", PAGE, TRUE).stored("users.json", bytes("[]"), TRUE),
                        ENTRY,
                        "its name is there twice",
                        UNPACK),
                twice("names alike but for case", "users.json", "USERS.json", "differs from users.json" + alike),
                twice(
                        "names alike but for a sharp s",
                        "straße.json",
                        "STRASSE.json",
                        "differs from straße.json" + alike),
                twice("names alike but for composed letters", "é.json", "e\u0301.json", "differs from é.json" + alike),
                twice("names alike but for a dot", "users.json", "./users.json", "differs from users.json" + alike),
                twice(
                        "names alike but for a slash",
                        "a/users.json",
                        "a//users.json",
                        "differs from a/users.json" + alike),
                zip(
                        "a second name in a field",
                        one(entry -> entry.central.extra = unicodeName("groups.json")),
                        ENTRY,
                        "it has a second name",
                        UNPACK),
                zip(
                        "a folder that has content",
                        new RawZip().stored("users.json/", PAGE, TRUE),
                        "export.zip, entry users.json/: ",
                        "it is a folder and has content",
                        UNPACK));
    }

    private static byte[] unicodeName(String name) {
        byte[] spelled = name.getBytes(StandardCharsets.UTF_8);
        return numbers(9 + spelled.length)
                .putShort((short) 0x7075)
                .putShort((short) (5 + spelled.length))
                .put((byte) 1)
                .putInt(0)
                .put(spelled)
                .array();
    }

    private static List<Hostile> contents() {
        byte[] inner = one(TRUE).bytes();
        byte[] whole = one(TRUE).bytes();
        byte[] damaged = deflatedNoise();
        return List.of(
                zip(
                        "empty",
                        new RawZip(),
                        ZIP,
                        "There is no .json, .ndjson, .jsonl, .csv or .tsv file in this ZIP.",
                        "Name"),
                zip(
                        "nothing of use",
                        new RawZip().stored("photo.jpg", PAGE, TRUE),
                        ZIP,
                        "There is no .json",
                        "Name another file."),
                zip(
                        "a ZIP in a ZIP",
                        new RawZip().stored("inner.zip", inner, TRUE),
                        ZIP,
                        "There is no .json",
                        "Name another file."),
                zip(
                        "a ZIP in a ZIP that calls itself JSON",
                        new RawZip().stored("users.json", inner, TRUE),
                        INSIDE,
                        "The file is compressed.",
                        "Unpack it first."),
                zip(
                        "a spreadsheet",
                        new RawZip().deflated("xl/worksheets/sheet1.xml", bytes("<worksheet/>"), TRUE),
                        ZIP,
                        "There is no .json",
                        "Name another file."),
                zip(
                        "an empty entry",
                        new RawZip().stored("users.json", new byte[0], TRUE),
                        INSIDE,
                        "is empty",
                        "Export"),
                zip(
                        "a page that is cut off inside",
                        new RawZip().deflated("users.json", Arrays.copyOf(PAGE, PAGE.length - 9), TRUE),
                        INSIDE.replace(": ", ", line 1"),
                        "The JSON ends in the middle: the file is cut off.",
                        WHOLE),
                zip("noise instead of deflated bytes", one(entry -> swap(entry, damaged)), INSIDE, "damaged", UNPACK),
                zip(
                        "deflated bytes that are cut off",
                        one(entry -> swap(entry, Arrays.copyOf(entry.packed, entry.packed.length - 4))),
                        INSIDE,
                        "its packed bytes are damaged",
                        UNPACK),
                zip(
                        "something behind the deflated bytes",
                        one(entry -> swap(entry, Arrays.copyOf(entry.packed, entry.packed.length + 100))),
                        INSIDE,
                        "something stands behind its end in the ZIP",
                        UNPACK),
                file("ZIP: only its mark", "export.zip", Arrays.copyOf(whole, 4), ZIP, "cut off or damaged", WHOLE),
                file("ZIP: cut off", "export.zip", Arrays.copyOf(whole, whole.length - 10), ZIP, "cut off", WHOLE),
                file("ZIP: cut in half", "export.zip", Arrays.copyOf(whole, whole.length / 2), ZIP, "cut off", WHOLE),
                file("ZIP: something at its end", "export.zip", join(whole, bytes("more")), ZIP, "cut off", WHOLE));
    }

    private static byte[] deflatedNoise() {
        byte[] noise = new byte[64];
        Arrays.fill(noise, (byte) 0xfe);
        return noise;
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    private static void swap(Entry entry, byte[] packed) {
        entry.packed = packed;
        entry.both(header -> header.packed = packed.length);
    }

    private static List<Hostile> headers() {
        String before = "its directory says different things of this entry than stands before it";
        String behind = "its directory says different things of this entry than stands behind it";
        String claim = "it is not what the directory of the ZIP says: size or checksum differ";
        return List.of(
                zip("encrypted", one(entry -> entry.both(header -> header.flags |= 1)), ENTRY, "is encrypted", UNPACK),
                zip("encrypted, and not told", one(entry -> entry.local.flags |= 1), ENTRY, before, UNPACK),
                zip("packed by bzip2", one(entry -> entry.both(h -> h.method = 12)), ENTRY, "by method 12", UNPACK),
                zip("packed by AES", one(entry -> entry.both(h -> h.method = 99)), ENTRY, "by method 99", UNPACK),
                zip("a link", one(entry -> entry.attributes = 0xA1FF << 16), ENTRY, "it is a link", UNPACK),
                zip("a device", one(entry -> entry.attributes = 0x21FF << 16), ENTRY, "it is a device", UNPACK),
                zip("another name in front", one(e -> e.local.name = bytes("other.json")), ENTRY, before, UNPACK),
                zip("another method in front", one(entry -> entry.local.method = 0), ENTRY, before, UNPACK),
                zip("another size in front", one(entry -> entry.local.size++), ENTRY, before, UNPACK),
                zip("another packed size in front", one(entry -> entry.local.packed--), ENTRY, before, UNPACK),
                zip("another checksum in front", one(entry -> entry.local.crc ^= 1), ENTRY, before, UNPACK),
                zip("a wrong checksum", one(entry -> entry.both(header -> header.crc ^= 1)), INSIDE, claim, UNPACK),
                zip("more than claimed", one(entry -> entry.both(header -> header.size -= 3)), INSIDE, claim, UNPACK),
                zip("less than claimed", one(entry -> entry.both(header -> header.size += 3)), INSIDE, claim, UNPACK),
                zip(
                        "a checksum behind that is another",
                        one(e -> e.describedBehind(e.local.crc ^ 1, e.local.packed, e.local.size)),
                        ENTRY,
                        behind,
                        UNPACK),
                zip(
                        "a size behind that is another",
                        one(e -> e.describedBehind(e.local.crc, e.local.packed, e.local.size + 1)),
                        ENTRY,
                        behind,
                        UNPACK),
                zip(
                        "sizes said to be behind, where nothing is",
                        one(entry -> entry.both(header -> header.flags |= 8)),
                        ENTRY,
                        "its sizes are to stand behind it, and do not",
                        UNPACK),
                zip(
                        "a stored size that is none",
                        new RawZip().stored("users.json", PAGE, e -> e.both(header -> header.size += 3)),
                        ENTRY,
                        "its size cannot be",
                        UNPACK),
                zip("a ZIP64 size that is not told", one(HostileZips::large), ENTRY, "its size cannot be", UNPACK),
                zip("a ZIP64 size below zero", one(e -> large(e, -1, 9)), ENTRY, "its size cannot be", UNPACK),
                zip("a ZIP64 size beyond all", one(e -> large(e, 1L << 62, 9)), ENTRY, "beyond all measure", UNPACK));
    }

    private static void large(Entry entry, long... numbers) {
        entry.central.size = -1;
        entry.central.packed = -1;
        var field = numbers(4 + 8 * numbers.length).putShort((short) 1).putShort((short) (8 * numbers.length));
        Arrays.stream(numbers).forEach(field::putLong);
        entry.central.extra = field.array();
    }

    private static List<Hostile> ends() {
        String moved = "its directory is not where it says: something was put before it or into it";
        return List.of(
                zip(
                        "more entries than it counts",
                        one(TRUE).stored("hidden.json", PAGE, TRUE).with(zip -> zip.count = 1),
                        ZIP,
                        "its directory does not end where it says",
                        UNPACK),
                zip("fewer entries than it counts", one(TRUE).with(zip -> zip.count = 2), ZIP, "cut off", WHOLE),
                zip("three thousand entries claimed", one(TRUE).with(z -> z.count = 3_000), ZIP, "cut off", WHOLE),
                zip(
                        "a million entries claimed",
                        one(TRUE).with(zip -> {
                            zip.large = true;
                            zip.count = 1_000_000;
                        }),
                        ZIP,
                        "it has more than 100,000 entries",
                        UNPACK),
                zip("a directory elsewhere", one(TRUE).with(zip -> zip.start = 7), ZIP, moved, UNPACK),
                zip("a directory beyond the end", one(TRUE).with(z -> z.start = 1 << 30), ZIP, "cut off", WHOLE),
                zip(
                        "something in the directory",
                        one(TRUE).with(zip -> zip.inDirectory = bytes("hidden")),
                        ZIP,
                        "its directory does not end where it says",
                        UNPACK),
                zip("one part of several", one(TRUE).with(zip -> zip.disk = 1), ZIP, "one part of several", UNPACK),
                zip(
                        "two ends that differ",
                        one(TRUE).with(zip -> {
                            zip.large = true;
                            zip.smallCount = 2;
                        }),
                        ZIP,
                        "it has two ends that say different things",
                        UNPACK),
                zip(
                        "another ZIP in its comment",
                        one(TRUE)
                                .with(zip -> zip.comment = new RawZip()
                                        .stored("other.json", PAGE, TRUE)
                                        .bytes()),
                        ZIP,
                        moved,
                        UNPACK));
    }

    private static List<Hostile> places() {
        Consumer<Entry> hidden = entry -> entry.listed = false;
        String something = "something stands in it that belongs to no entry";
        String behind = "something stands behind it that belongs to no entry";
        return List.of(
                zip(
                        "a program in front",
                        one(TRUE).with(zip -> zip.prepended = bytes("#!/bin/sh\n")),
                        ZIP,
                        "Its name says that it is a ZIP, and it is none.",
                        WHOLE),
                zip(
                        "another ZIP in front",
                        one(TRUE).with(zip -> zip.prepended = one(TRUE).bytes()),
                        ZIP,
                        "its directory is not where it says",
                        UNPACK),
                zip(
                        "an entry in front that only some see",
                        new RawZip().stored("hidden.json", PAGE, hidden).stored("users.json", PAGE, TRUE),
                        ZIP,
                        something,
                        UNPACK),
                zip(
                        "an entry between that only some see",
                        one(TRUE).stored("hidden.json", PAGE, hidden).stored("groups.json", PAGE, TRUE),
                        ENTRY,
                        behind,
                        UNPACK),
                zip(
                        "an entry at the end that only some see",
                        one(TRUE).stored("hidden.json", PAGE, hidden),
                        ENTRY,
                        behind,
                        UNPACK),
                zip("something behind an entry", one(entry -> entry.behind = bytes("hidden")), ENTRY, behind, UNPACK),
                zip("an entry that is not there", one(e -> e.offset = 5), ZIP, something, UNPACK),
                zip(
                        "two entries of the same bytes",
                        one(TRUE).stored("groups.json", PAGE, entry -> entry.offset = 0),
                        "export.zip, entry users.json: ",
                        "it shares bytes with another entry",
                        UNPACK),
                zip(
                        "an entry inside another",
                        one(TRUE).stored("groups.json", PAGE, entry -> entry.offset = 45),
                        "export.zip, entry users.json: ",
                        "it shares bytes with another entry",
                        UNPACK));
    }

    private static List<Hostile> bombs() {
        byte[] blank = new byte[4 << 20];
        Arrays.fill(blank, (byte) ' ');
        byte[] small = Arrays.copyOf(blank, 1 << 20);
        RawZip many = new RawZip();
        IntStream.range(0, 20).forEach(i -> many.deflated(i + ".json", small, TRUE));
        String beyond = "it would grow beyond all measure when unpacked";
        return List.of(
                zip("a bomb", new RawZip().deflated("users.json", blank, TRUE), ENTRY, beyond, UNPACK),
                zip("a bomb of many small ones", many, ZIP, beyond, UNPACK),
                zip(
                        "a bomb that calls itself small",
                        new RawZip().deflated("users.json", blank, e -> e.both(header -> header.size = 100)),
                        INSIDE,
                        "size or checksum differ",
                        UNPACK));
    }
}
