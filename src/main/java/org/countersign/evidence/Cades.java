package org.countersign.evidence;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSAttributeTableGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.CMSSignerDigestMismatchException;
import org.bouncycastle.cms.CMSVerifierCertificateNotValidException;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.countersign.text.Sha256;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;

/// Detached CAdES-BASELINE-B signatures, and -T with a timestamp (ETSI EN 319 122-1): one function for the bundle and
/// for the PDF.
public final class Cades {
    /// SHA-256, SHA-384 and SHA-512.
    private static final Set<String> DIGESTS = Set.of(
            NISTObjectIdentifiers.id_sha256.getId(),
            NISTObjectIdentifiers.id_sha384.getId(),
            NISTObjectIdentifiers.id_sha512.getId());
    /// With the same digests (RFC 5754); that of `rsaEncryption` is named beside it.
    private static final Set<String> ALGORITHMS = Set.of(
            X9ObjectIdentifiers.ecdsa_with_SHA256.getId(),
            X9ObjectIdentifiers.ecdsa_with_SHA384.getId(),
            X9ObjectIdentifiers.ecdsa_with_SHA512.getId(),
            PKCSObjectIdentifiers.rsaEncryption.getId(),
            PKCSObjectIdentifiers.sha256WithRSAEncryption.getId(),
            PKCSObjectIdentifiers.sha384WithRSAEncryption.getId(),
            PKCSObjectIdentifiers.sha512WithRSAEncryption.getId());

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
            var signing = new JcaContentSignerBuilder(key.algorithm());
            key.provider().ifPresent(signing::setProvider);
            var signer = new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                    .setSignedAttributeGenerator(generator)
                    .build(signing.build(key.key()), key.certificate());
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

    /// Adds a timestamp over the signature value (id-aa-signatureTimeStampToken, ETSI EN 319 122-1, 5.3): level B-T.
    ///
    /// @param p7s that [#sign] made
    /// @param progress hears how long the authority is waited for, and may stop that
    /// @return DER
    /// @throws RefusedException where the authority gives none that holds
    public static byte[] stamped(byte[] p7s, TimestampAuthority authority, Progress progress) throws RefusedException {
        try {
            var signed = new CMSSignedData(p7s);
            SignerInformation signer =
                    signed.getSignerInfos().getSigners().iterator().next();
            var token = new Attribute(
                    PKCSObjectIdentifiers.id_aa_signatureTimeStampToken,
                    new DERSet(ASN1Primitive.fromByteArray(authority.token(signer.getSignature(), progress))));
            var attributes = new AttributeTable(new DERSet(token));
            return CMSSignedData.replaceSigners(
                            signed,
                            new SignerInformationStore(SignerInformation.replaceUnsignedAttributes(signer, attributes)))
                    .toASN1Structure()
                    .getEncoded("DER");
        } catch (CMSException | IOException e) {
            throw new IllegalStateException("our own signature can be read", e);
        }
    }

    /// Who signed, and when as they claim.
    ///
    /// @param timestamp over the signature: it existed then
    public record Signature(
            X509Certificate certificate,
            List<X509Certificate> chain,
            Optional<Instant> claimedAt,
            Optional<Timestamp> timestamp) {
        /// Copies the list.
        public Signature {
            chain = List.copyOf(chain);
        }

        /// Whether the signer's certificate was valid then (RFC 5280, 4.1.2.5).
        public boolean isValidAt(Instant time) {
            return !time.isBefore(certificate.getNotBefore().toInstant())
                    && !time.isAfter(certificate.getNotAfter().toInstant());
        }

        /// The same where the time stands beside the signature and is covered by it, as in a PDF (`/M`).
        public Signature claiming(Optional<Instant> time) {
            return new Signature(certificate, chain, time, timestamp);
        }

        /// Without a timestamp.
        public Signature(X509Certificate certificate, List<X509Certificate> chain, Optional<Instant> claimedAt) {
            this(certificate, chain, claimedAt, Optional.empty());
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
            X509CertificateHolder holder = certificate(signed, signer);
            checkAlgorithms(signer);
            if (!SignatureForm.holds(signed, holder) || !SignatureForm.namesIssuer(signed)) {
                throw new BadSignatureException("The signature file is not written as a signature of one signer is.");
            }
            X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(holder);
            List<X509Certificate> chain = chain(signed, certificate);
            checkNothingUnsigned(signed, chain.size());
            checkStrength(signer, chain);
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
            return new Signature(certificate, chain, at, timestamp(signer));
        } catch (CMSSignerDigestMismatchException e) {
            throw new BadSignatureException("The signature does not match what it is said to sign.");
        } catch (CMSVerifierCertificateNotValidException e) {
            throw new BadSignatureException("The signature claims a time at which its certificate was not valid.");
        } catch (CMSException
                | CertificateException
                | OperatorCreationException
                | IOException
                | IllegalArgumentException
                | IllegalStateException e) {
            // BouncyCastle reads some parts late, and then has no other way to say that they cannot be read. Its words
            // are for programmers.
            throw new BadSignatureException("The signature cannot be read, or does not hold.");
        }
    }

    /// The one thing that nobody signed and that is taken: a timestamp, which proves itself.
    private static Optional<Timestamp> timestamp(SignerInformation signer) throws BadSignatureException, IOException {
        AttributeTable attributes = signer.getUnsignedAttributes();
        if (attributes == null) {
            return Optional.empty();
        }
        Attribute token = attributes.get(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken);
        if (token == null || attributes.size() != 1 || token.getAttrValues().size() != 1) {
            throw new BadSignatureException("The signature file has parts that nobody signed.");
        }
        byte[] der = token.getAttrValues().getObjectAt(0).toASN1Primitive().getEncoded("DER");
        return Optional.of(Timestamp.verify(der, signer.getSignature()));
    }

