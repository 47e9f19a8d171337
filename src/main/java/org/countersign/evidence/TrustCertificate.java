package org.countersign.evidence;

import java.security.cert.X509Certificate;
import java.time.Clock;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
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
