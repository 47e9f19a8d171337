package org.countersign.evidence;

import java.io.OutputStream;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CRLHolder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.SimpleAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.countersign.text.Sha256;

/// Makes detached signatures that Countersign would not make. What is not set is as [Cades#sign] has it.
final class OddSignature {
    private static final BouncyCastleProvider ALL_CURVES = new BouncyCastleProvider();

    private final SigningKey key;
    private final List<X509Certificate> certificates;
    private final List<SigningKey> further = new ArrayList<>();
    private final List<java.security.cert.X509CRL> revocations = new ArrayList<>();
    private Optional<Instant> at = Optional.of(Scene.now());
    private UnaryOperator<byte[]> value = bytes -> bytes;
    private UnaryOperator<AttributeTable> signed = table -> table;
    private Optional<Attribute> unsigned = Optional.empty();
    private String algorithm;
    private boolean inside;
    private boolean direct;

    OddSignature(SigningKey key) {
        this.key = key;
        certificates = new ArrayList<>(key.chain());
        algorithm = key.key().getAlgorithm().equals("RSASSA-PSS") ? "SHA256withRSAandMGF1" : key.algorithm();
    }

    OddSignature at(Instant time) {
        at = Optional.of(time);
        return this;
    }

    /// What becomes of the signature's value.
    OddSignature value(UnaryOperator<byte[]> change) {
        value = change;
        return this;
    }

    /// What becomes of the attributes before they are signed.
    OddSignature signed(UnaryOperator<AttributeTable> change) {
        signed = change;
        return this;
    }

    OddSignature unsigned(Attribute attribute) {
        unsigned = Optional.of(attribute);
        return this;
    }

    /// Bound to the certificate by another digest (RFC 5035, 3).
    OddSignature namedBySha384() throws Exception {
        byte[] digest = java.security.MessageDigest.getInstance("SHA-384")
                .digest(key.certificate().getEncoded());
        var id = new ESSCertIDv2(
                new AlgorithmIdentifier(org.bouncycastle.asn1.nist.NISTObjectIdentifiers.id_sha384), digest);
        return signed(table -> {
            var all = table.remove(PKCSObjectIdentifiers.id_aa_signingCertificateV2)
                    .toASN1EncodableVector();
            all.add(new Attribute(
                    PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                    new DERSet(new SigningCertificateV2(new ESSCertIDv2[] {id}))));
            return new AttributeTable(all);
        });
    }

    OddSignature algorithm(String name) {
        algorithm = name;
        return this;
    }

    /// With the content in it.
    OddSignature inside() {
        inside = true;
        return this;
    }

    /// Over the content itself, without attributes.
    OddSignature direct() {
        direct = true;
        return this;
    }

    OddSignature certificate(X509Certificate one) {
        certificates.add(one);
        return this;
    }

    OddSignature withoutCertificates() {
        certificates.clear();
        return this;
    }

    OddSignature revocations(java.security.cert.X509CRL crl) {
        revocations.add(crl);
        return this;
    }

    /// Signed by this one as well.
    OddSignature and(SigningKey other) {
        further.add(other);
        certificates.addAll(other.chain());
        return this;
    }

    byte[] over(byte[] content) throws Exception {
        var generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(signer(key));
        for (SigningKey other : further) {
            generator.addSignerInfoGenerator(signer(other));
        }
        generator.addCertificates(new JcaCertStore(certificates));
        for (java.security.cert.X509CRL crl : revocations) {
            generator.addCRL(new JcaX509CRLHolder(crl));
        }
        return generator
                .generate(new CMSProcessableByteArray(content), inside)
                .toASN1Structure()
                .getEncoded("DER");
    }

    private SignerInfoGenerator signer(SigningKey who) throws Exception {
        var attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new DERSet(new SigningCertificateV2(new ESSCertIDv2[] {
                    new ESSCertIDv2(Sha256.of(who.certificate().getEncoded()))
                }))));
        at.ifPresent(time ->
                attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(time))))));
        var defaults = new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes));
        var builder = new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder()
                        .setProvider(ALL_CURVES)
                        .build())
                .setSignedAttributeGenerator(parameters -> signed.apply(defaults.getAttributes(parameters)))
                .setDirectSignature(direct);
        unsigned.ifPresent(attribute -> builder.setUnsignedAttributeGenerator(
                new SimpleAttributeTableGenerator(new AttributeTable(attribute))));
        ContentSigner honest =
                new JcaContentSignerBuilder(algorithm).setProvider(ALL_CURVES).build(who.key());
        return builder.build(new Changed(honest, value), who.certificate());
    }

    private record Changed(ContentSigner honest, UnaryOperator<byte[]> value) implements ContentSigner {
        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return honest.getAlgorithmIdentifier();
        }

        @Override
        public OutputStream getOutputStream() {
            return honest.getOutputStream();
        }

        @Override
        public byte[] getSignature() {
            return value.apply(honest.getSignature());
        }
    }
}
