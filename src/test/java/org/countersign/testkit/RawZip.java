package org.countersign.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes a ZIP field by field (APPNOTE.TXT 4.3), also one that no honest program writes. What is set before the
/// writing is a lie; everything else is true.
public final class RawZip {
    private static final int UTF_8_NAME = 1 << 11;

    private final List<Entry> entries = new ArrayList<>();
    /// In front of everything; the offsets do not count it.
    public byte[] prepended = {};
    /// Behind the last entry of the directory, as part of it.
    public byte[] inDirectory = {};
    /// Behind the end.
    public byte[] comment = {};
    /// How many entries there are said to be; the truth where negative.
    public long count = -1;
    /// Where the directory is said to be; the truth where negative.
    public long start = -1;
    /// Which program of which version the directory says to have written it (APPNOTE.TXT 4.4.2).
    public int made = 3 << 8 | 45;
    /// The number of this disk.
    public int disk;
    /// Writes a ZIP64 end, and leaves the usual one untold.
    public boolean large;
    /// What the usual end says all the same where there is a ZIP64 end.
    public int smallCount = 0xffff;

    /// One entry: what is said of it in front of its bytes, and in the directory.
    public static final class Entry {
        /// In front of its bytes.
        public final Header local = new Header();
        /// In the directory.
        public final Header central = new Header();
        /// The packed bytes.
        public byte[] packed = {};
        /// Behind them.
        public byte[] behind = {};
        /// In the directory, behind its name.
        public byte[] comment = {};
        /// The upper half holds the type and rights of Unix.
        public int attributes;
        /// Whether the directory has it.
        public boolean listed = true;
        /// Where it is said to begin; the truth where negative.
        public long offset = -1;

        /// Changes both headers.
        public void both(Consumer<Header> change) {
            change.accept(local);
            change.accept(central);
        }

        /// Moves checksum and sizes behind the bytes.
        public void describedBehind(int crc, int packedSize, int size) {
            both(header -> header.flags |= 8);
            local.crc = 0;
            local.packed = 0;
            local.size = 0;
            behind = numbers(16)
                    .putInt(0x08074b50)
                    .putInt(crc)
                    .putInt(packedSize)
                    .putInt(size)
                    .array();
        }
    }

    /// What is told of an entry.
    public static final class Header {
        /// The version that is needed to read it (APPNOTE.TXT 4.4.3).
        public int needed = 20;
        /// As MS-DOS has it: 1 January 1980.
        public int date = 0x21 << 16;
        /// As stored.
        public byte[] name = {};
        /// See APPNOTE.TXT 4.4.4.
        public int flags = UTF_8_NAME;
        /// 0 is stored, 8 deflated.
        public int method;
        /// Of the unpacked bytes.
        public int crc;
        /// In bytes.
        public int packed;
        /// Unpacked, in bytes.
        public int size;
        /// Fields of an id, a length, and so many bytes.
        public byte[] extra = {};
    }

    /// Little-endian numbers.
    public static ByteBuffer numbers(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Adds a deflated entry.
    public RawZip deflated(String name, byte[] content, Consumer<Entry> change) {
        var deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        var packed = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        while (!deflater.finished()) {
            packed.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return add(name, content, packed.toByteArray(), 8, change);
    }

    /// Adds a stored entry.
    public RawZip stored(String name, byte[] content, Consumer<Entry> change) {
        return add(name, content, content, 0, change);
    }

    private RawZip add(String name, byte[] content, byte[] packed, int method, Consumer<Entry> change) {
        var crc = new CRC32();
        crc.update(content);
        var entry = new Entry();
        entry.packed = packed;
        entry.both(header -> {
            header.name = name.getBytes(StandardCharsets.UTF_8);
            header.method = method;
            header.crc = (int) crc.getValue();
            header.packed = packed.length;
            header.size = content.length;
        });
        change.accept(entry);
        entries.add(entry);
        return this;
    }

    /// Changes what is not of one entry.
    public RawZip with(Consumer<RawZip> change) {
        change.accept(this);
        return this;
    }

    /// All of it.
    public byte[] bytes() {
        var out = new ByteArrayOutputStream();
        var directory = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            long offset = entry.offset < 0 ? out.size() : entry.offset;
            out.writeBytes(numbers(4).putInt(0x04034b50).array());
            out.writeBytes(head(entry.local));
            out.writeBytes(entry.local.name);
            out.writeBytes(entry.local.extra);
            out.writeBytes(entry.packed);
            out.writeBytes(entry.behind);
            if (!entry.listed) {
                continue;
            }
            directory.writeBytes(
                    numbers(6).putInt(0x02014b50).putShort((short) made).array());
            directory.writeBytes(head(entry.central));
            directory.writeBytes(numbers(14)
                    .putShort((short) entry.comment.length)
                    .putShort((short) 0)
                    .putShort((short) 0)
                    .putInt(entry.attributes)
                    .putInt((int) offset)
                    .array());
            directory.writeBytes(entry.central.name);
            directory.writeBytes(entry.central.extra);
            directory.writeBytes(entry.comment);
        }
        directory.writeBytes(inDirectory);
        long truth = start < 0 ? out.size() : start;
        out.writeBytes(directory.toByteArray());
        long told = count < 0 ? entries.stream().filter(entry -> entry.listed).count() : count;
        if (large) {
            large(out, told, directory.size(), truth);
        }
        out.writeBytes(numbers(22)
                .putInt(0x06054b50)
                .putShort((short) disk)
                .putShort((short) disk)
                .putShort((short) (large ? smallCount : told))
                .putShort((short) (large ? smallCount : told))
                .putInt(large ? -1 : directory.size())
                .putInt(large ? -1 : (int) truth)
                .putShort((short) comment.length)
                .array());
        out.writeBytes(comment);
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(prepended);
        whole.writeBytes(out.toByteArray());
        return whole.toByteArray();
    }

    private static byte[] head(Header header) {
        return numbers(26)
                .putShort((short) header.needed)
                .putShort((short) header.flags)
                .putShort((short) header.method)
                .putInt(header.date)
                .putInt(header.crc)
                .putInt(header.packed)
                .putInt(header.size)
                .putShort((short) header.name.length)
                .putShort((short) header.extra.length)
                .array();
    }

    private static void large(ByteArrayOutputStream out, long count, long size, long start) {
        long at = out.size();
        out.writeBytes(numbers(56)
                .putInt(0x06064b50)
                .putLong(44)
                .putShort((short) 45)
                .putShort((short) 45)
                .putInt(0)
                .putInt(0)
                .putLong(count)
                .putLong(count)
                .putLong(size)
                .putLong(start)
                .array());
        out.writeBytes(
                numbers(20).putInt(0x07064b50).putInt(0).putLong(at).putInt(1).array());
    }
}
