package org.countersign.evidence;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;

/// By which certificates this workspace knows somebody who signs elsewhere: the one that they signed with first, and
/// those that somebody has taken in.
public final class KnownSigner {
    private final EvidenceStore store;
    private final List<X509Certificate> trusted = new ArrayList<>();

    /// Inside `tx`.
    public KnownSigner(Transaction tx) {
        this.store = new EvidenceStore(tx);
        for (String pem : store.trusted()) {
            try {
                trusted.add((X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
            } catch (CertificateException e) {
                // What cannot be read is nobody's.
                continue;
            }
        }
    }

    /// Fingerprints of certificates that are an address's own.
    public List<String> of(String address) {
        Set<String> known = new LinkedHashSet<>();
        store.firstCertificate(address).ifPresent(known::add);
        trusted.stream()
                .filter(one -> SigningKey.carries(one, address))
                .map(SigningKey::fingerprint)
                .forEach(known::add);
        return List.copyOf(known);
    }

    /// Whose word counts for others: not a person's own certificate, which openssl makes an authority's unless it is
    /// told
    /// otherwise. Who compared one fingerprint has not taken in whomever its holder certifies.
    private List<X509Certificate> authorities() {
        return trusted.stream()
                .filter(one -> SigningKey.addresses(one).isEmpty())
                .toList();
    }

    /// Refuses a certificate that was revoked here, whoever compared it: it is still the one that people know.
    ///
    /// @param place of the file, for the message
    public void refuseRevoked(String place, String address, String fingerprint) throws RefusedException {
        var revoked = store.revoked().get(fingerprint);
        if (revoked != null) {
            throw new RefusedException(
                    place,
                    "The certificate of " + address + " is revoked here from " + Formats.instant(revoked.from()) + ".",
                    "Ask for one that is signed with another key.");
        }
    }

    /// Whether it signed as somebody who is known: with a certificate of theirs, or with one that a trusted authority
    /// issued.
    public boolean knows(String address, Cades.Signature signature) {
        String fingerprint = SigningKey.fingerprint(signature.certificate());
        return SigningKey.carries(signature.certificate(), address)
                && !store.revoked().containsKey(fingerprint)
                && (of(address).contains(fingerprint) || TrustCheck.trusted(signature, authorities()));
    }
}
