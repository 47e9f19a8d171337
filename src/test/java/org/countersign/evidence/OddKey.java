package org.countersign.evidence;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Makes keys with certificates that Countersign would not make. What is not set is as it should be.
final class OddKey {
    private static final BouncyCastleProvider ALL_CURVES = new BouncyCastleProvider();

    private final List<GeneralName> names = new ArrayList<>();
    private final List<Extension> extensions = new ArrayList<>();
    private final List<Extension> aside = new ArrayList<>();
    private X500Name subject = new X500Name("CN=Odd");
    private Instant from = Scene.now().minus(1, ChronoUnit.DAYS);
    private Instant until = Scene.now().plus(1, ChronoUnit.DAYS);
    private KeyPair pair;
    private String algorithm = "SHA256withECDSA";

    OddKey email(String address) {
        return name(new GeneralName(GeneralName.rfc822Name, address));
    }

    OddKey name(GeneralName name) {
        names.add(name);
        return this;
    }

    OddKey subject(X500Name name) {
        subject = name;
        return this;
    }

    /// Days from now.
    OddKey valid(int first, int last) {
        from = Scene.now().plus(first, ChronoUnit.DAYS);
        until = Scene.now().plus(last, ChronoUnit.DAYS);
        return this;
    }

    OddKey usage(int bits) throws Exception {
        return extension(Extension.keyUsage, new KeyUsage(bits));
    }

    OddKey extension(ASN1ObjectIdentifier id, ASN1Encodable value) throws Exception {
        extensions.add(new Extension(id, true, value.toASN1Primitive().getEncoded("DER")));
        return this;
    }

    /// Beside the others, and in front of the names; who does not know it may leave it aside.
    OddKey aside(ASN1ObjectIdentifier id, ASN1Encodable value) throws Exception {
        aside.add(new Extension(id, false, value.toASN1Primitive().getEncoded("DER")));
        return this;
    }

    /// The same key as another's.
    OddKey keyOf(SigningKey other) {
        pair = new KeyPair(other.certificate().getPublicKey(), other.key());
        return this;
    }

    OddKey curve(String name) throws Exception {
        return generated("EC", new ECGenParameterSpec(name), "SHA256withECDSA");
    }

    OddKey rsa(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        pair = generator.generateKeyPair();
        algorithm = "SHA256withRSA";
        return this;
    }

    /// RSA of 2,048 bits, for one way of signing alone (RFC 4055).
    OddKey pss() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSASSA-PSS", ALL_CURVES);
        generator.initialize(2048);
        pair = generator.generateKeyPair();
        algorithm = "SHA256withRSAandMGF1";
        return this;
    }

    /// How the certificate is signed.
    OddKey signedWith(String name) {
        algorithm = name;
        return this;
    }

    private OddKey generated(String kind, AlgorithmParameterSpec spec, String signing) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind, ALL_CURVES);
        generator.initialize(spec);
        pair = generator.generateKeyPair();
        algorithm = signing;
        return this;
    }

    private KeyPair pair() throws Exception {
        if (pair == null) {
            curve("P-256");
        }
        return pair;
    }

    /// Signed by itself.
    SigningKey self() throws Exception {
        return made(subject, pair(), List.of(), pair().getPublic());
    }

    /// Issued by another, whose chain goes with it but for the root, which who trusts it has.
    SigningKey by(SigningKey issuer) throws Exception {
        var name = X500Name.getInstance(
                issuer.certificate().getSubjectX500Principal().getEncoded());
        var above = issuer.chain().stream()
                .filter(one -> !one.getSubjectX500Principal().equals(one.getIssuerX500Principal()))
                .toList();
        return made(name, new KeyPair(issuer.certificate().getPublicKey(), issuer.key()), above, pair().getPublic());
    }

    private SigningKey made(
            X500Name issuer, KeyPair signer, List<java.security.cert.X509Certificate> above, PublicKey publicKey)
            throws Exception {
        var builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(64, new java.util.Random()).add(BigInteger.ONE),
                Date.from(from),
                Date.from(until),
                subject,
                publicKey);
        for (Extension extension : aside) {
            builder.addExtension(extension);
        }
        if (!names.isEmpty()) {
            builder.addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(GeneralName[]::new)));
        }
        for (Extension extension : extensions) {
            builder.addExtension(extension);
        }
        var certificate = builder.build(
                new JcaContentSignerBuilder(algorithm).setProvider(ALL_CURVES).build(signer.getPrivate()));
        var chain = new ArrayList<java.security.cert.X509Certificate>();
        chain.add(new JcaX509CertificateConverter().setProvider(ALL_CURVES).getCertificate(certificate));
        chain.addAll(above);
        return new SigningKey(pair().getPrivate(), chain);
    }
}
