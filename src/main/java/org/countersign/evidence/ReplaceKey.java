package org.countersign.evidence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Workspace;

/// Use case: somebody replaces their key. The old key signs that the new one takes its place, so nobody has to be
/// asked; what it signed before stays as good as its time is proven.
public final class ReplaceKey {
    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;

    /// Appends to this ledger.
    public ReplaceKey(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Replaces.
    ///
    /// @throws RefusedException where the old key may not sign here any more, or the new one is for somebody else
    public void run(Actor actor, SigningKey old, SigningKey fresh) throws RefusedException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        SignAsReviewer.checkValid(old, now);
        SignAsReviewer.checkValid(fresh, now);
        if (old.certificate().equals(fresh.certificate())) {
            throw new RefusedException(fresh.address(), "Both are the same certificate.", "Make a new key first.");
        }
        for (String address : SigningKey.addresses(old.certificate())) {
            if (!SigningKey.carries(fresh.certificate(), address)) {
                throw new RefusedException(
                        Formats.visible(fresh.address()),
                        "The new key does not carry the old one's address " + Formats.visible(address) + ".",
                        "Make one that does.");
            }
        }
        ObjectNode statement = CanonicalJson.object()
                .put("certificateSha256", SigningKey.fingerprint(old.certificate()))
                .put("replacedBySha256", SigningKey.fingerprint(fresh.certificate()))
                .put("at", Formats.instant(now));
        byte[] signed = old.signed(CanonicalJson.bytes(statement));
        workspace.write(tx -> {
            SignAsReviewer.pinned(tx, old.address(), old);
            new EvidenceStore(tx)
                    .trust(SigningKey.fingerprint(fresh.certificate()), SigningKey.pem(fresh.certificate()), now);
            // A bare signature: with a certificate in it the ledger, which holds ids alone, would name people.
            ledger.append(
                    tx,
                    actor,
                    "certificate.replaced",
                    statement.put("signature", Base64.getEncoder().encodeToString(signed)));
            return true;
        });
    }
}
