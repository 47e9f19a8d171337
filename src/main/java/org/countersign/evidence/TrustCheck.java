package org.countersign.evidence;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether a signer is one that the auditor trusts: pinned, or issued by a pinned authority at the time of
/// signing.
final class TrustCheck {
    private TrustCheck() {}

    static boolean trusted(Cades.Signature signature, List<X509Certificate> trust) {
        if (trust.contains(signature.certificate())) {
            return true;
        }
        try {
            Set<TrustAnchor> anchors =
                    trust.stream().map(one -> new TrustAnchor(one, null)).collect(Collectors.toSet());
            var target = new X509CertSelector();
            target.setCertificate(signature.certificate());
            var parameters = new PKIXBuilderParameters(anchors, target);
            parameters.setRevocationEnabled(false);
            signature.claimedAt().ifPresent(at -> parameters.setDate(Date.from(at)));
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(signature.chain())));
            return CertPathBuilder.getInstance("PKIX").build(parameters) != null;
        } catch (GeneralSecurityException noPath) {
            return false;
        }
    }
}
