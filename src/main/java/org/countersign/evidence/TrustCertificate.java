package org.countersign.evidence;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Workspace;

/// Use case: takes a certificate into the trusted signers of this workspace.
public final class TrustCertificate {
    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;

    /// Appends to this ledger.
    public TrustCertificate(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Compares a certificate with what somebody was told by another way.
    ///
    /// @param address that it must carry; empty: any
    /// @param told its fingerprint; spaces and colons are no matter; empty: nobody was told
    /// @throws RefusedException where it is another
    public static void confirm(
            String place, X509Certificate certificate, Optional<String> address, Optional<String> told)
            throws RefusedException {
        if (address.isPresent() && !SigningKey.carries(certificate, address.get())) {
            throw new RefusedException(
                    place,
                    "This certificate is for " + Formats.visible(String.join(", ", SigningKey.addresses(certificate)))
                            + ", not for " + Formats.visible(address.get()) + ".",
                    "Ask for the right one.");
        }
        if (told.isPresent() && !RevokeCertificate.digits(told.get()).equals(SigningKey.fingerprint(certificate))) {
            throw new RefusedException(
                    place,
                    "This certificate has another fingerprint than you were told: "
                            + Formats.groups(SigningKey.fingerprint(certificate)) + ".",
                    "Do not trust it. Ask its holder again, by another way than the one that it came by.");
        }
    }

    /// Answers the fingerprint.
    public String run(Actor actor, X509Certificate certificate) {
        String fingerprint = SigningKey.fingerprint(certificate);
        workspace.write(tx -> {
            new EvidenceStore(tx).trust(fingerprint, SigningKey.pem(certificate), clock.instant());
            ledger.append(
                    tx, actor, "certificate.trusted", CanonicalJson.object().put("certificateSha256", fingerprint));
            return true;
        });
        return fingerprint;
    }
}
