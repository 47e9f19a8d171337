package org.countersign.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

class TrustCheckTest {
    private final KeyPair issuer = pair();
    private final Instant now = Instant.now();

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("EC").generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private X509Certificate certificate(String subject, KeyPair of, Optional<Boolean> authority) throws Exception {
        var builder = new JcaX509v3CertificateBuilder(
                new X500Principal("CN=Issuer"),
                BigInteger.valueOf(subject.length()),
                Date.from(now.minusSeconds(60)),
                Date.from(now.plusSeconds(3600)),
                new X500Principal("CN=" + subject),
                of.getPublic());
        if (authority.isPresent()) {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority.get()));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate())));
    }

    private boolean trusted(X509Certificate signer, X509Certificate trust) {
        return TrustCheck.trusted(new Cades.Signature(signer, List.of(signer), Optional.of(now)), List.of(trust));
    }

    @Test
    void anAuthorityIssuesAndAPinnedSignerDoesNot() throws Exception {
        X509Certificate signer = certificate("Somebody", pair(), Optional.empty());
        assertThat(trusted(signer, certificate("Issuer", issuer, Optional.of(true))))
                .isTrue();
        assertThat(trusted(signer, certificate("Issuer", issuer, Optional.of(false))))
                .isFalse();
        assertThat(trusted(signer, certificate("Issuer", issuer, Optional.empty())))
                .isFalse();
        assertThat(trusted(signer, signer)).as("pinned itself").isTrue();
    }
}
