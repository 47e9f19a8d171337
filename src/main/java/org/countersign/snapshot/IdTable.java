package org.countersign.snapshot;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.crypto.macs.SipHash128;
import org.bouncycastle.crypto.params.KeyParameter;

/// The ids of one source as small numbers from 1, without their texts.
///
/// Ids are told apart by SipHash-2-4-128 under a key that is new for every table: two of a million ids are
/// taken for one with a probability below 2^-88, and nobody outside can search for such a pair.
final class IdTable {
    private final SipHash128 hash = new SipHash128();
    private final ByteBuffer sum = ByteBuffer.allocate(16);
    private final PairTable pairs;

    /// @param expected how many ids are likely
    IdTable(int expected) {
        byte[] key = new byte[16];
        new SecureRandom().nextBytes(key);
        hash.init(new KeyParameter(key));
        pairs = new PairTable(expected);
    }

    /// How many ids it has; the last one that was new has this number.
    int size() {
        return pairs.size();
    }

    /// The number of an id, new where it was not there.
    int intern(String id) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        hash.update(bytes, 0, bytes.length);
        hash.doFinal(sum.array(), 0);
        return pairs.intern(sum.getLong(0), sum.getLong(8));
    }
}
