package org.countersign.evidence;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;

/// A certificate revocation list (RFC 5280, 5): what one authority takes back. Only whole lists of the authority
/// itself: one that speaks of some certificates alone, or of changes alone, says nothing of the others.
public final class RevocationList {
    /// RFC 3161, 4: of an authority that only stopped, what it stamped before holds on.
    private static final Set<CRLReason> STOPPED = Set.of(
            CRLReason.UNSPECIFIED,
            CRLReason.AFFILIATION_CHANGED,
            CRLReason.SUPERSEDED,
            CRLReason.CESSATION_OF_OPERATION);

    private final X509CRL list;
    private final byte[] der;

    private RevocationList(X509CRL list, byte[] der) {
        this.list = list;
        this.der = der;
    }

    /// Reads PEM or DER.
    ///
    /// @param place the file, for messages
    /// @throws RefusedException where it is none, is one in part, or is signed in a way that can be forged
    public static RevocationList of(String place, byte[] bytes) throws RefusedException {
        try {
            var in = new ByteArrayInputStream(bytes);
            var found = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
            // The JDK takes the first of several, and is silent on the rest.
            if (in.available() > 0
                    && !new String(in.readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1).isBlank()) {
                throw new RefusedException(place, "There is more than one revocation list in it.", "Give each alone.");
            }
            Set<String> critical = found.getCriticalExtensionOIDs();
            if (critical != null && !critical.isEmpty()) {
                throw new RefusedException(
                        place,
                        "This list speaks of some certificates or of changes alone (extension "
                                + critical.iterator().next() + ").",
                        "Ask your authority for the whole list.");
            }
            requireUnderstood(place, found);
            Optional<String> weak = KeyFitness.weakSignature(found.getSigAlgName(), found.getSigAlgParams());
            if (weak.isPresent()) {
                throw new RefusedException(
                        place, "This list is signed with " + weak.get() + ".", "Ask your authority for another.");
            }
            return new RevocationList(found, found.getEncoded());
        } catch (GeneralSecurityException | ClassCastException | NullPointerException e) {
            throw new RefusedException(
                    place, "This is not a certificate revocation list.", "Name one as PEM or DER (.crl).");
        }
    }

    /// RFC 5280, 5.3: who does not understand an entry must not rely on the list.
    private static void requireUnderstood(String place, X509CRL list) throws RefusedException {
        if (list.getRevokedCertificates() == null) {
            return;
        }
        for (X509CRLEntry entry : list.getRevokedCertificates()) {
            Set<String> critical = entry.getCriticalExtensionOIDs();
            if (critical != null && !critical.isEmpty()) {
                throw new RefusedException(
                        place,
                        "An entry of this list has an extension that must be understood, and is not ("
                                + critical.iterator().next() + ").",
                        "Ask your authority for a list of its own certificates.");
            }
        }
    }

    byte[] der() {
        return der.clone();
    }

    /// When it was made: of what happens later it knows nothing.
    public Instant madeAt() {
        return list.getThisUpdate().toInstant();
    }

    /// Whether the holder of this certificate's key made the list.
    boolean isBy(X509Certificate authority) {
        try {
            list.verify(authority.getPublicKey());
            return list.getIssuerX500Principal().equals(authority.getSubjectX500Principal())
                    && TrustCheck.revokes(authority);
        } catch (GeneralSecurityException not) {
            return false;
        }
    }

    /// Whether it says that it is by this authority.
    boolean names(X500Principal issuer) {
        return list.getIssuerX500Principal().equals(issuer);
    }

    /// Who says that it is theirs.
    String issuer() {
        return Formats.visible(list.getIssuerX500Principal().getName());
    }

    /// From when a certificate of this authority is taken back.
    Optional<Instant> since(X509Certificate certificate) {
        X509CRLEntry entry = list.getRevokedCertificate(certificate.getSerialNumber());
        return Optional.ofNullable(entry).map(one -> one.getRevocationDate().toInstant());
    }

    /// From when a timestamp authority's certificate is taken back, where that takes a timestamp with it (RFC 3161, 4):
    /// every one unless the list tells a reason that leaves the key in good hands, and else the later ones.
    Optional<Instant> since(X509Certificate certificate, Instant stampedAt) {
        X509CRLEntry entry = list.getRevokedCertificate(certificate.getSerialNumber());
        boolean holds = entry == null
                || (entry.getRevocationReason() != null
                        && STOPPED.contains(entry.getRevocationReason())
                        && stampedAt.isBefore(entry.getRevocationDate().toInstant()));
        return holds ? Optional.empty() : since(certificate);
    }

    /// Whether it was made while the certificate was valid: authorities leave out what has expired.
    boolean covers(X509Certificate certificate) {
        return !madeAt().isBefore(certificate.getNotBefore().toInstant())
                && !madeAt().isAfter(certificate.getNotAfter().toInstant());
    }
}
