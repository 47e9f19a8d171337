package org.countersign.campaign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.countersign.workspace.Row;
import org.countersign.workspace.Transaction;

/// Counts the items of a campaign where they lie.
public final class StandingStore {
    private static final String OPEN = "SELECT reviewer, verdict, coalesce(decided_by, ''), signed, covered, count(*)"
            + " FROM item_row WHERE campaign=? GROUP BY 1, 2, 3, 4, 5";

    /// The newest signed decision on an item of `item_row`.
    static final String NEWEST = "(SELECT max(d.number) FROM decision d JOIN decision_signed s ON s.decision = d.number"
            + " WHERE d.campaign = %1$s.campaign AND d.item = %1$s.item)";

    /// Whether the account of an access was revoked, by what was signed. The plus keeps SQLite from going through all
    /// accounts of a source for each of its accesses: it is to go by the holder.
    static final String COVERED_AT_THE_END = "(r.kind IN ('MEMBERSHIP', 'ROLE', 'ENTITLEMENT')"
            + " AND EXISTS (SELECT 1 FROM item_row a JOIN decision o ON o.number = " + NEWEST.formatted("a")
            + " WHERE a.campaign = r.campaign AND a.source = r.source AND a.holder = r.holder AND +a.kind = 'ACCOUNT'"
            + " AND o.verdict = 'REVOKE'))";

    /// Once a campaign has ended, what was never signed was never decided.
    private static final String ENDED = "SELECT r.reviewer, n.verdict, coalesce(n.reviewer, ''), 1, "
            + COVERED_AT_THE_END + ", count(*)"
            + " FROM item_row r LEFT JOIN decision n ON n.number = " + NEWEST.formatted("r")
            + " WHERE r.campaign=? GROUP BY 1, 2, 3, 5";

    private static final String MADE =
            " FROM decision WHERE campaign=?" + " AND number NOT IN (SELECT decision FROM decision_undone) ";

    private final Transaction tx;

    /// Inside `tx`.
    public StandingStore(Transaction tx) {
        this.tx = tx;
    }

    /// How far it is; drafts count while it is open.
    public Standing of(Campaign campaign) {
        return Standing.of(alike(campaign));
    }

    /// How far each of its reviewers is, by address; drafts count while it is open.
    ///
    /// @param signers who have signed
    public List<ReviewerProgress> reviewers(Campaign campaign, Collection<String> signers) {
        Map<String, List<Standing.Alike>> theirs = new TreeMap<>();
        alike(campaign).forEach(one -> theirs.computeIfAbsent(one.answeredBy(), _ -> new ArrayList<>())
                .add(one));
        Map<String, Made> made = made(campaign.name());
        made.keySet().forEach(reviewer -> theirs.computeIfAbsent(reviewer, _ -> new ArrayList<>()));
        return theirs.entrySet().stream()
                .map(entry -> progress(
                        entry.getKey(),
                        entry.getValue(),
                        Optional.ofNullable(made.get(entry.getKey())),
                        signers.contains(entry.getKey())))
                .toList();
    }

    private static ReviewerProgress progress(
            String reviewer, List<Standing.Alike> theirs, Optional<Made> made, boolean signed) {
        Standing standing = Standing.of(theirs);
        int unsigned = theirs.stream()
                .filter(one -> one.verdict().isPresent() && one.decidedBy().equals(reviewer) && !one.signed())
                .mapToInt(Standing.Alike::items)
                .sum();
        return new ReviewerProgress(
                reviewer,
                standing,
                unsigned,
                signed,
                made.map(Made::medianSeconds).orElse(0L),
                made.map(Made::largestBatch).orElse(0),
                made.map(Made::last));
    }

    private List<Standing.Alike> alike(Campaign campaign) {
        return tx.list(campaign.state() == Campaign.State.OPEN ? OPEN : ENDED, StandingStore::alike, campaign.name());
    }

    private static Standing.Alike alike(Row row) {
        return new Standing.Alike(
                row.text(1), row.optionalText(2).map(Verdict::valueOf), row.text(3), row.flag(4), row.flag(5), (int)
                        row.number(6));
    }

    /// What somebody has decided, those replaced since among it.
    private record Made(long medianSeconds, int largestBatch, Instant last) {}

    private Map<String, Made> made(String campaign) {
        Map<String, Long> medians = medians(campaign);
        Map<String, Made> made = new HashMap<>();
        tx.each(
                "SELECT reviewer, max(CASE WHEN mode LIKE 'bulk:%' THEN CAST(substr(mode, 6) AS INTEGER) ELSE 0 END),"
                        + " max(decided_at)" + MADE + "GROUP BY reviewer",
                row -> made.put(
                        row.text(1),
                        new Made(
                                medians.getOrDefault(row.text(1), 0L),
                                (int) row.number(2),
                                Instant.ofEpochSecond(row.number(3)))),
                campaign);
        return made;
    }

    /// The upper median of the seconds that were measured.
    private Map<String, Long> medians(String campaign) {
        Map<String, Long> medians = new HashMap<>();
        tx.each(
                "SELECT reviewer, seconds FROM (SELECT reviewer, seconds,"
                        + " row_number() OVER (PARTITION BY reviewer ORDER BY seconds) AS place,"
                        + " count(*) OVER (PARTITION BY reviewer) AS many" + MADE + "AND seconds > 0)"
                        + " WHERE place = many / 2 + 1",
                row -> medians.put(row.text(1), row.number(2)),
                campaign);
        return medians;
    }
}
