package org.countersign.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256, the one digest of this program.
public final class Sha256 {
    /// To look one up among the providers takes as long as to digest an event.
    private static final ThreadLocal<MessageDigest> OWN = ThreadLocal.withInitial(Sha256::digest);

    private Sha256() {}

    /// A fresh digest to feed piece by piece.
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// The 32 bytes of the digest of all parts, one after another.
    public static byte[] of(byte[]... parts) {
        MessageDigest digest = OWN.get();
        digest.reset();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /// The digest of a byte and what follows it.
    public static byte[] of(byte first, byte[] rest) {
        MessageDigest digest = OWN.get();
        digest.reset();
        digest.update(first);
        return digest.digest(rest);
    }

    /// Lower-case hex.
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }

    /// Lower-case hex of the digest of the text's UTF-8 bytes.
    public static String hex(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
