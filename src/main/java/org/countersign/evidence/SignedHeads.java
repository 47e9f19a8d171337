package org.countersign.evidence;

import java.nio.charset.StandardCharsets;
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
    private static final int LINES = 3;

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
            byte[] file = CanonicalZip.read(bundle).getOrDefault("events.head", new byte[0]);
            String[] lines = new String(file, StandardCharsets.US_ASCII).lines().toArray(String[]::new);
            return lines.length == LINES
                    ? Optional.of(new Ledger.Head(Long.parseLong(lines[1]), lines[2]))
                    : Optional.empty();
        } catch (CanonicalZip.NotCanonicalException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
