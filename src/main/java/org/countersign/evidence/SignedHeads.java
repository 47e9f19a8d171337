package org.countersign.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.ledger.Ledger;
import org.countersign.workspace.Transaction;

/// The heads of the ledger that owners signed, as the bundles have them. A ledger that was cut short holds in itself;
/// that such a head is still in it is what shows it whole up to there.
public final class SignedHeads {
    private SignedHeads() {}

    /// One of them.
    ///
    /// @param head empty where the bundle cannot be read
    public record Signed(String campaign, String owner, Optional<Ledger.Head> head) {}

    /// Of every bundle in the workspace, one in memory at a time.
    public static List<Signed> of(Transaction tx) {
        var evidence = new EvidenceStore(tx);
        var heads = new ArrayList<Signed>();
        for (Campaign campaign : new CampaignStore(tx).all()) {
            evidence.bundle(campaign.name())
                    .ifPresent(bundle -> heads.add(new Signed(campaign.name(), campaign.owner(), head(bundle))));
        }
        return heads;
    }

    /// That of a bundle.
    static Optional<Ledger.Head> head(byte[] bundle) {
        try {
            return Ledger.Head.parse(CanonicalZip.read(bundle).getOrDefault("events.head", new byte[0]));
        } catch (CanonicalZip.NotCanonicalException e) {
            return Optional.empty();
        }
    }

    /// The first event that is not what it was when a bundle was signed over it; the one at its head, where the bundle
    /// does not tell.
    static long firstOther(Transaction tx, Signed signed) {
        long head = signed.head().map(Ledger.Head::seq).orElse(1L);
        return new EvidenceStore(tx)
                .bundle(signed.campaign())
                .flatMap(SignedHeads::events)
                .map(LedgerLines::walk)
                .flatMap(walked -> LedgerLines.firstOther(tx, walked.leaves()).stream()
                        .boxed()
                        .findFirst())
                .orElse(head);
    }

    private static Optional<byte[]> events(byte[] bundle) {
        try {
            return Optional.ofNullable(CanonicalZip.read(bundle).get("events.ndjson"));
        } catch (CanonicalZip.NotCanonicalException e) {
            return Optional.empty();
        }
    }
}
