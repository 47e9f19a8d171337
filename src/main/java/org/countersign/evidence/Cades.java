package org.countersign.evidence;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSAttributeTableGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.countersign.text.Sha256;

/// Detached CAdES-BASELINE-B signatures (ETSI EN 319 122-1): one function for the bundle and for the PDF.
public final class Cades {
    private Cades() {}

    /// Signs bytes.
    ///
    /// @param at signing time, claimed by the signer; absent in a PDF, where `/M` tells it (PAdES)
    /// @return DER
    public static byte[] sign(byte[] content, SigningKey key, Optional<Instant> at) {
        try {
            var attributes = new ASN1EncodableVector();
            var id = new ESSCertIDv2(Sha256.of(key.certificate().getEncoded()));
            attributes.add(new Attribute(
                    PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                    new DERSet(new SigningCertificateV2(new ESSCertIDv2[] {id}))));
            at.ifPresent(time ->
                    attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(time))))));
            var defaults = new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes));
            CMSAttributeTableGenerator generator = parameters -> {
                AttributeTable table = defaults.getAttributes(parameters);
                return at.isPresent() ? table : table.remove(CMSAttributes.signingTime);
            };
            var signer = new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                    .setSignedAttributeGenerator(generator)
                    .build(new JcaContentSignerBuilder(key.algorithm()).build(key.key()), key.certificate());
            var signed = new CMSSignedDataGenerator();
            signed.addSignerInfoGenerator(signer);
            signed.addCertificates(new JcaCertStore(key.chain()));
            return signed.generate(new CMSProcessableByteArray(content), false)
                    .toASN1Structure()
                    .getEncoded("DER");
        } catch (OperatorCreationException | CertificateEncodingException | CMSException | IOException e) {
            throw new IllegalStateException("the key was checked when it was opened", e);
        }
    }

    /// Who signed, and when as they claim.
    public record Signature(X509Certificate certificate, List<X509Certificate> chain, Optional<Instant> claimedAt) {
        /// Copies the list.
        public Signature {
            chain = List.copyOf(chain);
        }
    }

    /// A signature does not hold; the message is one sentence.
    public static final class BadSignatureException extends Exception {
        private static final long serialVersionUID = 1L;

        BadSignatureException(String reason) {
            super(reason);
        }
    }

    /// Returns only if there is exactly one signature over `content` and it holds.
    ///
    /// @throws BadSignatureException with the reason
    public static Signature verify(byte[] content, byte[] p7s) throws BadSignatureException {
        try {
            var signed = new CMSSignedData(new CMSProcessableByteArray(content), p7s);
            if (!Arrays.equals(signed.toASN1Structure().getEncoded("DER"), p7s)) {
                throw new BadSignatureException("The signature file has bytes that are not part of the signature.");
            }
            if (signed.getSignerInfos().size() != 1) {
                throw new BadSignatureException(
                        "The signature file holds " + signed.getSignerInfos().size() + " signatures instead of one.");
            }
            SignerInformation signer =
                    signed.getSignerInfos().getSigners().iterator().next();
            X509Certificate certificate = certificate(signed, signer);
            checkNothingUnsigned(signed, signer);
            if (!signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate))) {
                throw new BadSignatureException("The signature does not match what it is said to sign.");
            }
            checkBinding(signer, certificate);
            Attribute time = signer.getSignedAttributes().get(CMSAttributes.signingTime);
            Optional<Instant> at = time == null
                    ? Optional.empty()
                    : Optional.of(Time.getInstance(time.getAttrValues().getObjectAt(0))
                            .getDate()
                            .toInstant());
            return new Signature(certificate, chain(signed), at);
        } catch (CMSException
                | CertificateException
                | OperatorCreationException
                | IOException
                | IllegalArgumentException e) {
            throw new BadSignatureException("The signature cannot be read or does not hold: " + e.getMessage());
        }
    }

    /// What the signature does not bind could be put in by anybody: content inside, unsigned attributes,
    /// revocation lists, certificates that lead nowhere.
    private static void checkNothingUnsigned(CMSSignedData signed, SignerInformation signer)
            throws BadSignatureException {
        var certificates = signed.getCertificates().getMatches(null);
        boolean unsigned = !signed.isDetachedSignature()
                || !certificates.stream()
                        .allMatch(one -> signer.getSID().match(one)
                                || certificates.stream()
                                        .anyMatch(issued -> issued.getIssuer().equals(one.getSubject())))
                || signer.getUnsignedAttributes() != null
                || !signed.getCRLs().getMatches(null).isEmpty()
                || !signed.getAttributeCertificates().getMatches(null).isEmpty();
        if (unsigned) {
            throw new BadSignatureException("The signature file has parts that nobody signed.");
        }
    }

    private static X509Certificate certificate(CMSSignedData signed, SignerInformation signer)
            throws BadSignatureException, CertificateException {
        for (X509CertificateHolder holder : signed.getCertificates().getMatches(null)) {
            if (signer.getSID().match(holder)) {
                return new JcaX509CertificateConverter().getCertificate(holder);
            }
        }
        throw new BadSignatureException("The signer's certificate is not in the signature.");
    }

    private static List<X509Certificate> chain(CMSSignedData signed) throws CertificateException {
        var chain = new ArrayList<X509Certificate>();
        for (X509CertificateHolder holder : signed.getCertificates().getMatches(null)) {
            chain.add(new JcaX509CertificateConverter().getCertificate(holder));
        }
        return chain;
    }

    /// CAdES: the certificate itself is signed, so it cannot be swapped for another of the same key.
    private static void checkBinding(SignerInformation signer, X509Certificate certificate)
            throws BadSignatureException, CertificateEncodingException {
        Attribute bound = signer.getSignedAttributes() == null
                ? null
                : signer.getSignedAttributes().get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
        if (bound == null) {
            throw new BadSignatureException("The signature does not name its certificate (CAdES).");
        }
        ESSCertIDv2[] ids = SigningCertificateV2.getInstance(
                        bound.getAttrValues().getObjectAt(0))
                .getCerts();
        if (ids.length == 0 || !Arrays.equals(ids[0].getCertHash(), Sha256.of(certificate.getEncoded()))) {
            throw new BadSignatureException("The signature names another certificate than it carries.");
        }
    }
}
