package org.countersign.evidence;

import static org.countersign.evidence.Attack.bytes;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.countersign.evidence.Attack.Sight;
import org.countersign.testkit.RawZip;

/// Tricks with the container, in which readers disagree on what it holds (APPNOTE.TXT 4.3), and names that do harm
/// where
/// somebody unpacks them. All but one thing is as [CanonicalZip] writes it.
final class ZipAttacks {
    private static final String NOT_CANONICAL = "The ZIP is not byte for byte the one that its content has";
    private static final String CUT = "The file is cut off, or is not a bundle";
    private static final String NAME = "A file of this name does not belong in a bundle: ";
    private static final String ITEMS = "items.ndjson";

    private ZipAttacks() {}

    /// The bundle's files with one lie.
    static byte[] zip(Map<String, byte[]> files, BiConsumer<String, RawZip.Entry> lie, Consumer<RawZip> more) {
        var zip = new RawZip();
        zip.made = 10;
        ordered(files)
                .forEach((name, content) -> zip.stored(name, content, entry -> {
                    entry.both(header -> {
                        header.needed = 10;
                        header.flags = 0;
                    });
                    lie.accept(name, entry);
                }));
        more.accept(zip);
        return zip.bytes();
    }

    private static Map<String, byte[]> ordered(Map<String, byte[]> files) {
        if (files instanceof LinkedHashMap) {
            return files;
        }
        var ordered = new LinkedHashMap<String, byte[]>();
        ordered.put("mimetype", files.get("mimetype"));
        new TreeMap<>(files).forEach(ordered::putIfAbsent);
        return ordered;
    }

    /// A lie about one entry.
    private static Attack entry(String name, String reason, Consumer<RawZip.Entry> lie) {
        return entry(name, reason, Sight.UNSEEN, lie);
    }

    private static Attack entry(String name, String reason, Sight sight, Consumer<RawZip.Entry> lie) {
        return bytes(
                name,
                reason,
                sight,
                scene -> zip(
                        scene.files(),
                        (file, entry) -> {
                            if (file.equals(ITEMS)) {
                                lie.accept(entry);
                            }
                        },
                        _ -> {}));
    }

    /// A lie about all of it.
    private static Attack whole(String name, String reason, Consumer<RawZip> lie) {
        return bytes(name, reason, Sight.UNSEEN, scene -> zip(scene.files(), (_, _) -> {}, lie));
    }

    /// One more file, which the owner has signed as all others.
    private static Attack file(String name, String file, byte[] content) {
        return Attack.seen(name, NAME + file, scene -> {
            Forgery forgery = scene.forge();
            forgery.files().put(file, content);
            return forgery.resign();
        });
    }

    /// One more entry that an unpacking program may let win over another.
    private static Attack twice(String name, String reason, Sight sight, String file, Consumer<RawZip.Entry> lie) {
        return bytes(name, reason, sight, scene -> {
            byte[] other = new String(scene.file(ITEMS), StandardCharsets.UTF_8)
                    .replace("slack", "black")
                    .getBytes(StandardCharsets.UTF_8);
            return zip(
                    scene.files(),
                    (_, _) -> {},
                    zip -> zip.stored(file, other, entry -> {
                        entry.both(header -> {
                            header.needed = 10;
                            header.flags = 0;
                        });
                        lie.accept(entry);
                    }));
        });
    }

    static List<Attack> all() {
        var all = new ArrayList<Attack>();
        all.addAll(ofEntries());
        all.addAll(ofTheWhole());
        all.addAll(ofNames());
        return all;
    }

