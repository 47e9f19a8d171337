package org.countersign.scim;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.countersign.scim.Archive.Entry;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;

/// The directory at the end of a ZIP. What stands before and behind each entry has to agree with it
/// ([ArchiveEntries]).
final class ArchiveDirectory {
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int ENCRYPTED = 1;
    private static final int UNIX = 3;
    private static final int TYPE = 0xF000;
    private static final int UNIX_LINK = 0xA000;
    /// Devices and sockets. A pipe is what zip calls what it read from one.
    private static final List<Integer> UNIX_SPECIAL = List.of(0x2000, 0x6000, 0xC000);
    private static final int UNICODE_NAME = 0x7075;
    private static final int LONGEST_NAME = 1_024;

    /// No more of one than this, whatever it claims: 64 GiB unpacked, a hundred thousand entries.
    private static final long TOTAL = 64L << 30;

    private static final int ENTRIES = 100_000;
    /// SCIM pages shrink to a tenth; a bomb to a thousandth.
    private static final int RATIO = 200;

    private static final long SMALL = 1 << 20;

    private final String archive;
    private final SeekableByteChannel channel;

    ArchiveDirectory(String archive, SeekableByteChannel channel) {
        this.archive = archive;
        this.channel = channel;
    }

    /// @param start of the directory
    /// @param limit where it has to end
    private record Place(long count, long start, long limit) {}

    /// Files and folders, in the order in which they stand in the archive.
    ///
    /// @throws EOFException where it is cut off or damaged
    List<Entry> entries() throws IOException, RefusedException {
        Place place = place(end());
        var entries = new ArrayList<Entry>();
        long at = place.start();
        for (long i = 0; i < place.count(); i++) {
            ByteBuffer header = read(channel, at, 46);
            if (header.getInt(0) != CENTRAL) {
                throw new EOFException();
            }
            int nameLength = header.getShort(28) & 0xffff;
            int extraLength = header.getShort(30) & 0xffff;
            entries.add(entry(header, read(channel, at + 46, nameLength + extraLength), nameLength));
            at += 46 + nameLength + extraLength + (header.getShort(32) & 0xffff);
        }
        if (at != place.limit()) {
            throw refuse("", "its directory does not end where it says");
        }
        checkNames(entries);
        checkSizes(entries);
        entries.sort(Comparator.comparingLong(Entry::offset));
        return new ArchiveEntries(this, channel).located(entries, place.start());
    }

    /// Where the end record is: the last place whose comment reaches exactly to the end of the file.
    private long end() throws IOException {
        long size = channel.size();
        int tail = (int) Math.min(size, 22 + 0xffff);
        ByteBuffer last = read(channel, size - tail, tail);
        for (int at = tail - 22; at >= 0; at--) {
            if (last.getInt(at) == END && (last.getShort(at + 20) & 0xffff) == tail - at - 22) {
                return size - tail + at;
            }
        }
        throw new EOFException();
    }

    private Place place(long end) throws IOException, RefusedException {
        ByteBuffer record = read(channel, end, 22);
        long count = record.getShort(10) & 0xffff;
        long size = record.getInt(12) & 0xffffffffL;
        long start = record.getInt(16) & 0xffffffffL;
        boolean large = count == 0xffff || size == 0xffffffffL || start == 0xffffffffL;
        if (end >= 20 && read(channel, end - 20, 4).getInt(0) == LOCATOR_64) {
            return place64(end - 20, record);
        }
        if (large) {
            throw new EOFException();
        }
        checkParts(record.getShort(4), record.getShort(6), record.getShort(8) != record.getShort(10));
        return place(count, start, size, end);
    }

    private Place place64(long locator, ByteBuffer small) throws IOException, RefusedException {
        long limit = read(channel, locator, 20).getLong(8);
        ByteBuffer record = read(channel, limit, 56);
        if (record.getInt(0) != END_64 || limit + 12 + record.getLong(4) != locator) {
            throw new EOFException();
        }
        long count = record.getLong(32);
        long size = record.getLong(40);
        long start = record.getLong(48);
        boolean agree = agree(small.getShort(10) & 0xffff, 0xffff, count)
                && agree(small.getInt(12) & 0xffffffffL, 0xffffffffL, size)
                && agree(small.getInt(16) & 0xffffffffL, 0xffffffffL, start);
        if (!agree) {
            throw refuse("", "it has two ends that say different things");
        }
        checkParts(record.getInt(16), record.getInt(20), record.getLong(24) != count);
        return place(count, start, size, limit);
    }

    private static boolean agree(long small, long untold, long large) {
        return small == untold || small == large;
    }

    private void checkParts(int thisDisk, int firstDisk, boolean entriesElsewhere) throws RefusedException {
        if (thisDisk != 0 || firstDisk != 0 || entriesElsewhere) {
            throw refuse("", "it is one part of several");
        }
    }

