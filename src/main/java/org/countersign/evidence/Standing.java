package org.countersign.evidence;

import java.time.Instant;
import java.util.Optional;
import org.countersign.text.Formats;

/// How far one signature's time and certificate can be relied on, and no further.
///
/// @param claimedAt by the signer alone
/// @param stamp a timestamp over the signature; empty: level B-B
/// @param revocation what is known of the certificate
public record Standing(Signer signer, Optional<Instant> claimedAt, Optional<Stamp> stamp, Revocation revocation) {
    /// A timestamp that holds.
    ///
    /// @param by the authority's name, as its certificate says
    /// @param named whether the auditor has named that authority: else anybody may have made the timestamp
    /// @param revoked from when that authority's certificate was taken back, where the timestamp went with it
    public record Stamp(Instant at, String by, boolean named, Optional<Instant> revoked) {
        /// Whether it proves the time.
        public boolean proves() {
            return named && revoked.isEmpty();
        }
    }

    /// What is known of a certificate's revocation.
    public sealed interface Revocation {
        /// No list of its authority is there.
        record NotKnown() implements Revocation {}

        /// It is its own authority: there is nobody who could take it back but the campaign's owner, in the roster.
        record SelfSigned() implements Revocation {}

        /// It is not in the list of its authority that was made then.
        record NotAsOf(Instant madeAt) implements Revocation {}

        /// It is taken back from then on.
        ///
        /// @param before what shows that the signature was there before: a sentence; empty where nothing does
        record From(Instant from, Optional<String> before) implements Revocation {}
    }

    /// ETSI EN 319 122-1's name for what the signature carries.
    public String level() {
        return stamp.isPresent() ? "B-T" : "B-B";
    }

    /// Whether the time is more than a claim.
    public boolean proven() {
        return stamp.filter(Stamp::proves).isPresent();
    }

    /// What is known of the time, in a sentence.
    public String time() {
        String claim =
                claimedAt.map(at -> "signed " + Formats.instant(at)).orElse("signed at a time that it does not tell");
        return stamp.map(one -> one.proves()
                        ? "Signed before " + Formats.instant(one.at()) + ", proven by a timestamp of " + one.by()
                                + " (level B-T)."
                        : "The signer claims to have " + claim + "; there is a timestamp of "
                                + Formats.instant(one.at()) + " by " + one.by()
                                + one.revoked()
                                        .map(from -> ", whose certificate is revoked from " + Formats.instant(from)
                                                + ": it proves nothing (level B-T).")
                                        .orElse(", an authority that you have not named (level B-T)."))
                .orElse("The signer claims to have " + claim + "; nothing proves it (level B-B).");
    }

    /// What is known of the certificate, in a sentence.
    public String certificate() {
        return switch (revocation) {
            case Revocation.NotKnown _ ->
                "Whether the certificate was revoked is not known: no revocation list of its authority is here.";
            case Revocation.SelfSigned _ ->
                "The certificate is self-signed: only the campaign's owner can say that it is revoked, and does not.";
            case Revocation.NotAsOf(Instant madeAt) ->
                "The certificate was not revoked as of " + Formats.instant(madeAt)
                        + (claimedAt.filter(madeAt::isBefore).isPresent() ? ", which is before it signed." : ".");
            case Revocation.From(Instant from, Optional<String> before) ->
                "The certificate is revoked from " + Formats.instant(from)
                        + before.map(words -> "; " + words + ".").orElse(".");
        };
    }
}
