package org.countersign.evidence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.campaign.Campaign;
import org.countersign.work.RefusedException;

/// What is added to a signature so that it can be relied on later.
///
/// @param lists revocation lists, which the owner puts into the bundle
/// @param authority that stamps the time; empty: the time is the signer's own claim
public record Proofs(List<RevocationList> lists, Optional<TimestampAuthority> authority) {
    /// Nothing.
    public static final Proofs NONE = new Proofs(List.of(), Optional.empty());

    /// Copies the list.
    public Proofs {
        lists = List.copyOf(lists);
    }

    /// A timestamp authority where the environment names one (`COUNTERSIGN_TSA`), as it holds for every signature of a
    /// person.
    ///
    /// @throws RefusedException where what it names is none
    public static Proofs of(Map<String, String> environment) throws RefusedException {
        String url = environment.getOrDefault("COUNTERSIGN_TSA", "");
        return url.isBlank() ? NONE : new Proofs(List.of(), Optional.of(TimestampAuthority.at(url)));
    }

    /// The signature with a timestamp where there is an authority.
    ///
    /// @param notes gets why there is none, where the campaign can do without
    /// @throws RefusedException where the campaign requires one and there is none
    public byte[] stamped(Campaign campaign, byte[] p7s, List<String> notes) throws RefusedException {
        boolean required = campaign.frozen().path("timestampRequired").asBoolean();
        if (authority.isEmpty()) {
            if (required) {
                throw new RefusedException(
                        campaign.name(),
                        "This campaign requires a timestamp with each signature.",
                        "Name an authority: --tsa URL, or COUNTERSIGN_TSA.",
                        "Name an authority under Settings, Timestamps.");
            }
            return p7s;
        }
        try {
            return Cades.stamped(p7s, authority.get());
        } catch (RefusedException e) {
            if (required) {
                throw new RefusedException(
                        e.place(),
                        e.reason() + " Campaign " + campaign.name() + " requires a timestamp with each signature.",
                        "Try again later, or name another authority.");
            }
            notes.add("Signed without a timestamp (level B-B): " + e.place() + ": " + e.reason());
            return p7s;
        }
    }
}
