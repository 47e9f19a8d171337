package org.countersign.evidence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.campaign.Campaign;
import org.countersign.work.CancelledException;
import org.countersign.work.Progress;
import org.countersign.work.RefusedException;

/// What is added to a signature so that it can be relied on later.
///
/// @param lists revocation lists, which the owner puts into the bundle
/// @param authority that stamps the time; empty: the time is the signer's own claim
/// @param progress hears how long the authority is waited for, in seconds, and may stop that
public record Proofs(List<RevocationList> lists, Optional<TimestampAuthority> authority, Progress progress) {
    /// Nothing.
    public static final Proofs NONE = new Proofs(List.of(), Optional.empty());

    /// Copies the list.
    public Proofs {
        lists = List.copyOf(lists);
    }

    /// Watched by nobody.
    public Proofs(List<RevocationList> lists, Optional<TimestampAuthority> authority) {
        this(lists, authority, Progress.NONE);
    }

    /// The same for somebody who waits.
    public Proofs watched(Progress by) {
        return new Proofs(lists, authority, by);
    }

    /// A timestamp authority where the environment names one (`COUNTERSIGN_TSA`), as it holds for every signature of a
    /// person.
    ///
    /// @throws RefusedException where what it names is none
    public static Proofs of(Map<String, String> environment) throws RefusedException {
        String url = environment.getOrDefault("COUNTERSIGN_TSA", "");
        return url.isBlank() ? NONE : new Proofs(List.of(), Optional.of(TimestampAuthority.at(url)));
    }

    /// Before anything is signed.
    ///
    /// @throws RefusedException where the campaign requires a timestamp and there is no authority
    public void require(Campaign campaign) throws RefusedException {
        if (campaign.timestampRequired() && authority.isEmpty()) {
            throw new RefusedException(
                    campaign.name(),
                    "This campaign requires a timestamp with each signature.",
                    "Name an authority: --tsa URL, or COUNTERSIGN_TSA.",
                    "Name an authority under Settings, Timestamps.");
        }
    }

    /// The signature with a timestamp where there is an authority. Takes as long as that takes: not for within a
    /// transaction.
    ///
    /// @param notes gets why there is none, where the campaign can do without
    /// @throws RefusedException where the campaign requires one and there is none
    /// @throws org.countersign.work.CancelledException where somebody stopped it
    public byte[] stamped(Campaign campaign, byte[] p7s, List<String> notes) throws RefusedException {
        require(campaign);
        if (progress.stopped()) {
            throw new CancelledException();
        }
        if (authority.isEmpty()) {
            return p7s;
        }
        try {
            return Cades.stamped(p7s, authority.get(), progress);
        } catch (RefusedException e) {
            if (campaign.timestampRequired()) {
                throw new RefusedException(
                        e.place(),
                        e.reason().replaceFirst("\\.$", "") + ", and " + campaign.name()
                                + " requires a timestamp with each signature.",
                        "Try again later, or name another authority.");
            }
            notes.add("Signed without a timestamp (level B-B): " + e.place() + ": " + e.reason());
            return p7s;
        }
    }
}
