package org.countersign.evidence;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a signer is one that the auditor trusts: pinned, or issued by a pinned authority at the time of
/// signing.
final class TrustCheck {
    private TrustCheck() {}

    static boolean trusted(Cades.Signature signature, List<X509Certificate> trust) {
        return trusted(signature.certificate(), signature.chain(), signature.claimedAt(), trust);
    }

    /// The authority of a timestamp is measured as a signer is.
    static boolean trusted(Timestamp timestamp, List<X509Certificate> trust) {
        return trusted(timestamp.authority(), timestamp.chain(), Optional.of(timestamp.at()), trust);
    }

    private static boolean trusted(
            X509Certificate certificate,
            List<X509Certificate> chain,
            Optional<Instant> at,
            List<X509Certificate> trust) {
        if (trust.contains(certificate)) {
            return true;
        }
        // PKIX does not look at an anchor's own constraints: a pinned signer must not become an authority.
        return trust.stream()
                .filter(one -> authority(one) && at.stream().allMatch(time -> validAt(one, time)))
                .anyMatch(one -> below(one, certificate, chain, at));
    }

    private static boolean below(
            X509Certificate anchor, X509Certificate certificate, List<X509Certificate> chain, Optional<Instant> at) {
        try {
            var target = new X509CertSelector();
            target.setCertificate(certificate);
            var parameters = new PKIXBuilderParameters(Set.of(new TrustAnchor(anchor, null)), target);
            parameters.setRevocationEnabled(false);
            // Nor at how many may stand below it.
            parameters.setMaxPathLength(anchor.getBasicConstraints());
            at.ifPresent(time -> parameters.setDate(Date.from(time)));
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(chain)));
            return CertPathBuilder.getInstance("PKIX").build(parameters) != null;
        } catch (GeneralSecurityException noPath) {
            return false;
        }
    }

    /// PKIX does not ask it of an anchor; openssl does, and both verifiers shall say the same.
    private static boolean validAt(X509Certificate one, Instant at) {
        return !at.isBefore(one.getNotBefore().toInstant())
                && !at.isAfter(one.getNotAfter().toInstant());
    }

    /// RFC 5280, 4.2.1.3 and 4.2.1.9: a CA, and where key usage is told, one that may sign certificates.
    static boolean authority(X509Certificate one) {
        boolean[] usage = one.getKeyUsage();
        return one.getBasicConstraints() >= 0 && (usage == null || usage[5]);
    }

    /// RFC 5280, 6.3.3 (f): where key usage is told, one that may sign revocation lists.
    static boolean revokes(X509Certificate one) {
        boolean[] usage = one.getKeyUsage();
        return one.getBasicConstraints() >= 0 && (usage == null || usage[6]);
    }
}