    /// What the signature does not bind could be put in by anybody: content inside, revocation lists, certificates that
    /// lead nowhere.
    private static void checkNothingUnsigned(CMSSignedData signed, int chain) throws BadSignatureException {
        boolean unsigned = !signed.isDetachedSignature()
                || signed.getCertificates().getMatches(null).size() != chain
                || !signed.getCRLs().getMatches(null).isEmpty()
                || !signed.getAttributeCertificates().getMatches(null).isEmpty();
        if (unsigned) {
            throw new BadSignatureException("The signature file has parts that nobody signed.");
        }
    }

    /// What no signature may rest on: a broken digest, a short key, a certificate that is for something else; and
    /// numbers written in another way than DER has, which some verifiers read as others and some refuse.
    private static void checkStrength(SignerInformation signer, List<X509Certificate> chain)
            throws BadSignatureException {
        if (chain.getFirst().hasUnsupportedCriticalExtension()) {
            throw new BadSignatureException(
                    "The signer's certificate has an extension that must be understood, and is not.");
        }
        try {
            KeyFitness.check("", chain);
        } catch (RefusedException e) {
            throw new BadSignatureException("The signer's key is not to be relied on. " + e.reason());
        }
        if (chain.getFirst().getPublicKey() instanceof ECPublicKey key && !isPair(signer.getSignature(), key)) {
            throw new BadSignatureException("The signature is not two numbers of its curve in DER.");
        }
    }

    static void checkAlgorithms(SignerInformation signer) throws BadSignatureException {
        if (!DIGESTS.contains(signer.getDigestAlgOID()) || !ALGORITHMS.contains(signer.getEncryptionAlgOID())) {
            throw new BadSignatureException("The signature is made with an algorithm that is not to be relied on ("
                    + signer.getDigestAlgOID() + ", " + signer.getEncryptionAlgOID() + ").");
        }
    }

    /// RFC 3279, 2.2.3, with both numbers between 1 and the curve's order.
    private static boolean isPair(byte[] value, ECPublicKey key) {
        try {
            ASN1Sequence pair = ASN1Sequence.getInstance(value);
            BigInteger order = key.getParams().getOrder();
            for (ASN1Encodable one : pair) {
                BigInteger number = ASN1Integer.getInstance(one).getValue();
                if (number.signum() <= 0 || number.compareTo(order) >= 0) {
                    return false;
                }
            }
            return pair.size() == 2 && Arrays.equals(pair.getEncoded("DER"), value);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            return false;
        }
    }

    private static X509CertificateHolder certificate(CMSSignedData signed, SignerInformation signer)
            throws BadSignatureException {
        for (X509CertificateHolder holder : signed.getCertificates().getMatches(null)) {
            if (signer.getSID().match(holder)) {
                return holder;
            }
        }
        throw new BadSignatureException("The signer's certificate is not in the signature.");
    }

    /// The signer's certificate and those above it, each the issuer of the one before.
    private static List<X509Certificate> chain(CMSSignedData signed, X509Certificate signer)
            throws CertificateException {
        var others = new ArrayList<X509Certificate>();
        for (X509CertificateHolder holder : signed.getCertificates().getMatches(null)) {
            others.add(new JcaX509CertificateConverter().getCertificate(holder));
        }
        others.remove(signer);
        var chain = new ArrayList<>(List.of(signer));
        for (int i = 0; i < chain.size(); i++) {
            X509Certificate below = chain.get(i);
            others.stream()
                    .filter(one -> one.getSubjectX500Principal().equals(below.getIssuerX500Principal()))
                    .findFirst()
                    .ifPresent(above -> {
                        chain.add(above);
                        others.remove(above);
                    });
        }
        return chain;
    }

    /// CAdES: the certificate itself is signed, so it cannot be swapped for another of the same key.
    private static void checkBinding(SignerInformation signer, X509Certificate certificate)
            throws BadSignatureException, CertificateEncodingException {
        AttributeTable signed = signer.getSignedAttributes();
        Attribute bound = signed == null ? null : signed.get(PKCSObjectIdentifiers.id_aa_signingCertificateV2);
        if (bound == null
                || signed.getAll(PKCSObjectIdentifiers.id_aa_signingCertificateV2)
                                .size()
                        != 1
                || bound.getAttrValues().size() != 1) {
            throw new BadSignatureException("The signature does not name its certificate (CAdES).");
        }
        ESSCertIDv2[] ids = SigningCertificateV2.getInstance(
                        bound.getAttrValues().getObjectAt(0))
                .getCerts();
        if (ids.length == 0 || !Arrays.equals(ids[0].getCertHash(), digest(ids[0], certificate.getEncoded()))) {
            throw new BadSignatureException("The signature names another certificate than it carries.");
        }
    }

    /// By the digest that the attribute names; SHA-256 where it names none (RFC 5035, 3).
    private static byte[] digest(ESSCertIDv2 id, byte[] certificate) throws BadSignatureException {
        String algorithm = id.getHashAlgorithm().getAlgorithm().getId();
        if (!DIGESTS.contains(algorithm)) {
            throw new BadSignatureException("The signature names its certificate by a digest that can be forged.");
        }
        try {
            return MessageDigest.getInstance(algorithm).digest(certificate);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-2", e);
        }
    }
}
