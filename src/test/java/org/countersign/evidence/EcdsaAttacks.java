package org.countersign.evidence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;

/// Values that are no signature, and a good signature's numbers written in another way: the edge cases of project
/// Wycheproof for ECDSA on P-256 (`ecdsa_secp256r1_sha256_test.json`). The owner's name and certificate are on them
/// all;
/// those that need no key stand over a population from which an item was taken out.
final class EcdsaAttacks {
    private static final BigInteger N =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    private static final BigInteger P =
            new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
    private static final String REASON = "signature003.p7s: The signature ";

    private EcdsaAttacks() {}

    static List<Attack> all() {
        var all = new ArrayList<Attack>();
        BigInteger[] edges = {BigInteger.ZERO, BigInteger.ONE, BigInteger.ONE.negate(), N, N.subtract(BigInteger.ONE)};
        String[] names = {"0", "1", "-1", "n", "n - 1"};
        for (int r = 0; r < edges.length; r++) {
            for (int s = 0; s < edges.length; s++) {
                BigInteger one = edges[r];
                BigInteger other = edges[s];
                all.add(keyless("r = " + names[r] + " and s = " + names[s], () -> der(one, other)));
            }
        }
        all.add(keyless("r = n + 1 and s = 1", () -> der(N.add(BigInteger.ONE), BigInteger.ONE)));
        all.add(keyless("r = p and s = p", () -> der(P, P)));
        all.add(keyless("r = p - n and s = 1", () -> der(P.subtract(N), BigInteger.ONE)));
        all.add(keyless(
                "r and s of 2,000 bits", () -> der(BigInteger.ONE.shiftLeft(2000), BigInteger.TWO.shiftLeft(1999))));
        all.add(keyless("no bytes for a signature", () -> new byte[0]));
        all.add(keyless("NULL for a signature", () -> new byte[] {5, 0}));
        all.add(keyless("an empty sequence for a signature", () -> new byte[] {0x30, 0}));
        all.add(keyless("floating-point numbers for r and s", () -> new byte[] {0x30, 6, 9, 1, 0, 9, 1, 0}));
        all.add(numbers("r + n for r", (r, s) -> der(r.add(N), s)));
        all.add(numbers("s + n for s", (r, s) -> der(r, s.add(N))));
        all.add(numbers("r - n for r", (r, s) -> der(r.subtract(N), s)));
        all.add(numbers("s - n for s", (r, s) -> der(r, s.subtract(N))));
        all.add(numbers("-r for r", (r, s) -> der(r.negate(), s)));
        all.add(numbers("-s for s", (r, s) -> der(r, s.negate())));
        all.add(numbers("n - r for r", (r, s) -> der(N.subtract(r), s)));
        all.add(numbers("r and s exchanged", (r, s) -> der(s, r)));
        all.add(numbers("r alone", (r, _) -> der(r)));
        all.add(numbers("a third number behind r and s", (r, s) -> der(r, s, BigInteger.ONE)));
        all.add(encoded("a zero too many in front of r", EcdsaAttacks::longerFirst));
        all.add(encoded("no zero in front of a number that needs one", EcdsaAttacks::withoutZero));
        all.add(encoded(
                "a length in two bytes where one does (BER)", der -> joined(0x30, 0x81, der.length - 2, der, 2)));
        all.add(encoded("a length with a zero in front (BER)", der -> joined(0x30, 0x82, 0, der.length - 2, der, 2)));
        all.add(encoded("a length that is not told (BER)", der -> ended(joined(0x30, 0x80, der, 2), 0, 0)));
        all.add(encoded("a set instead of a sequence", der -> joined(0x31, der.length - 2, der, 2)));
        all.add(encoded("a length one too long", der -> joined(0x30, der.length - 1, der, 2)));
        all.add(encoded("bytes behind r and s", der -> ended(joined(0x30, der.length, der, 2), 5, 0)));
        all.add(encoded("bytes behind the signature's value", der -> ended(der, 0, 0)));
        all.add(encoded("a value without its last byte", der -> java.util.Arrays.copyOf(der, der.length - 1)));
        all.add(numbers("r and s side by side without DER (P1363)", EcdsaAttacks::plain));
        return all;
    }

    private interface Value {
        byte[] bytes();
    }

    private interface Numbers {
        byte[] of(BigInteger r, BigInteger s);
    }

    private static Attack keyless(String name, Value value) {
        return Attack.seen("an ECDSA signature of " + name, REASON, scene -> scene.forge()
                .change("items.ndjson", text -> text.substring(text.indexOf('\n') + 1))
                .resignWith(new OddSignature(scene.owner()).value(_ -> value.bytes())));
    }

    private static Attack numbers(String name, Numbers change) {
        return encoded(name, der -> {
            ASN1Sequence both = ASN1Sequence.getInstance(der);
            return change.of(number(both, 0), number(both, 1));
        });
    }

    private static Attack encoded(String name, UnaryOperator<byte[]> change) {
        return Attack.seen("an ECDSA signature with " + name, REASON, scene -> scene.forge()
                .resignWith(new OddSignature(scene.owner()).value(change)));
    }

    private static BigInteger number(ASN1Sequence both, int index) {
        return ASN1Integer.getInstance(both.getObjectAt(index)).getValue();
    }

    private static byte[] der(BigInteger... numbers) {
        try {
            var integers = new ASN1Integer[numbers.length];
            for (int i = 0; i < numbers.length; i++) {
                integers[i] = new ASN1Integer(numbers[i]);
            }
            return new DERSequence(integers).getEncoded("DER");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] longerFirst(byte[] der) {
        int length = der[3];
        byte[] out = joined(0x30, der.length - 1, 2, length + 1, 0, der, 4);
        return out;
    }

    /// As a negative number reads: r or s below zero, which only some readers take for what was meant.
    private static byte[] withoutZero(byte[] der) {
        int length = der[3];
        if (length == 33) {
            return joined(0x30, der.length - 3, 2, 32, der, 5);
        }
        // Of s, where r has none; where neither has one, of a byte that is missed as well.
        int at = 4 + length;
        byte[] out = java.util.Arrays.copyOf(der, der.length - 1);
        System.arraycopy(der, at + 3, out, at + 2, der.length - at - 3);
        out[1]--;
        out[at + 1]--;
        return out;
    }

    private static byte[] plain(BigInteger r, BigInteger s) {
        byte[] out = new byte[64];
        Function<BigInteger, byte[]> bytes = number -> {
            byte[] all = number.toByteArray();
            byte[] fixed = new byte[32];
            int length = Math.min(32, all.length);
            System.arraycopy(all, all.length - length, fixed, 32 - length, length);
            return fixed;
        };
        System.arraycopy(bytes.apply(r), 0, out, 0, 32);
        System.arraycopy(bytes.apply(s), 0, out, 32, 32);
        return out;
    }

    /// Numbers, then the rest of an array from an index on (the last two arguments).
    private static byte[] joined(Object... parts) {
        var out = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < parts.length - 2; i++) {
            out.write((Integer) parts[i]);
        }
        byte[] rest = (byte[]) parts[parts.length - 2];
        int from = (Integer) parts[parts.length - 1];
        out.write(rest, from, rest.length - from);
        return out.toByteArray();
    }

    private static byte[] ended(byte[] bytes, int... more) {
        byte[] out = java.util.Arrays.copyOf(bytes, bytes.length + more.length);
        for (int i = 0; i < more.length; i++) {
            out[bytes.length + i] = (byte) more[i];
        }
        return out;
    }
}
