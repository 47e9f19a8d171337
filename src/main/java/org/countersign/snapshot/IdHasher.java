package org.countersign.snapshot;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.crypto.macs.SipHash128;
import org.bouncycastle.crypto.params.KeyParameter;
import org.countersign.scim.Member;

/// Hashes ids to two numbers each, by which one import tells them apart. For one thread.
///
/// SipHash-2-4-128 under a key that is new for every import: two of a million ids are taken for one with a
/// probability below 2^-88, and nobody outside can search for such a pair.
final class IdHasher {
    private final SipHash128 hash = new SipHash128();
    private final ByteBuffer sum = ByteBuffer.allocate(16);

    /// @param key as [#newKey] makes it
    IdHasher(byte[] key) {
        hash.init(new KeyParameter(key));
    }

    static byte[] newKey() {
        byte[] key = new byte[16];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private void hash(String id, long[] hashes, int at) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        hash.update(bytes, 0, bytes.length);
        hash.doFinal(sum.array(), 0);
        hashes[at] = sum.getLong(0);
        hashes[at + 1] = sum.getLong(8);
    }

    /// Both numbers of one id.
    long[] of(String id) {
        long[] hashes = new long[2];
        hash(id, hashes, 0);
        return hashes;
    }

    /// Both numbers of each member's id, one pair behind the other.
    long[] of(List<Member> members) {
        long[] hashes = new long[2 * members.size()];
        for (int i = 0; i < members.size(); i++) {
            hash(members.get(i).value(), hashes, 2 * i);
        }
        return hashes;
    }
}