    private static List<Attack> ofEntries() {
        return List.of(
                entry(
                        "sizes behind an entry instead of in front of it (data descriptor)",
                        NOT_CANONICAL,
                        entry -> entry.describedBehind(entry.central.crc, entry.central.packed, entry.central.size)),
                entry("an extra field in front of an entry", NOT_CANONICAL, entry -> entry.local.extra = field()),
                entry("an extra field in the directory", NOT_CANONICAL, entry -> entry.central.extra = field()),
                entry("a size of 64 bits in the directory (zip64)", NOT_CANONICAL, entry -> {
                    entry.central.extra = RawZip.numbers(12)
                            .putShort((short) 1)
                            .putShort((short) 8)
                            .putLong(entry.central.size)
                            .array();
                    entry.central.size = -1;
                }),
                entry("a comment on an entry", NOT_CANONICAL, entry -> entry.comment = ascii("Looks fine.")),
                entry(
                        "another name in the directory than in front of the entry",
                        NOT_CANONICAL,
                        entry -> entry.local.name = ascii("items.ndjsom")),
                entry("another size in the directory than in front of the entry", NOT_CANONICAL, entry -> {
                    entry.central.size--;
                    entry.central.packed--;
                }),
                entry("a checksum in front of an entry that is none", NOT_CANONICAL, entry -> entry.local.crc = 0),
                entry("another time on an entry", NOT_CANONICAL, entry -> entry.both(header -> header.date++)),
                entry("rights on an entry", NOT_CANONICAL, entry -> entry.attributes = 0106755 << 16),
                entry(
                        "an entry that is said to be encrypted",
                        NOT_CANONICAL,
                        Sight.SEEN,
                        entry -> entry.both(header -> header.flags = 1)),
                entry(
                        "a name that is said to be UTF-8",
                        NOT_CANONICAL,
                        entry -> entry.both(header -> header.flags = 1 << 11)),
                entry(
                        "a newer version to read an entry",
                        NOT_CANONICAL,
                        Sight.SEEN,
                        entry -> entry.both(header -> header.needed = 63)),
                entry("bytes between two entries", NOT_CANONICAL, entry -> entry.behind = ascii("gap")),
                entry(
                        "an entry that the directory leaves out",
                        NOT_CANONICAL,
                        Sight.SEEN,
                        entry -> entry.listed = false),
                bytes(
                        "an entry that the directory points at twice",
                        NOT_CANONICAL,
                        Sight.UNSEEN,
                        scene -> zip(scene.files(), (_, _) -> {}, ZipAttacks::directoryTwice)),
                bytes("a deflated entry", NOT_CANONICAL, Sight.UNSEEN, scene -> {
                    var zip = new RawZip();
                    zip.made = 10;
                    ordered(scene.files()).forEach((name, content) -> {
                        Consumer<RawZip.Entry> honest = entry -> entry.both(header -> {
                            header.needed = 10;
                            header.flags = 0;
                        });
                        if (name.equals(ITEMS)) {
                            zip.deflated(name, content, honest);
                        } else {
                            zip.stored(name, content, honest);
                        }
                    });
                    return zip.bytes();
                }));
    }

    private static void directoryTwice(RawZip zip) {
        byte[] name = ascii("again.txt");
        zip.inDirectory = RawZip.numbers(46 + name.length)
                .putInt(0x02014b50)
                .putShort((short) 10)
                .putShort((short) 10)
                .putInt(0)
                .putInt(0x21 << 16)
                .putInt(0)
                .putInt(0)
                .putInt(0)
                .putShort((short) name.length)
                .putShort((short) 0)
                .putLong(0)
                .putInt(0)
                .putShort((short) 0)
                .put(name)
                .array();
    }

