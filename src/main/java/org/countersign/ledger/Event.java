package org.countersign.ledger;

import org.countersign.text.Sha256;

/// One entry of the chain.
///
/// @param seq from 1, without gaps
/// @param body RFC 8785 bytes of `{type, version, at, actor, salt, data}`
/// @param prev the hash before, 32 zero bytes for the first
/// @param hash `SHA-256(0x01 || seq, eight bytes big-endian || prev || leaf)`
public record Event(long seq, byte[] body, byte[] prev, byte[] hash) {
    /// `SHA-256(0x00 || body)`: what a bundle shows of an event that is not its own (RFC 6962 prefixes).
    public static byte[] leaf(byte[] body) {
        return Sha256.of(new byte[] {0}, body);
    }

    /// The hash that `seq`, `prev` and the leaf give.
    public static byte[] chain(long seq, byte[] prev, byte[] leaf) {
        return Sha256.of(
                new byte[] {1}, java.nio.ByteBuffer.allocate(8).putLong(seq).array(), prev, leaf);
    }
}
