package org.countersign.scim;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The first half of a SHA-256 over the bytes of one resource as they stood in a document, and over what reads
/// them: equal digests are read as equal resources.
///
/// 128 bits keep two different resources of one source apart by chance (2^-88 for a million), and somebody who wants
/// a change to go unseen needs a collision, about 2^64 digests.
///
/// @param high the first eight bytes
/// @param low the next eight bytes
public record ResourceDigest(long high, long low) {
    /// Its size when stored.
    public static final int BYTES = 16;

    /// Another reader may make something else of the same bytes, so what an earlier version read is read again.
    private static final String READER = Optional.ofNullable(
                    ResourceDigest.class.getPackage().getImplementationVersion())
            .orElse("development");

    /// What stands for the reader before the bytes of a resource.
    static byte[] prefix(Dialect dialect) {
        String asked = dialect instanceof AskedForMembers ? " asked for members" : "";
        return (READER + " " + dialect.id() + asked + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// Of at least 16 bytes, whose first count.
    public static ResourceDigest of(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new ResourceDigest(buffer.getLong(), buffer.getLong());
    }

    /// As it is stored.
    public byte[] bytes() {
        return ByteBuffer.allocate(BYTES).putLong(high).putLong(low).array();
    }
}
