package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.countersign.testkit.Authority;
import org.countersign.testkit.StampServer;
import org.countersign.work.Progress;
import org.junit.jupiter.api.Test;

/// Every single bit of a signature file counts, also of the parts that no signature covers: the algorithms named around
/// it, versions, lengths, the spelling of the issuer. The certificates of authorities speak for themselves, and are
/// compared with those that the owner signed (BroughtTrust) or that the auditor trusts.
class FlippedSignatureTest {
    private static final byte[] CONTENT = "what was decided".getBytes(StandardCharsets.UTF_8);
    private static final Instant NOW = Instant.now();

    private final SigningKey key = Authority.root("Example Root", NOW).issue("grace", "grace@example.com");

    FlippedSignatureTest() throws Exception {}

    @Test
    void everyFlippedBitOfASignatureIsRefused() throws Exception {
        byte[] p7s = Cades.sign(CONTENT, key, Optional.of(NOW));
        Cades.verify(CONTENT, p7s);
        assertThat(accepted(p7s, authorities(key))).isEmpty();
    }

    @Test
    void everyFlippedBitOfASignatureOfRsaIsRefused() throws Exception {
        SigningKey rsa = new OddKey().email("grace@example.com").rsa(2048).self();
        byte[] p7s = Cades.sign(CONTENT, rsa, Optional.of(NOW));
        Cades.verify(CONTENT, p7s);
        assertThat(accepted(p7s, authorities(rsa))).isEmpty();
    }

    @Test
    void everyFlippedBitOfASignatureWithATimestampIsRefused() throws Exception {
        byte[] p7s = Cades.sign(CONTENT, key, Optional.of(NOW));
        SigningKey stamping = Authority.root("Clockmaker", NOW).timestamps("Clockmaker TSA");
        try (var stamps = new StampServer(stamping)) {
            byte[] stamped = Cades.stamped(p7s, TimestampAuthority.at(stamps.url()), Progress.NONE);
            assertThat(Cades.verify(CONTENT, stamped).timestamp()).isPresent();
            var authorities = new ArrayList<>(authorities(key));
            authorities.addAll(authorities(stamping));
            assertThat(accepted(stamped, authorities)).isEmpty();
        }
    }

    private static List<byte[]> authorities(SigningKey key) throws CertificateEncodingException {
        var encoded = new ArrayList<byte[]>();
        for (X509Certificate one : key.chain().subList(1, key.chain().size())) {
            encoded.add(one.getEncoded());
        }
        return encoded;
    }

    private static BitSet outside(byte[] p7s, List<byte[]> parts) {
        var outside = new BitSet();
        outside.set(0, p7s.length);
        var text = new String(p7s, StandardCharsets.ISO_8859_1);
        for (byte[] part : parts) {
            int at = text.indexOf(new String(part, StandardCharsets.ISO_8859_1));
            assertThat(at).isPositive();
            outside.clear(at, at + part.length);
        }
        return outside;
    }

    private static List<Integer> accepted(byte[] p7s, List<byte[]> authorities) {
        var accepted = new ArrayList<Integer>();
        outside(p7s, authorities).stream()
                .flatMap(at -> IntStream.range(at * 8, at * 8 + 8))
                .forEach(bit -> {
                    p7s[bit / 8] ^= (byte) (1 << bit % 8);
                    try {
                        Cades.verify(CONTENT, p7s);
                        accepted.add(bit);
                    } catch (Cades.BadSignatureException e) {
                        // As it must be.
                    }
                    p7s[bit / 8] ^= (byte) (1 << bit % 8);
                });
        return accepted;
    }
}
