package org.countersign.ui.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.Standing;
import org.countersign.evidence.BundleFacts;
import org.countersign.ledger.Ledger;

/// Everything that the page of evidence shows of a workspace.
///
/// @param campaigns newest first
/// @param roster the trusted signers, by name
/// @param revoked since when, by fingerprints
/// @param newest events, the last first
public record EvidenceState(
        List<Campaign> campaigns,
        Optional<Chosen> chosen,
        List<SignerFacts> roster,
        Map<String, Instant> revoked,
        Ledger.Head head,
        List<Entry> newest) {
    /// Copies the lists.
    public EvidenceState {
        campaigns = List.copyOf(campaigns);
        roster = List.copyOf(roster);
        revoked = Map.copyOf(revoked);
        newest = List.copyOf(newest);
    }

    /// The campaign that is looked at.
    ///
    /// @param rows reviewers by address, the owner last
    /// @param bundle once the owner has signed
    public record Chosen(Campaign campaign, Standing standing, List<SignatureRow> rows, Optional<BundleFacts> bundle) {
        /// Copies the list.
        public Chosen {
            rows = List.copyOf(rows);
        }

        /// Whether the owner can sign it now.
        public boolean waits() {
            return EvidenceState.waits(campaign);
        }
    }

    /// An event of the ledger.
    ///
    /// @param type as the ledger has it
    public record Entry(long seq, String type, String who, Instant at) {}

    static boolean waits(Campaign campaign) {
        return campaign.state() == Campaign.State.CLOSED || campaign.state() == Campaign.State.CLOSED_INCOMPLETE;
    }

    /// Campaigns that the owner can sign.
    List<Campaign> waiting() {
        return campaigns.stream().filter(EvidenceState::waits).toList();
    }

    /// Whether a certificate is among the trusted signers'.
    boolean trusts(String fingerprint) {
        return roster.stream().anyMatch(one -> one.fingerprint().equals(fingerprint));
    }
}
