package org.countersign.app;

import java.time.Clock;
import org.countersign.evidence.ReplaceKey;
import org.countersign.evidence.RevokeCertificate;
import org.countersign.evidence.TrustCertificate;
import org.countersign.ledger.Ledger;
import org.countersign.workspace.Workspace;

/// What a workspace says of keys: whose it takes, whose it takes back, and which one stands in the place of another.
public record Signers(Workspace workspace, Ledger ledger, Clock clock) {
    /// Certificates in.
    public TrustCertificate trust() {
        return new TrustCertificate(workspace, ledger, clock);
    }

    /// Certificates taken back.
    public RevokeCertificate revoke() {
        return new RevokeCertificate(workspace, ledger, clock);
    }

    /// A key in the place of another.
    public ReplaceKey replace() {
        return new ReplaceKey(workspace, ledger, clock);
    }
}
