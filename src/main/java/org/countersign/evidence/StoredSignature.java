package org.countersign.evidence;

import java.time.Instant;

/// A reviewer's signature as kept until the owner's.
///
/// @param ordinal from 1 within the campaign: the NNN of its files
/// @param decisions the bytes of `decisions/NNN.ndjson`
public record StoredSignature(
        long number,
        String campaign,
        int ordinal,
        String role,
        String address,
        Instant signedAt,
        String certificate,
        String fingerprint,
        Bytes decisions,
        Bytes manifest,
        Bytes p7s) {
    /// Bytes with the equality of their content.
    public record Bytes(java.nio.ByteBuffer buffer) {
        /// A copy of these.
        public static Bytes of(byte[] bytes) {
            return new Bytes(java.nio.ByteBuffer.wrap(bytes.clone()).asReadOnlyBuffer());
        }

        /// A copy.
        public byte[] array() {
            var bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
    }

    /// The name of its decisions in a bundle.
    public String decisionsName() {
        return "decisions/" + AsicManifest.three(ordinal) + ".ndjson";
    }
}
