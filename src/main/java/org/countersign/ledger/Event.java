package org.countersign.ledger;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.LongStream;
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
        return Sha256.of((byte) 0, body);
    }

    /// The hash that `seq`, `prev` and the leaf give.
    public static byte[] chain(long seq, byte[] prev, byte[] leaf) {
        byte[] rest = new byte[Long.BYTES + prev.length + leaf.length];
        ByteBuffer.wrap(rest).putLong(seq).put(prev).put(leaf);
        return Sha256.of((byte) 1, rest);
    }

    /// Whether its hash is what its number, its content and this hash before it give.
    boolean follows(byte[] before) {
        return Arrays.equals(hash, chain(seq, before, leaf(body)));
    }

    /// Whether its hash is what its content gives under another number, at most `near` away.
    boolean moved(int near) {
        byte[] leaf = leaf(body);
        return LongStream.rangeClosed(Math.max(1, seq - near), seq + near)
                .anyMatch(other -> Arrays.equals(hash, chain(other, prev, leaf)));
    }
}
