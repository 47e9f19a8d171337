package org.countersign.scim;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.countersign.scim.Archive.Entry;
import org.countersign.work.RefusedException;

/// What stands before and behind each entry of a ZIP. Entry follows entry without a gap: whoever reads from the
/// front has to see the same files as whoever reads the directory.
final class ArchiveEntries {
    private static final int LOCAL = 0x04034b50;
    private static final int DESCRIPTOR = 0x08074b50;
    private static final int ENCRYPTED = 1;
    private static final int DESCRIBED_BEHIND = 1 << 3;

    private final ArchiveDirectory directory;
    private final SeekableByteChannel channel;

    ArchiveEntries(ArchiveDirectory directory, SeekableByteChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /// The same, each with the place of its bytes.
    ///
    /// @param entries in the order of their places
    /// @param end where the directory begins
    List<Entry> located(List<Entry> entries, long end) throws IOException, RefusedException {
        if (entries.isEmpty() ? end != 0 : entries.getFirst().offset() != 0) {
            throw directory.refuse("", "something stands in it that belongs to no entry");
        }
        var located = new ArrayList<Entry>();
        for (int i = 0; i < entries.size(); i++) {
            long next = i + 1 < entries.size() ? entries.get(i + 1).offset() : end;
            located.add(located(entries.get(i), next));
        }
        return located;
    }

    private Entry located(Entry entry, long next) throws IOException, RefusedException {
        ByteBuffer local = ArchiveDirectory.read(channel, entry.offset(), 30);
        int nameLength = local.getShort(26) & 0xffff;
        int extraLength = local.getShort(28) & 0xffff;
        if (local.getInt(0) != LOCAL) {
            throw different(entry);
        }
        ByteBuffer rest = ArchiveDirectory.read(channel, entry.offset() + 30, nameLength + extraLength);
        int flags = local.getShort(6);
        boolean behind = (flags & DESCRIBED_BEHIND) != 0;
        long[] sizes = new ArchiveExtra(rest, nameLength)
                .large(local.getInt(22) & 0xffffffffL, local.getInt(18) & 0xffffffffL);
        boolean same = (local.getShort(8) & 0xffff) == entry.method()
                && (flags & ENCRYPTED) == 0
                && new String(rest.array(), 0, nameLength, StandardCharsets.UTF_8).equals(entry.name())
                && told(sizes[0], entry.size(), behind)
                && told(sizes[1], entry.packed(), behind)
                && told(local.getInt(14) & 0xffffffffL, entry.crc(), behind);
        if (!same) {
            throw different(entry);
        }
        long data = entry.offset() + 30 + nameLength + extraLength;
        if (next - entry.packed() < data) {
            throw directory.refuse(entry.name(), "it shares bytes with another entry");
        }
        long gap = next - entry.packed() - data;
        if (behind && gap == 0) {
            throw directory.refuse(entry.name(), "its sizes are to stand behind it, and do not");
        }
        if (gap != 0 && !(behind && describes(entry, data + entry.packed(), gap))) {
            throw directory.refuse(entry.name(), "something stands behind it that belongs to no entry");
        }
        return new Entry(entry.name(), entry.size(), entry.packed(), entry.crc(), entry.method(), entry.offset(), data);
    }

    /// What is told behind the entry need not be told before it.
    private static boolean told(long here, long there, boolean behind) {
        return here == there || (behind && (here == 0 || here == 0xffffffffL));
    }

    private RefusedException different(Entry entry) {
        return directory.refuse(
                entry.name(), "its directory says different things of this entry than stands before it");
    }

    /// A descriptor has a mark or none, and its sizes have four bytes or eight (APPNOTE.TXT 4.3.9).
    private boolean describes(Entry entry, long at, long length) throws IOException, RefusedException {
        if (!Arrays.asList(12L, 16L, 20L, 24L).contains(length)) {
            return false;
        }
        ByteBuffer descriptor = ArchiveDirectory.read(channel, at, (int) length);
        boolean marked = length == 16 || length == 24;
        if (marked && descriptor.getInt() != DESCRIPTOR) {
            return false;
        }
        long crc = descriptor.getInt() & 0xffffffffL;
        boolean large = descriptor.remaining() == 16;
        long packed = large ? descriptor.getLong() : descriptor.getInt() & 0xffffffffL;
        long size = large ? descriptor.getLong() : descriptor.getInt() & 0xffffffffL;
        if (crc != entry.crc() || packed != entry.packed() || size != entry.size()) {
            throw directory.refuse(
                    entry.name(), "its directory says different things of this entry than stands behind it");
        }
        return true;
    }
}
