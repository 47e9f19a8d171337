package org.countersign.campaign;

import org.countersign.workspace.Transaction;

/// Numbers that a packet may use, so that what is signed elsewhere needs no other number here: one for its signature,
/// and one for a decision on each of its items.
public final class ReservedStore {
    private final Transaction tx;

    /// Inside `tx`.
    public ReservedStore(Transaction tx) {
        this.tx = tx;
    }

    /// What was set aside.
    ///
    /// @param signature its number in the campaign
    /// @param first of the decisions
    public record Reserved(int signature, long first) {}

    /// Sets numbers aside.
    ///
    /// @param signatures the highest number of a signature of the campaign so far
    public Reserved reserve(String campaign, int signatures, int items) {
        var reserved = new Reserved(Math.max(signatures, highest(campaign)) + 1, new CampaignStore(tx).nextDecision());
        tx.run("INSERT INTO reserved VALUES (?, ?, ?, ?)", campaign, reserved.signature(), reserved.first(), items);
        return reserved;
    }

    /// The highest number of a signature of a campaign that was set aside; 0 where none was.
    public int highest(String campaign) {
        return tx.first(
                        "SELECT coalesce(max(signature), 0) FROM reserved WHERE campaign=?",
                        row -> (int) row.number(1),
                        campaign)
                .orElse(0);
    }
}