    private static List<Attack> ofTheWhole() {
        return List.of(
                bytes(
                        "bytes in front of the ZIP",
                        "This is not an evidence bundle",
                        Sight.UNSEEN,
                        scene -> joined(ascii("#!/bin/sh\nexit 0\n"), scene.bundle())),
                bytes(
                        "bytes behind the ZIP",
                        NOT_CANONICAL,
                        Sight.UNSEEN,
                        scene -> joined(scene.bundle(), ascii("more"))),
                bytes(
                        "two ZIPs, one behind the other",
                        NOT_CANONICAL,
                        Sight.UNSEEN,
                        scene -> joined(scene.bundle(), scene.bundle())),
                whole("a comment on the ZIP", NOT_CANONICAL, zip -> zip.comment = ascii("Verified. Trust me.")),
                whole("an end of 64 bits (zip64)", NOT_CANONICAL, zip -> zip.large = true),
                whole("another count of entries than there are", NOT_CANONICAL, zip -> zip.count = 3),
                whole("a directory that is said to be elsewhere", NOT_CANONICAL, zip -> zip.start = 0),
                whole("a disk of another number", NOT_CANONICAL, zip -> zip.disk = 1),
                bytes(
                        "a ZIP without its last byte",
                        NOT_CANONICAL,
                        Sight.SEEN,
                        scene -> java.util.Arrays.copyOf(scene.bundle(), scene.bundle().length - 1)),
                bytes("a ZIP without its directory", NOT_CANONICAL, Sight.SEEN, scene -> {
                    byte[] bundle = scene.bundle();
                    int directory = java.nio.ByteBuffer.wrap(bundle)
                            .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                            .getInt(bundle.length - 6);
                    return java.util.Arrays.copyOf(bundle, directory);
                }),
                bytes(
                        "a file within which the ZIP ends",
                        CUT,
                        Sight.SEEN,
                        scene -> java.util.Arrays.copyOf(scene.bundle(), scene.bundle().length / 2)),
                bytes("entries in another order", NOT_CANONICAL, Sight.UNSEEN, scene -> {
                    var names = new ArrayList<>(ordered(scene.files()).keySet());
                    Collections.swap(names, 3, 9);
                    return zip(inThisOrder(scene, names), (_, _) -> {}, _ -> {});
                }),
                bytes("mimetype that is not the first entry", NOT_CANONICAL, Sight.UNSEEN, scene -> {
                    var names = new ArrayList<>(ordered(scene.files()).keySet());
                    names.addLast(names.removeFirst());
                    return zip(inThisOrder(scene, names), (_, _) -> {}, _ -> {});
                }),
                bytes("no ZIP at all", "This is not an evidence bundle", Sight.SEEN, _ -> ascii("%PDX-1.7\n")),
                bytes("an empty ZIP", "This is not an evidence bundle", Sight.SEEN, _ -> new RawZip().bytes()));
    }

    private static Map<String, byte[]> inThisOrder(Scene scene, List<String> names) {
        var files = new LinkedHashMap<String, byte[]>();
        names.forEach(name -> files.put(name, scene.file(name)));
        return files;
    }

    private static List<Attack> ofNames() {
        return List.of(
                twice("a name twice, in front and behind", "A file is in the bundle twice", Sight.SEEN, ITEMS, _ -> {}),
                twice(
                        "a second entry of a name that only the directory leaves out",
                        "A file is in the bundle twice",
                        Sight.UNSEEN,
                        ITEMS,
                        entry -> entry.listed = false),
                twice(
                        "another population under a name in other letters",
                        NOT_CANONICAL,
                        Sight.SEEN,
                        "ITEMS.ndjson",
                        _ -> {}),
                file("a name in other letters", "Items.ndjson", ascii("{}\n")),
                file("a name that leads out of the folder", "../items.ndjson", ascii("{}\n")),
                file("a name that leads out by a roundabout way", "certs/../../001.pem", ascii("x\n")),
                file("a name from the root of the disk", "/tmp/items.ndjson", ascii("{}\n")),
                file("a name with a backslash", "certs\\001.pem", ascii("x\n")),
                file("a name with a drive", "C:items.ndjson", ascii("{}\n")),
                file("a name that ends in a blank", "items.ndjson ", ascii("{}\n")),
                file("a name that ends in a dot", "items.ndjson.", ascii("{}\n")),
                file("a second extension", "attestation.pdf.exe", ascii("MZ")),
                file("a hidden file", ".items.ndjson", ascii("{}\n")),
                file("an option for a name", "--help", ascii("{}\n")),
                file("a file in META-INF that no reader of ASiC-E expects", "META-INF/manifest.xml", ascii("<m/>\n")),
                file("a second kind of signature in META-INF", "META-INF/signatures.xml", ascii("<s/>\n")),
                file("a timestamp's manifest in META-INF", "META-INF/ASiCArchiveManifest.xml", ascii("<a/>\n")),
                file("a program beside the records", "setup.exe", ascii("MZ")),
                Attack.bytes("a symbolic link", NOT_CANONICAL, Sight.SEEN, scene -> {
                    var files = scene.forge();
                    files.files().put("trust.pem", ascii("/etc/passwd"));
                    return zip(
                            files.resign().files(),
                            (name, entry) -> {
                                if (name.equals("trust.pem")) {
                                    entry.attributes = 0120777 << 16;
                                }
                            },
                            _ -> {});
                }));
    }

    private static byte[] field() {
        return RawZip.numbers(8)
                .putShort((short) 0x7855)
                .putShort((short) 4)
                .putInt(7)
                .array();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] joined(byte[] one, byte[] other) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(one);
        out.writeBytes(other);
        return out.toByteArray();
    }
}
