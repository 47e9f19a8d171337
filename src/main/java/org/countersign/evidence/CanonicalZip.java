package org.countersign.evidence;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.countersign.text.Formats;

/// The one ZIP that a content has: `mimetype` first, then sorted names, stored, dated 1980, no extra
/// fields, no comment.
///
/// Stored, because what deflate makes differs between versions of zlib, and a bundle is compared byte by
/// byte years later.
public final class CanonicalZip {
    /// The name of the first file.
    public static final String MIMETYPE = "mimetype";
    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final short DATE_1980 = 0x21;

    private CanonicalZip() {}

    /// The bundle is not the ZIP that its content has; the message is one sentence.
    public static final class NotCanonicalException extends Exception {
        private static final long serialVersionUID = 1L;

        NotCanonicalException(String reason) {
            super(reason);
        }
    }

    /// The ZIP of these files.
    public static byte[] write(Map<String, byte[]> files) {
        var out = new ByteArrayOutputStream();
        write(files, out::writeBytes);
        return out.toByteArray();
    }

    /// Piece by piece.
    private static void write(Map<String, byte[]> files, Consumer<byte[]> out) {
        var ordered = new LinkedHashMap<String, byte[]>();
        ordered.put(MIMETYPE, files.getOrDefault(MIMETYPE, new byte[0]));
        new TreeMap<>(files).forEach(ordered::putIfAbsent);
        var directory = new ByteArrayOutputStream();
        int offset = 0;
        for (Map.Entry<String, byte[]> file : ordered.entrySet()) {
            byte[] name = file.getKey().getBytes(StandardCharsets.US_ASCII);
            byte[] content = file.getValue();
            byte[] common = common(content, name.length);
            out.accept(little(4).putInt(LOCAL).array());
            out.accept(common);
            out.accept(name);
            out.accept(content);
            directory.writeBytes(little(6).putInt(CENTRAL).putShort((short) 10).array());
            directory.writeBytes(common);
            directory.writeBytes(little(14)
                    .putShort((short) 0) // comment
                    .putShort((short) 0) // disk
                    .putShort((short) 0) // internal attributes
                    .putInt(0) // external attributes
                    .putInt(offset)
                    .array());
            directory.writeBytes(name);
            offset += 4 + common.length + name.length + content.length;
        }
        out.accept(directory.toByteArray());
        out.accept(little(22)
                .putInt(END)
                .putInt(0)
                .putShort((short) ordered.size())
                .putShort((short) ordered.size())
                .putInt(directory.size())
                .putInt(offset)
                .putShort((short) 0)
                .array());
    }

    /// Version 1.0, no flags, stored, 1980-01-01, CRC, sizes, name length, no extra field: equal in both
    /// headers.
    private static byte[] common(byte[] content, int nameLength) {
        var crc = new CRC32();
        crc.update(content);
        return little(26)
                .putShort((short) 10)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort(DATE_1980)
                .putInt((int) crc.getValue())
                .putInt(content.length)
                .putInt(content.length)
                .putShort((short) nameLength)
                .putShort((short) 0)
                .array();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The files, in memory only, if and only if these bytes are the canonical ZIP of them.
    public static Map<String, byte[]> read(byte[] zip) throws NotCanonicalException {
        var files = new LinkedHashMap<String, byte[]>();
        ByteBuffer in = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        while (in.remaining() >= 30 && in.getInt(in.position()) == LOCAL) {
            int size = in.getInt(in.position() + 18);
            int nameLength = in.getShort(in.position() + 26) & 0xffff;
            if (size < 0 || in.remaining() < 30L + nameLength + size) {
                throw new NotCanonicalException("The file is cut off, or is not a bundle.");
            }
            var name = new byte[nameLength];
            var content = new byte[size];
            in.position(in.position() + 30).get(name).get(content);
            if (files.put(new String(name, StandardCharsets.ISO_8859_1), content) != null) {
                throw new NotCanonicalException("A file is in the bundle twice.");
            }
        }
        if (files.isEmpty()) {
            throw new NotCanonicalException("This is not an evidence bundle.");
        }
        var same = new Same(zip);
        write(files, same::next);
        int other = same.other();
        if (other >= 0) {
            throw new NotCanonicalException("The ZIP is not byte for byte the one that its content has, from byte "
                    + Formats.number(other) + " on: something was added, moved or changed.");
        }
        return files;
    }

    /// Compares bytes with what is written piece by piece, so that nothing large is written to be compared.
    private static final class Same {
        private final byte[] whole;
        private int at;
        private boolean holds = true;

        Same(byte[] whole) {
            this.whole = whole;
        }

        void next(byte[] piece) {
            if (holds) {
                int other = Arrays.mismatch(
                        whole, at, (int) Math.min(whole.length, (long) at + piece.length), piece, 0, piece.length);
                holds = other < 0;
                at += holds ? piece.length : other;
            }
        }

        /// The first byte that is another or that only one of them has; negative where they are equal.
        int other() {
            return holds && at == whole.length ? -1 : at;
        }
    }
}
