package org.countersign.packet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.StandingStore;
import org.countersign.evidence.EvidenceStore;
import org.countersign.workspace.Transaction;

/// How far a reviewer is, and what became of their packets.
///
/// @param open items that wait for them
/// @param unsigned decisions that wait for their signature
/// @param packetMade when their newest packet was made; empty where there was none
/// @param answered when the newest packet's answer was merged
public record Missing(
        String reviewer, int items, int open, int unsigned, Optional<Instant> packetMade, Optional<Instant> answered) {
    /// Whether the campaign waits for them.
    public boolean missing() {
        return open + unsigned > 0;
    }

    /// Whether a packet of theirs is out.
    public boolean out() {
        return packetMade.isPresent() && answered.isEmpty();
    }

    /// Of everybody who reviews something in a campaign, in the order of their addresses.
    static List<Missing> of(Transaction tx, Campaign campaign) {
        var packets = new PacketStore(tx);
        return new StandingStore(tx)
                .reviewers(campaign, new EvidenceStore(tx).signers(campaign.name())).stream()
                        .map(one -> {
                            Optional<Sent> sent = packets.newest(campaign.name(), one.reviewer());
                            return new Missing(
                                    one.reviewer(),
                                    one.items(),
                                    one.open(),
                                    one.unsigned(),
                                    sent.map(Sent::madeAt),
                                    sent.flatMap(Sent::answeredAt));
                        })
                        .toList();
    }
}
