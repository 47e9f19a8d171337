package org.countersign.evidence;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.countersign.evidence.Cades.BadSignatureException;
import org.countersign.work.RefusedException;

/// A timestamp token (RFC 3161) that holds: its authority says that what it is over existed at `at`.
///
/// @param authority the certificate of who says so, for timestamps alone (RFC 3161, 2.3)
/// @param chain all certificates of the token
public record Timestamp(Instant at, X509Certificate authority, List<X509Certificate> chain) {
    private static final Map<ASN1ObjectIdentifier, String> DIGESTS =
            Map.of(TSPAlgorithms.SHA256, "SHA-256", TSPAlgorithms.SHA384, "SHA-384", TSPAlgorithms.SHA512, "SHA-512");

    /// Copies the list.
    public Timestamp {
        chain = List.copyOf(chain);
    }

    /// Returns only if the token is over these bytes, by a certificate that is for timestamps and was valid then, and
    /// holds no certificate that leads nowhere. Who the authority is, is not asked here.
    ///
    /// @throws BadSignatureException with the reason
    static Timestamp verify(byte[] der, byte[] stamped) throws BadSignatureException {
        try {
            var signed = new CMSSignedData(der);
            var token = new TimeStampToken(signed);
            String digest = DIGESTS.get(token.getTimeStampInfo().getMessageImprintAlgOID());
            if (digest == null) {
                throw new BadSignatureException("The timestamp is over a digest that can be forged.");
            }
            if (!MessageDigest.isEqual(
                    MessageDigest.getInstance(digest).digest(stamped),
                    token.getTimeStampInfo().getMessageImprintDigest())) {
                throw new BadSignatureException("The timestamp is over something else.");
            }
            var chain = new ArrayList<X509Certificate>();
            X509Certificate authority = null;
            boolean formed = false;
            for (X509CertificateHolder holder : token.getCertificates().getMatches(null)) {
                X509Certificate one = new JcaX509CertificateConverter().getCertificate(holder);
                chain.add(one);
                if (token.getSID().match(holder)) {
                    authority = one;
                    formed = SignatureForm.holds(signed, holder);
                }
            }
            if (authority == null) {
                throw new BadSignatureException("The timestamp does not carry its authority's certificate.");
            }
            SignerInformation signer =
                    signed.getSignerInfos().getSigners().iterator().next();
            if (signer.getUnsignedAttributes() != null
                    || !signed.getCRLs().getMatches(null).isEmpty()
                    || !signed.getAttributeCertificates().getMatches(null).isEmpty()) {
                throw new BadSignatureException("The timestamp has parts that nobody signed.");
            }
            if (!formed) {
                throw new BadSignatureException("The timestamp is not written as a signature of one signer is.");
            }
            Cades.checkAlgorithms(signer);
            KeyFitness.checkStamping(chain);
            // Purpose, validity at that time, the certificate bound by the token, and the signature itself.
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(authority));
            requireLinked(authority, chain);
            return new Timestamp(token.getTimeStampInfo().getGenTime().toInstant(), authority, chain);
        } catch (RefusedException e) {
            throw new BadSignatureException("The timestamp is not to be relied on. " + e.reason());
        } catch (TSPException
                | CMSException
                | IOException
                | OperatorCreationException
                | GeneralSecurityException
                | RuntimeException e) {
            throw new BadSignatureException("The timestamp does not hold: " + e.getMessage() + ".");
        }
    }

    /// Nobody signed the list of certificates: each must be the authority's own or stand above it.
    private static void requireLinked(X509Certificate authority, List<X509Certificate> chain)
            throws BadSignatureException {
        var above = new ArrayList<>(List.of(authority));
        for (int i = 0; i < above.size(); i++) {
            X509Certificate below = above.get(i);
            chain.stream()
                    .filter(one -> !above.contains(one) && KeyFitness.issued(below, one))
                    .forEach(above::add);
        }
        if (!above.containsAll(chain)) {
            throw new BadSignatureException("The timestamp has a certificate that leads nowhere.");
        }
    }
}
