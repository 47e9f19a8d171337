package org.countersign.scim;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.countersign.work.RefusedException;

/// A ZIP of export files, read in place: nothing is ever unpacked to disk.
///
/// A ZIP says everything twice, in the directory at its end and before each entry, and readers that believe
/// different halves see different files. So both must agree, no two entries may share a name or a byte, and an
/// entry may not grow beyond what it claims (APPNOTE.TXT 6.3.10, sections 4.3 and 4.5; evidence.md 5).
public final class Archive {
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END_64 = 0x06064b50;
    private static final int LOCATOR_64 = 0x07064b50;
    private static final int ENCRYPTED = 1;
    private static final int DESCRIPTOR = 1 << 3;
    private static final int UNIX_LINK = 0xA000;

    /// No more of one than this, whatever it claims: 64 GiB unpacked, a hundred thousand entries.
    private static final long TOTAL = 64L << 30;

    private static final int ENTRIES = 100_000;
    /// SCIM pages shrink to a tenth; a bomb to a thousandth.
    private static final int RATIO = 200;

    private static final long SMALL = 1 << 20;

    private final Path file;
    private final String name;
    private final List<Entry> entries;

    private Archive(Path file, List<Entry> entries) {
        this.file = file;
        this.name = file.getFileName().toString();
        this.entries = List.copyOf(entries);
    }

    /// A file in the archive, as its directory tells.
    ///
    /// @param name as the archive spells it, with `/`
    /// @param size unpacked, in bytes
    public record Entry(String name, long size, long packed, long crc, int method, int flags, long offset) {}

    /// The files in it, in the order of names; folders are not listed.
    public List<Entry> entries() {
        return entries;
    }

