package org.countersign.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.bouncycastle.crypto.macs.SipHash;
import org.bouncycastle.crypto.params.KeyParameter;

/// Hashes texts to 64 bits each, by which names, addresses and ids compare without being read. For one thread.
///
/// SipHash-2-4 under a key that every workspace makes for itself: of ten million texts two differ and look the same
/// with a probability of about 3 in a million, and nobody outside can search for such a pair (ADR 22).
public final class TextHasher {
    private final SipHash hash = new SipHash();

    /// @param key as [#newKey] makes it
    public TextHasher(byte[] key) {
        hash.init(new KeyParameter(key));
    }

    /// 16 random bytes.
    public static byte[] newKey() {
        byte[] key = new byte[16];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /// Never 0, which stands for what is not told.
    public long of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        hash.update(bytes, 0, bytes.length);
        long sum = hash.doFinal();
        return sum == 0 ? 1 : sum;
    }
}
