package org.countersign.evidence;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Workspace;

/// Use case: takes a certificate back from a time on, because its key was lost or somebody else may have it. Nobody
/// signs with it here any more, and the owner's roster says so in every bundle from now on.
public final class RevokeCertificate {
    private static final int DIGITS = 64;
    private static final int LONGEST = 400;

    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;

    /// Appends to this ledger.
    public RevokeCertificate(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// From when a certificate is taken back, and why.
    ///
    /// @param from whole seconds
    public record Revoked(Instant from, String reason) {}

    /// Revokes. One that is revoked already stays so from the earlier of both times.
    ///
    /// @param fingerprint SHA-256 of the certificate; spaces and colons between its digits are no matter
    /// @return what stands now
    /// @throws RefusedException where that is none, the time lies ahead, or there is no reason
    public Revoked run(Actor actor, String fingerprint, Instant from, String reason) throws RefusedException {
        String digits = digits(fingerprint);
        Instant now = clock.instant();
        if (from.isAfter(now)) {
            throw new RefusedException(
                    Formats.instant(from), "This time lies ahead.", "Say when the key was lost, or leave it out.");
        }
        if (reason.isBlank() || reason.length() > LONGEST) {
            throw new RefusedException(
                    digits, "A reason of 1 to " + LONGEST + " characters is required.", "Say what happened.");
        }
        var revoked = new Revoked(from.truncatedTo(ChronoUnit.SECONDS), reason.strip());
        return workspace.write(tx -> {
            var store = new EvidenceStore(tx);
            store.revoke(digits, revoked, now);
            // The reason may name people, and stays in its table.
            ledger.append(
                    tx,
                    actor,
                    "certificate.revoked",
                    CanonicalJson.object()
                            .put("certificateSha256", digits)
                            .put("from", Formats.instant(revoked.from())));
            return Objects.requireNonNull(store.revoked().get(digits));
        });
    }

    /// 64 digits out of eight groups, or out of what openssl prints.
    ///
    /// @throws RefusedException where it is something else
    public static String digits(String fingerprint) throws RefusedException {
        String digits = fingerprint.replaceAll("[\\s:]", "").toLowerCase(Locale.ROOT);
        if (digits.length() != DIGITS || !digits.matches("[0-9a-f]+")) {
            throw new RefusedException(
                    Formats.visible(Formats.brief(fingerprint, 100)),
                    "This is no fingerprint: a SHA-256 has 64 digits of 0-9 and a-f.",
                    "Take it from countersign key show.",
                    "Take it from the certificate itself.");
        }
        return digits;
    }
}