    /// Whether the first bytes are those of a ZIP.
    public static boolean isArchive(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(4);
            return head.length == 4 && head[0] == 'P' && head[1] == 'K' && (head[2] == 3 || head[2] == 5);
        }
    }

    /// Reads and checks the directory.
    ///
    /// @throws RefusedException where it is cut off, hostile, or packed in a way that this does not read
    public static Archive open(Path file) throws RefusedException {
        String name = file.getFileName().toString();
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return new Archive(file, new Directory(name, channel).entries());
        } catch (EOFException cutOff) {
            throw cutOff(name);
        } catch (IOException e) {
            throw new RefusedException(name, "The ZIP cannot be read: " + e.getMessage() + ".", "");
        }
    }

    private static RefusedException cutOff(String name) {
        return new RefusedException(name, "The ZIP is cut off or damaged.", "Export it again, whole.");
    }

    /// The unpacked bytes of an entry. Fails with an [IOException] where they are not what the archive claims.
    public InputStream open(Entry entry) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(file);
        boolean opened = false;
        try {
            ByteBuffer local = read(channel, entry.offset(), 30);
            int nameLength = local.getShort(26) & 0xffff;
            int extraLength = local.getShort(28) & 0xffff;
            byte[] localName = read(channel, entry.offset() + 30, nameLength).array();
            boolean sizesHere = (entry.flags() & DESCRIPTOR) == 0 && local.getInt(18) != -1 && local.getInt(22) != -1;
            if (local.getInt(0) != LOCAL
                    || (local.getShort(8) & 0xffff) != entry.method()
                    || !new String(localName, StandardCharsets.UTF_8).equals(entry.name())
                    || (sizesHere
                            && ((local.getInt(18) & 0xffffffffL) != entry.packed()
                                    || (local.getInt(22) & 0xffffffffL) != entry.size()
                                    || (local.getInt(14) & 0xffffffffL) != entry.crc()))) {
                throw new IOException("the two directories of " + name + " say different things of this entry");
            }
            var packed = new Packed(channel, entry.offset() + 30 + nameLength + extraLength, entry.packed());
            InputStream plain = entry.method() == 0 ? packed : new Inflating(packed);
            opened = true;
            return new Checked(plain, entry);
        } finally {
            if (!opened) {
                channel.close();
            }
        }
    }

    private static ByteBuffer read(SeekableByteChannel channel, long at, int length) throws IOException {
        var buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        if (at < 0 || at + length > channel.size()) {
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

    /// The directory at the end of a ZIP.
    private static final class Directory {
        private final String archive;
        private final SeekableByteChannel channel;

        Directory(String archive, SeekableByteChannel channel) {
            this.archive = archive;
            this.channel = channel;
        }

        List<Entry> entries() throws IOException, RefusedException {
            long end = end();
            ByteBuffer record = read(channel, end, 22);
            long count = record.getShort(10) & 0xffff;
            long at = record.getInt(16) & 0xffffffffL;
            long limit = end;
            if (count == 0xffff || at == 0xffffffffL) {
                ByteBuffer locator = read(channel, end - 20, 20);
                if (locator.getInt(0) != LOCATOR_64) {
                    throw new EOFException();
                }
                limit = locator.getLong(8);
                ByteBuffer large = read(channel, limit, 56);
                if (large.getInt(0) != END_64) {
                    throw new EOFException();
                }
                count = large.getLong(32);
                at = large.getLong(48);
            }
            if (count > ENTRIES) {
                throw refuse("", "it has more than " + ENTRIES + " entries");
            }
            var entries = new ArrayList<Entry>();
            for (long i = 0; i < count; i++) {
                ByteBuffer header = read(channel, at, 46);
                if (header.getInt(0) != CENTRAL) {
                    throw new EOFException();
                }
                int nameLength = header.getShort(28) & 0xffff;
                int extraLength = header.getShort(30) & 0xffff;
                ByteBuffer rest = read(channel, at + 46, nameLength + extraLength);
                entry(header, rest, nameLength)
                        .filter(one -> !one.name().endsWith("/"))
                        .ifPresent(entries::add);
                at += 46 + nameLength + extraLength + (header.getShort(32) & 0xffff);
            }
            check(entries, limit);
            entries.sort(Comparator.comparing(Entry::name));
            return entries;
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

        private java.util.Optional<Entry> entry(ByteBuffer header, ByteBuffer rest, int nameLength)
                throws RefusedException {
            byte[] spelled = new byte[nameLength];
            rest.get(0, spelled);
            String name = new String(spelled, StandardCharsets.UTF_8);
            long packed = header.getInt(20) & 0xffffffffL;
            long size = header.getInt(24) & 0xffffffffL;
            long offset = header.getInt(42) & 0xffffffffL;
            int at = nameLength;
            while (at + 4 <= rest.limit()) {
                int id = rest.getShort(at) & 0xffff;
                int length = rest.getShort(at + 2) & 0xffff;
                if (id == 1 && at + 4 + length <= rest.limit()) {
                    int field = at + 4;
                    int fieldEnd = field + length;
                    if (size == 0xffffffffL && field + 8 <= fieldEnd) {
                        size = rest.getLong(field);
                        field += 8;
                    }
                    if (packed == 0xffffffffL && field + 8 <= fieldEnd) {
                        packed = rest.getLong(field);
                        field += 8;
                    }
                    if (offset == 0xffffffffL && field + 8 <= fieldEnd) {
                        offset = rest.getLong(field);
                    }
                }
                at += 4 + length;
            }
            int method = header.getShort(10) & 0xffff;
            int flags = header.getShort(8) & 0xffff;
            checkName(name);
            if ((flags & ENCRYPTED) != 0) {
                throw refuse(name, "it is encrypted");
            }
            if (method != 0 && method != 8) {
                throw refuse(name, "it is packed by method " + method + ", which is neither stored nor deflated");
            }
            if ((header.getInt(38) >>> 16 & 0xF000) == UNIX_LINK) {
                throw refuse(name, "it is a link");
            }
            if (size < 0 || packed < 0 || offset < 0) {
                throw refuse(name, "its size cannot be");
            }
            return java.util.Optional.of(
                    new Entry(name, size, packed, header.getInt(16) & 0xffffffffL, method, flags, offset));
        }

        private void checkName(String name) throws RefusedException {
            boolean leaves = name.startsWith("/")
                    || name.contains("\\")
                    || name.matches("[A-Za-z]:.*")
                    || List.of(name.split("/", -1)).contains("..");
            if (leaves || name.isEmpty() || name.indexOf(0) >= 0) {
                throw refuse(name, "its name leads out of the archive");
            }
        }

        private void check(List<Entry> entries, long limit) throws RefusedException {
            Map<String, String> names = new HashMap<>();
            long total = 0;
            for (Entry entry : entries) {
                String before = names.put(entry.name().toLowerCase(Locale.ROOT), entry.name());
                if (before != null) {
                    throw refuse(
                            entry.name(),
                            before.equals(entry.name())
                                    ? "its name is there twice"
                                    : "its name differs from " + before + " only by case");
                }
                total += entry.size();
                if (total > TOTAL || (entry.size() > SMALL && entry.size() / RATIO > entry.packed())) {
                    throw refuse(entry.name(), "it would grow beyond all measure when unpacked");
                }
            }
            var places = new ArrayList<>(entries);
            places.sort(Comparator.comparingLong(Entry::offset));
            for (int i = 0; i < places.size(); i++) {
                long next = i + 1 < places.size() ? places.get(i + 1).offset() : limit;
                if (places.get(i).offset() + 30 + places.get(i).packed() > next) {
                    throw refuse(places.get(i).name(), "it shares bytes with another entry");
                }
            }
        }

        private RefusedException refuse(String entry, String why) {
            return new RefusedException(
                    entry.isEmpty() ? archive : archive + ", entry " + entry,
                    "The ZIP cannot be trusted: " + why + ".",
                    "Unpack it yourself, look at it, and name the files.");
        }
    }

    /// The packed bytes of one entry.
    private static final class Packed extends InputStream {
        private final SeekableByteChannel channel;
        private long left;

        Packed(SeekableByteChannel channel, long at, long length) throws IOException {
            this.channel = channel;
            this.left = length;
            channel.position(at);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = channel.read(ByteBuffer.wrap(buffer, offset, (int) Math.min(length, left)));
            if (count < 0) {
                throw new EOFException("the archive is cut off");
            }
            left -= count;
            return count;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /// Frees the inflater, which lives outside the heap.
    private static final class Inflating extends InflaterInputStream {
        Inflating(InputStream in) {
            super(in, new Inflater(true), 1 << 16);
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }

    /// Compares size and checksum with the claim.
    private static final class Checked extends FilterInputStream {
        private final Entry entry;
        private final CRC32 crc = new CRC32();
        private long count;

        Checked(InputStream in, Entry entry) {
            super(in);
            this.entry = entry;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                crc.update(buffer, offset, read);
                count += read;
            }
            if (count > entry.size() || (read < 0 && (count != entry.size() || crc.getValue() != entry.crc()))) {
                throw new IOException("it is not what the directory of the ZIP says: size or checksum differ");
            }
            return read;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
