package org.countersign.scim;

import java.nio.ByteBuffer;
import java.util.Optional;

/// The extra fields of one header of a ZIP (APPNOTE.TXT 4.5).
final class ArchiveExtra {
    private static final int LARGE = 1;

    private final ByteBuffer header;
    private final int start;

    /// Reads from `start` to the end of the buffer.
    ArchiveExtra(ByteBuffer header, int start) {
        this.header = header;
        this.start = start;
    }

    /// The first field of this id. What is not whole is none.
    Optional<byte[]> field(int id) {
        for (int at = start; at + 4 <= header.limit(); ) {
            int length = header.getShort(at + 2) & 0xffff;
            if (at + 4 + length > header.limit()) {
                return Optional.empty();
            }
            if ((header.getShort(at) & 0xffff) == id) {
                byte[] field = new byte[length];
                header.get(at + 4, field);
                return Optional.of(field);
            }
            at += 4 + length;
        }
        return Optional.empty();
    }

    /// The numbers, each from the ZIP64 field where it did not fit into its own 32 bits; in this order alone.
    long[] large(long... numbers) {
        long[] told = numbers.clone();
        ByteBuffer field =
                ByteBuffer.wrap(field(LARGE).orElseGet(() -> new byte[0])).order(header.order());
        for (int i = 0; i < told.length; i++) {
            if (told[i] == 0xffffffffL && field.remaining() >= Long.BYTES) {
                told[i] = field.getLong();
            }
        }
        return told;
    }
}
