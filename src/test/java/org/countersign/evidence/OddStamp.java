package org.countersign.evidence;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.countersign.text.Sha256;

/// Makes timestamps that no honest authority would make. What is not set is as it should be (RFC 3161, 2.4.2).
final class OddStamp {
    private final SigningKey key;
    private final List<X509Certificate> certificates;
    private Instant at = Scene.now();
    private String algorithm = "SHA256withECDSA";
    private byte[] over = {};
    private boolean sha1;
    private boolean stuffed;

    OddStamp(SigningKey key) {
        this.key = key;
        certificates = new ArrayList<>(key.chain());
    }

    OddStamp at(Instant time) {
        at = time;
        return this;
    }

    OddStamp algorithm(String name) {
        algorithm = name;
        return this;
    }

    /// Over this, and not over the signature.
    OddStamp over(byte[] bytes) {
        over = bytes;
        return this;
    }

    /// Over the signature's SHA-1.
    OddStamp sha1() {
        sha1 = true;
        return this;
    }

    /// With something in it that its authority did not sign.
    OddStamp stuffed() {
        stuffed = true;
        return this;
    }

    OddStamp certificate(X509Certificate one) {
        certificates.add(one);
        return this;
    }

    /// The signature with this timestamp in the place of what it had.
    byte[] on(byte[] p7s) throws Exception {
        return with(p7s, new AttributeTable(attribute(p7s)));
    }

    Attribute attribute(byte[] p7s) throws Exception {
        byte[] value = over.length > 0 ? over : signer(p7s).getSignature();
        return new Attribute(
                PKCSObjectIdentifiers.id_aa_signatureTimeStampToken,
                new DERSet(ASN1Primitive.fromByteArray(token(value))));
    }

    private static SignerInformation signer(byte[] p7s) throws Exception {
        return new CMSSignedData(p7s).getSignerInfos().getSigners().iterator().next();
    }

    /// What nobody signed in a signature, replaced.
    static byte[] with(byte[] p7s, AttributeTable unsigned) throws Exception {
        return CMSSignedData.replaceSigners(
                        new CMSSignedData(p7s),
                        new SignerInformationStore(SignerInformation.replaceUnsignedAttributes(signer(p7s), unsigned)))
                .toASN1Structure()
                .getEncoded("DER");
    }

    /// What nobody signed in a signature.
    static AttributeTable of(byte[] p7s) throws Exception {
        return signer(p7s).getUnsignedAttributes();
    }

    private byte[] token(byte[] value) throws Exception {
        var imprint = sha1
                ? new MessageImprint(
                        new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.3.14.3.2.26")),
                        MessageDigest.getInstance("SHA-1").digest(value))
                : new MessageImprint(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256), Sha256.of(value));
        var info = new TSTInfo(
                new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"),
                imprint,
                new ASN1Integer(BigInteger.TEN),
                new ASN1GeneralizedTime(Date.from(at)),
                null,
                null,
                null,
                null,
                null);
        var attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new DERSet(new SigningCertificateV2(new ESSCertIDv2[] {
                    new ESSCertIDv2(Sha256.of(key.certificate().getEncoded()))
                }))));
        var generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(
                new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                        .setSignedAttributeGenerator(
                                parameters -> new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes))
                                        .getAttributes(parameters)
                                        .remove(CMSAttributes.signingTime))
                        .build(new JcaContentSignerBuilder(algorithm).build(key.key()), key.certificate()));
        generator.addCertificates(new JcaCertStore(certificates));
        byte[] token = generator
                .generate(
                        new CMSProcessableByteArray(PKCSObjectIdentifiers.id_ct_TSTInfo, info.getEncoded("DER")), true)
                .toASN1Structure()
                .getEncoded("DER");
        return stuffed
                ? with(
                        token,
                        new AttributeTable(new Attribute(
                                PKCSObjectIdentifiers.pkcs_9_at_unstructuredName,
                                new DERSet(new DERUTF8String("and this")))))
                : token;
    }
}
