package org.countersign.scim;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.countersign.work.PassingInput;
import org.countersign.work.RefusedException;

/// A ZIP of export files, read in place: nothing is ever unpacked to disk.
///
/// A ZIP says everything twice, in the directory at its end and before each entry, and readers that believe
/// different halves see different files. So both must agree, no two entries may share a name or a byte, and an
/// entry may not grow beyond what it claims (APPNOTE.TXT 6.3.10, sections 4.3 and 4.5; evidence.md 5).
public final class Archive {
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
    /// @param offset of what stands before it
    /// @param data where its packed bytes begin
    public record Entry(String name, long size, long packed, long crc, int method, long offset, long data) {}

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
    public static Archive open(Path file) throws IOException, RefusedException {
        String name = file.getFileName().toString();
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return new Archive(
                    file,
                    new ArchiveDirectory(name, channel)
                            .entries().stream()
                                    .filter(entry -> !entry.name().endsWith("/"))
                                    .sorted(Comparator.comparing(Entry::name))
                                    .toList());
        } catch (EOFException cutOff) {
            throw new RefusedException(name, "The ZIP is cut off or damaged.", "Export it again, whole.");
        }
    }

    /// The unpacked bytes of an entry. Reading fails with a [ZipException] where they are not what the archive claims.
    public InputStream open(Entry entry) throws IOException {
        var packed = new Packed(Files.newByteChannel(file), entry);
        return new Checked(entry.method() == 0 ? packed : new Inflating(packed), entry);
    }

    /// The packed bytes of one entry.
    private static final class Packed extends InputStream {
        private final SeekableByteChannel channel;
        private long left;

        Packed(SeekableByteChannel channel, Entry entry) throws IOException {
            this.channel = channel;
            this.left = entry.packed();
            try {
                channel.position(entry.data());
            } catch (IOException e) {
                channel.close();
                throw e;
            }
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
                throw new ZipException("the ZIP is cut off");
            }
            left -= count;
            return count;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /// Frees the inflater, which lives outside the heap, and wants no byte to be left over.
    private static final class Inflating extends InflaterInputStream {
        private final Packed packed;

        Inflating(Packed packed) {
            super(packed, new Inflater(true), 1 << 16);
            this.packed = packed;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count;
            try {
                count = super.read(buffer, offset, length);
            } catch (ZipException | EOFException e) {
                throw new ZipException("its packed bytes are damaged");
            }
            if (count < 0 && (inf.getRemaining() > 0 || packed.left > 0)) {
                throw new ZipException("something stands behind its end in the ZIP");
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }

    /// Compares size and checksum with the claim.
    private static final class Checked extends PassingInput {
        private final Entry entry;
        private final CRC32 crc = new CRC32();
        private long count;

        Checked(InputStream in, Entry entry) {
            super(in);
            this.entry = entry;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            if (read > 0) {
                crc.update(buffer, offset, read);
                count += read;
            }
            if (count > entry.size() || (read < 0 && (count != entry.size() || crc.getValue() != entry.crc()))) {
                throw new ZipException("it is not what the directory of the ZIP says: size or checksum differ");
            }
            return read;
        }
    }
}
