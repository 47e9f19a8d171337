package org.countersign.campaign;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.countersign.text.Formats;
import org.countersign.workspace.Row;
import org.countersign.workspace.Transaction;

/// The tables of delegations: who answers for whom, and what is about the deputy and so stays where it is.
public final class DelegationStore {
    private static final String ALL =
            "SELECT number, campaign, reviewer, deputy, first_day, last_day, reason, os_user, at FROM delegation d ";

    /// The last word of each reviewer, unless it was ended.
    private static final String STANDING = ALL + "WHERE d.campaign=? AND d.number = (SELECT max(later.number)"
            + " FROM delegation later WHERE later.campaign = d.campaign AND later.reviewer = d.reviewer)"
            + " AND d.number NOT IN (SELECT delegation FROM delegation_ended) ";

    private final Transaction tx;

    /// Inside `tx`.
    public DelegationStore(Transaction tx) {
        this.tx = tx;
    }

    /// Those of a campaign that hold on a day or will: neither over nor ended, and nobody else was named since.
    public List<Delegation> standing(String campaign, LocalDate day) {
        return tx.list(
                STANDING + "AND d.last_day >= ? ORDER BY d.number",
                DelegationStore::delegation,
                campaign,
                day.toString());
    }

    /// For whom somebody answers on a day.
    public List<Delegation> to(String campaign, String deputy, LocalDate day) {
        String folded = Formats.folded(deputy);
        return standing(campaign, day).stream()
                .filter(one -> one.holds(day) && Formats.folded(one.to()).equals(folded))
                .toList();
    }

    /// What stands of a reviewer on a day or later.
    Optional<Delegation> of(String campaign, String reviewer, LocalDate day) {
        String folded = Formats.folded(reviewer);
        return standing(campaign, day).stream()
                .filter(one -> Formats.folded(one.from()).equals(folded))
                .findFirst();
    }

    /// Everybody who ever named a deputy in a campaign.
    public List<String> delegators(String campaign) {
        return tx.list(
                "SELECT DISTINCT reviewer FROM delegation WHERE campaign=? ORDER BY reviewer",
                row -> row.text(1),
                campaign);
    }

    /// Writes it down, and which items are about the deputy: found once, for what an item says never changes.
    Delegation insert(Delegation given) {
        tx.run(
                "INSERT INTO delegation (campaign, reviewer, deputy, first_day, last_day, reason, os_user, at)"
                        + " VALUES (?,?,?,?,?,?,?,?)",
                given.campaign(),
                given.from(),
                given.to(),
                given.start().toString(),
                given.end().toString(),
                given.reason(),
                given.osUser(),
                given.at().getEpochSecond());
        Delegation made = tx.first(ALL + "ORDER BY number DESC LIMIT 1", DelegationStore::delegation)
                .orElseThrow();
        tx.run(
                "INSERT INTO delegation_about SELECT ?1, r.number FROM item i"
                        + " JOIN item_row r ON r.campaign = i.campaign AND r.item = i.id"
                        + " WHERE i.campaign=?2 AND instr(i.line, ?3) > 0"
                        + " AND EXISTS (SELECT 1 FROM json_each(i.line, '$.persons') WHERE value = ?3)",
                made.number(),
                made.campaign(),
                Formats.folded(made.to()));
        tx.run("INSERT OR IGNORE INTO campaign_reviewer (campaign, address) VALUES (?, ?)", made.campaign(), made.to());
        return made;
    }

    void end(Delegation delegation, String osUser, Instant at) {
        tx.run("INSERT INTO delegation_ended VALUES (?,?,?)", delegation.number(), osUser, at.getEpochSecond());
    }

    /// How many items wait for a reviewer, and how many of those are about their deputy.
    Waiting waiting(Delegation delegation, List<String> spellings) {
        int all = 0;
        int about = 0;
        for (String reviewer : spellings) {
            Waiting one = tx.first(
                            "SELECT count(*), count(a.item) FROM item_row r"
                                    + " LEFT JOIN delegation_about a ON a.delegation=? AND a.item = r.number"
                                    + " WHERE r.campaign=? AND r.reviewer=?"
                                    + " AND (r.verdict='DONT_KNOW' OR r.verdict IS NULL AND r.covered=0)",
                            row -> new Waiting((int) row.number(1), (int) row.number(2)),
                            delegation.number(),
                            delegation.campaign(),
                            reviewer)
                    .orElseThrow();
            all += one.items();
            about += one.about();
        }
        return new Waiting(all, about);
    }

    /// @param about of the items
    record Waiting(int items, int about) {}

    /// Remembers whose turn it was, where another has answered.
    void turn(long decision, String reviewer) {
        tx.run("INSERT INTO decision_turn VALUES (?,?)", decision, reviewer);
    }

    /// Whose turn it was when this was decided.
    public String turn(Decision decision) {
        return tx.first("SELECT reviewer FROM decision_turn WHERE decision=?", row -> row.text(1), decision.number())
                .orElse(decision.reviewer());
    }

    private static Delegation delegation(Row row) {
        return new Delegation(
                row.number(1),
                row.text(2),
                row.text(3),
                row.text(4),
                LocalDate.parse(row.text(5)),
                LocalDate.parse(row.text(6)),
                row.text(7),
                row.text(8),
                Instant.ofEpochSecond(row.number(9)));
    }
}