    private Place place(long count, long start, long size, long limit) throws IOException, RefusedException {
        if (count > ENTRIES) {
            throw refuse("", "it has more than " + Formats.number(ENTRIES) + " entries");
        }
        if (count < 0 || start < 0 || size < count * 46 || start > limit) {
            throw new EOFException();
        }
        if (start + size != limit) {
            throw refuse("", "its directory is not where it says: something was put before it or into it");
        }
        return new Place(count, start, limit);
    }

    private Entry entry(ByteBuffer header, ByteBuffer rest, int nameLength) throws RefusedException {
        byte[] spelled = new byte[nameLength];
        rest.get(0, spelled);
        String name = new String(spelled, StandardCharsets.UTF_8);
        checkName(name);
        var extra = new ArchiveExtra(rest, nameLength);
        long[] numbers = extra.large(
                header.getInt(24) & 0xffffffffL, header.getInt(20) & 0xffffffffL, header.getInt(42) & 0xffffffffL);
        int method = header.getShort(10) & 0xffff;
        int flags = header.getShort(8) & 0xffff;
        if ((flags & ENCRYPTED) != 0) {
            throw refuse(name, "it is encrypted");
        }
        if (method != 0 && method != 8) {
            throw refuse(name, "it is packed by method " + method + ", which is neither stored nor deflated");
        }
        checkType(name, header);
        if (Arrays.stream(numbers).anyMatch(number -> number < 0 || number == 0xffffffffL)
                || (method == 0 && numbers[0] != numbers[1])) {
            throw refuse(name, "its size cannot be");
        }
        if (name.endsWith("/") && numbers[0] != 0) {
            throw refuse(name, "it is a folder and has content");
        }
        if (extra.field(UNICODE_NAME)
                .filter(field -> !nameIn(field).equals(name))
                .isPresent()) {
            throw refuse(name, "it has a second name");
        }
        return new Entry(name, numbers[0], numbers[1], header.getInt(16) & 0xffffffffL, method, numbers[2], 0);
    }

    /// Behind a version and a checksum (APPNOTE.TXT 4.6.9).
    private static String nameIn(byte[] field) {
        return field.length < 5 ? "" : new String(field, 5, field.length - 5, StandardCharsets.UTF_8);
    }

    private void checkType(String name, ByteBuffer header) throws RefusedException {
        int type = header.getInt(38) >>> 16 & TYPE;
        if (type == UNIX_LINK) {
            throw refuse(name, "it is a link");
        }
        if ((header.getShort(4) >>> 8 & 0xff) == UNIX && UNIX_SPECIAL.contains(type)) {
            throw refuse(name, "it is a device");
        }
    }

    private void checkName(String name) throws RefusedException {
        if (name.length() > LONGEST_NAME) {
            throw refuse(
                    name.substring(0, 40) + "…",
                    "its name has more than " + Formats.number(LONGEST_NAME) + " characters");
        }
        if (name.isEmpty()) {
            throw refuse("", "an entry has no name");
        }
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw refuse(name, "its name has a control character");
        }
        if (name.startsWith("/")
                || name.contains("\\")
                || name.matches("[A-Za-z]:.*")
                || List.of(name.split("/", -1)).contains("..")) {
            throw refuse(name, "its name leads out of the archive");
        }
    }

    /// File systems that fold case or compose letters would put two entries into one file.
    private void checkNames(List<Entry> entries) throws RefusedException {
        Map<String, String> names = new HashMap<>();
        for (Entry entry : entries) {
            String before = names.put(file(entry.name()), entry.name());
            if (before != null) {
                throw refuse(
                        entry.name(),
                        before.equals(entry.name())
                                ? "its name is there twice"
                                : "its name differs from " + before + " only by case, or by how it is spelled");
            }
        }
    }

    private static String file(String name) {
        return Arrays.stream(name.split("/"))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .map(part -> Formats.folded(Normalizer.normalize(part, Normalizer.Form.NFC)))
                .collect(Collectors.joining("/"));
    }

    private void checkSizes(List<Entry> entries) throws IOException, RefusedException {
        long total = 0;
        for (Entry entry : entries) {
            if (entry.size() > TOTAL || (entry.size() > SMALL && entry.size() / RATIO > entry.packed())) {
                throw refuse(entry.name(), "it would grow beyond all measure when unpacked");
            }
            total += entry.size();
            if (total > TOTAL || (total > SMALL && total / RATIO > channel.size())) {
                throw refuse("", "it would grow beyond all measure when unpacked");
            }
        }
    }

    RefusedException refuse(String entry, String why) {
        return new RefusedException(
                entry.isEmpty() ? archive : archive + ", entry " + entry,
                "The ZIP cannot be trusted: " + why + ".",
                "Unpack it yourself, look at it, and name the files.");
    }

    /// Exactly so many bytes.
    ///
    /// @throws EOFException where there are fewer
    static ByteBuffer read(SeekableByteChannel channel, long at, int length) throws IOException {
        var buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        if (at < 0 || at > channel.size() - length) {
            throw new EOFException();
        }
        channel.position(at);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException();
            }
        }
        return buffer.flip();
    }
}
