package org.countersign.evidence;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
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
        var ordered = new LinkedHashMap<String, byte[]>();
        ordered.put(MIMETYPE, files.getOrDefault(MIMETYPE, new byte[0]));
        new TreeMap<>(files).forEach(ordered::putIfAbsent);
        var out = new ByteArrayOutputStream();
        var directory = new ByteArrayOutputStream();
        ordered.forEach((name, content) -> {
            byte[] nameBytes = name.getBytes(StandardCharsets.US_ASCII);
            int offset = out.size();
            byte[] common = common(content, nameBytes.length);
            out.writeBytes(little(4).putInt(LOCAL).array());
            out.writeBytes(common);
            out.writeBytes(nameBytes);
            out.writeBytes(content);
            directory.writeBytes(little(6).putInt(CENTRAL).putShort((short) 10).array());
            directory.writeBytes(common);
            directory.writeBytes(little(14)
                    .putShort((short) 0) // comment
                    .putShort((short) 0) // disk
                    .putShort((short) 0) // internal attributes
                    .putInt(0) // external attributes
                    .putInt(offset)
                    .array());
            directory.writeBytes(nameBytes);
        });
        int start = out.size();
        out.writeBytes(directory.toByteArray());
        out.writeBytes(little(22)
                .putInt(END)
                .putInt(0)
                .putShort((short) ordered.size())
                .putShort((short) ordered.size())
                .putInt(directory.size())
                .putInt(start)
                .putShort((short) 0)
                .array());
        return out.toByteArray();
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
        int other = Arrays.mismatch(write(files), zip);
        if (other >= 0) {
            throw new NotCanonicalException("The ZIP is not byte for byte the one that its content has, from byte "
                    + Formats.number(other) + " on: something was added, moved or changed.");
        }
        return files;
    }
}
