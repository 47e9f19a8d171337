package org.countersign.testkit;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.countersign.evidence.SigningKey;

/// An organisation's certificate authority: a root or one below another, with keys and revocation lists.
public final class Authority {
    private static final KeyUsage ISSUES = new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
    private static final KeyUsage SIGNS = new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation);

    private final KeyPair pair;
    private final List<X509Certificate> chain;
    private final Instant now;

    private Authority(KeyPair pair, List<X509Certificate> chain, Instant now) {
        this.pair = pair;
        this.chain = chain;
        this.now = now;
    }

    /// @param now from which certificates count; they begin a day earlier
    public static Authority root(String name, Instant now) throws Exception {
        KeyPair pair = pair();
        var alone = new Authority(pair, List.of(), now);
        X509Certificate own = alone.certificate(
                name(name),
                pair.getPublic(),
                Map.of(Extension.basicConstraints, new BasicConstraints(true), Extension.keyUsage, ISSUES),
                name(name));
        return new Authority(pair, List.of(own), now);
    }

    /// An authority that this one has issued.
    public Authority below(String name) throws Exception {
        KeyPair below = pair();
        var all = new ArrayList<X509Certificate>();
        all.add(certificate(
                name(name),
                below.getPublic(),
                Map.of(Extension.basicConstraints, new BasicConstraints(0), Extension.keyUsage, ISSUES),
                subject()));
        all.addAll(chain);
        return new Authority(below, List.copyOf(all), now);
    }

    /// A person's key, with the whole chain.
    public SigningKey issue(String name, String address) throws Exception {
        KeyPair own = pair();
        return new SigningKey(own.getPrivate(), chain(certify(name, address, own.getPublic())));
    }

    /// A person's certificate for a key that is elsewhere.
    public X509Certificate certify(String name, String address, PublicKey key) throws Exception {
        return certificate(
                name(name),
                key,
                Map.of(
                        Extension.subjectAlternativeName,
                        new GeneralNames(new GeneralName(GeneralName.rfc822Name, address)),
                        Extension.keyUsage,
                        SIGNS),
                subject());
    }

    /// A key for timestamps (RFC 3161, 2.3).
    public SigningKey timestamps(String name) throws Exception {
        return timestamps(name, pair());
    }

    /// The same for this key.
    public SigningKey timestamps(String name, KeyPair own) throws Exception {
        return new SigningKey(
                own.getPrivate(),
                chain(certificate(
                        name(name),
                        own.getPublic(),
                        Map.of(
                                Extension.extendedKeyUsage,
                                new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping),
                                Extension.keyUsage,
                                new KeyUsage(KeyUsage.digitalSignature)),
                        subject())));
    }

    private List<X509Certificate> chain(X509Certificate leaf) {
        var all = new ArrayList<X509Certificate>();
        all.add(leaf);
        all.addAll(chain);
        return all;
    }

    /// Its own key, in wrong hands.
    public SigningKey key() {
        return new SigningKey(pair.getPrivate(), chain);
    }

    /// Its own certificate.
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /// What it has taken back.
    ///
    /// @param extension of the list, critical; none where the name is empty
    public byte[] list(Instant madeAt, Map<X509Certificate, Instant> revoked, String extension) throws Exception {
        return list(madeAt, revoked, extension, CRLReason.keyCompromise);
    }

    /// What it has taken back because it is no longer needed.
    public byte[] retired(Instant madeAt, Map<X509Certificate, Instant> revoked) throws Exception {
        return list(madeAt, revoked, "", CRLReason.superseded);
    }

    private byte[] list(Instant madeAt, Map<X509Certificate, Instant> revoked, String extension, int reason)
            throws Exception {
        var builder = new X509v2CRLBuilder(subject(), Date.from(madeAt));
        builder.setNextUpdate(Date.from(madeAt.plus(Duration.ofDays(7))));
        for (var one : revoked.entrySet()) {
            builder.addCRLEntry(one.getKey().getSerialNumber(), Date.from(one.getValue()), reason);
        }
        if (!extension.isEmpty()) {
            builder.addExtension(new ASN1ObjectIdentifier(extension), true, new org.bouncycastle.asn1.ASN1Integer(1));
        }
        return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                .getEncoded();
    }

    /// The same, of everything.
    public byte[] list(Instant madeAt, Map<X509Certificate, Instant> revoked) throws Exception {
        return list(madeAt, revoked, "");
    }

    private X500Name subject() {
        return X500Name.getInstance(chain.getFirst().getSubjectX500Principal().getEncoded());
    }

    private X509Certificate certificate(
            X500Name subject,
            PublicKey key,
            Map<ASN1ObjectIdentifier, ? extends ASN1Encodable> extensions,
            X500Name issuer)
            throws Exception {
        var builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(64, new SecureRandom()),
                Date.from(now.minus(1, ChronoUnit.DAYS)),
                Date.from(now.plus(900, ChronoUnit.DAYS)),
                subject,
                key);
        for (var one : extensions.entrySet()) {
            builder.addExtension(one.getKey(), !one.getKey().equals(Extension.subjectAlternativeName), one.getValue());
        }
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    }

    private static X500Name name(String name) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, "Example")
                .addRDN(BCStyle.CN, name)
                .build();
    }

    /// A key of RSA.
    public static KeyPair rsa(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /// A key as the file that an organisation hands out.
    public static Path file(Path file, SigningKey key, String password) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", key.key(), password.toCharArray(), key.chain().toArray(Certificate[]::new));
        try (var out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file;
    }
}
