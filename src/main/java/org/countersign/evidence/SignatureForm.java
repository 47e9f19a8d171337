package org.countersign.evidence;

import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Null;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSSignedData;

/// What no signature covers of a signature file, and what most verifiers therefore do not look at: the kind of the
/// whole, versions, the digests announced before the content, the type of the content, how the signer's issuer is
/// spelled. Each is taken in one way of writing only (RFC 5652, sections 3, 5.1 and 5.3), so that no single bit can be
/// changed unnoticed.
final class SignatureForm {
    private SignatureForm() {}

    /// Whether the signer is named by issuer and number, and not by a key identifier: which of them is used nobody
    /// signed. Authorities of timestamps may use either.
    static boolean namesIssuer(CMSSignedData signed) {
        SignedData data = SignedData.getInstance(signed.toASN1Structure().getContent());
        return !SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0))
                .getSID()
                .isTagged();
    }

    /// Whether it is written in that way.
    ///
    /// @param signed with one signer
    /// @param signer the certificate that its signer names
    static boolean holds(CMSSignedData signed, X509CertificateHolder signer) throws IOException {
        if (!signed.toASN1Structure().getContentType().equals(CMSObjectIdentifiers.signedData)) {
            return false;
        }
        SignedData data = SignedData.getInstance(signed.toASN1Structure().getContent());
        SignerInfo info = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
        ASN1Encodable content = data.getEncapContentInfo().getContent();
        if (content != null && !(content.toASN1Primitive() instanceof ASN1OctetString)) {
            return false;
        }
        boolean byIssuer = !info.getSID().isTagged();
        boolean plain = byIssuer && data.getEncapContentInfo().getContentType().equals(CMSObjectIdentifiers.data);
        return data.getVersion().hasValue(plain ? 1 : 3)
                && info.getVersion().hasValue(byIssuer ? 1 : 3)
                && announces(data.getDigestAlgorithms(), info.getDigestAlgorithm())
                && isBare(info.getDigestEncryptionAlgorithm())
                && (!byIssuer || spells(info, signer));
    }

    /// The signer's digest and no other, its parameters left out or NULL.
    private static boolean announces(ASN1Set digests, AlgorithmIdentifier signers) {
        if (digests.size() != 1) {
            return false;
        }
        AlgorithmIdentifier one = AlgorithmIdentifier.getInstance(digests.getObjectAt(0));
        return one.getAlgorithm().equals(signers.getAlgorithm()) && isBare(one) && isBare(signers);
    }

    private static boolean isBare(AlgorithmIdentifier algorithm) {
        ASN1Encodable parameters = algorithm.getParameters();
        return parameters == null || parameters.toASN1Primitive() instanceof ASN1Null;
    }

    /// Names are compared without regard to case elsewhere.
    private static boolean spells(SignerInfo info, X509CertificateHolder signer) throws IOException {
        IssuerAndSerialNumber id =
                IssuerAndSerialNumber.getInstance(info.getSID().getId());
        return Arrays.equals(id.getName().getEncoded(), signer.getIssuer().getEncoded());
    }
}
