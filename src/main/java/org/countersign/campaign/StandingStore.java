package org.countersign.campaign;

import java.util.List;
import org.countersign.workspace.Row;
import org.countersign.workspace.Transaction;

/// Counts the items of a campaign where they lie.
public final class StandingStore {
    private static final String OPEN = "SELECT reviewer, verdict, signed, covered, count(*) FROM item_row"
            + " WHERE campaign=? GROUP BY 1, 2, 3, 4";

    private static final String NEWEST =
            "(SELECT d.verdict FROM decision d JOIN decision_signed s ON s.decision = d.number"
                    + " WHERE d.campaign = %1$s.campaign AND d.item = %1$s.item ORDER BY d.number DESC LIMIT 1)";

    /// Once a campaign has ended, what was never signed was never decided.
    private static final String ENDED = "SELECT r.reviewer, " + NEWEST.formatted("r") + ", 1,"
            + " r.kind IN ('MEMBERSHIP', 'ROLE', 'ENTITLEMENT') AND EXISTS (SELECT 1 FROM item_row a"
            + " WHERE a.campaign = r.campaign AND a.source = r.source AND a.holder = r.holder AND a.kind = 'ACCOUNT'"
            + " AND " + NEWEST.formatted("a")
            + " = 'REVOKE'), count(*) FROM item_row r WHERE r.campaign=? GROUP BY 1, 2, 4";

    private final Transaction tx;

    /// Inside `tx`.
    public StandingStore(Transaction tx) {
        this.tx = tx;
    }

    /// How far it is; drafts count while it is open.
    public Standing of(Campaign campaign) {
        List<Standing.Alike> all =
                tx.list(campaign.state() == Campaign.State.OPEN ? OPEN : ENDED, StandingStore::alike, campaign.name());
        return Standing.of(all);
    }

    private static Standing.Alike alike(Row row) {
        return new Standing.Alike(
                row.text(1), row.optionalText(2).map(Verdict::valueOf), row.flag(3), row.flag(4), (int) row.number(5));
    }
}
