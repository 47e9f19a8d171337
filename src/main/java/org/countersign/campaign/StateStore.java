package org.countersign.campaign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Row;
import org.countersign.workspace.Transaction;

/// Items one by one, however many a campaign has.
public final class StateStore {
    private static final String ITEM =
            "SELECT i.line, r.reviewer, r.decision, r.signed, r.covered, r.notes, r.campaign, r.item FROM item_row r"
                    + " JOIN item i ON i.campaign = r.campaign AND i.id = r.item ";

    private static final String NEWEST = "(SELECT max(d.number) FROM decision d JOIN decision_signed s"
            + " ON s.decision = d.number WHERE d.campaign = %1$s.campaign AND d.item = %1$s.item)";
    private static final String SIGNED = "SELECT i.line, r.reviewer, " + NEWEST.formatted("r") + ", "
            + NEWEST.formatted("account")
            + ", r.notes, r.campaign, r.item FROM item_row r JOIN item i ON i.campaign = r.campaign AND i.id = r.item"
            + " LEFT JOIN item_row account ON account.campaign = r.campaign AND account.source = r.source"
            + " AND account.holder = r.holder AND +account.kind = 'ACCOUNT' ";

    private static final String OPEN = " AND (verdict='DONT_KNOW' OR verdict IS NULL AND covered=0)";

    private final Transaction tx;

    /// Inside `tx`.
    public StateStore(Transaction tx) {
        this.tx = tx;
    }

    /// Those of these ids that an open campaign has, drafts included.
    public Map<String, ItemState> of(String campaign, List<String> items) {
        var found = new LinkedHashMap<String, ItemState>();
        for (String item : items) {
            tx.kept(ITEM + "WHERE r.campaign=? AND r.item=?")
                    .first(this::state, campaign, item)
                    .ifPresent(state -> found.put(item, state));
        }
        return found;
    }

    /// By its number in the order of the campaign.
    ///
    /// @param drafts whether what nobody has signed counts: while the campaign is open
    public Optional<ItemState> numbered(int number, boolean drafts) {
        return drafts
                ? tx.kept(ITEM + "WHERE r.number=?").first(this::state, number)
                : tx.kept(SIGNED + "WHERE r.number=?").first(this::signed, number);
    }

    /// Every item of a campaign as it stands, in its order, one after the other. While it is open this shows drafts
    /// too;
    /// once it has ended, what was never signed was never decided (product.md: a decision counts when it is
    /// signed).
    public void each(Campaign campaign, Consumer<ItemState> action) {
        boolean drafts = campaign.state() == Campaign.State.OPEN;
        tx.each(
                (drafts ? ITEM : SIGNED) + "WHERE r.campaign=? ORDER BY r.number",
                row -> action.accept(drafts ? state(row) : signed(row)),
                campaign.name());
    }

    /// The figures of a campaign, with no more than an item of it in memory.
    public Figures figures(Campaign campaign) {
        var counter = new Figures.Counter();
        each(campaign, counter::add);
        return counter.figures();
    }

    /// The ids of what waits for a reviewer in an open campaign, however the address is spelled.
    public List<String> waiting(String campaign, String reviewer) {
        var found = new ArrayList<String>();
        for (String spelled : spellings(campaign, reviewer)) {
            found.addAll(tx.list(
                    "SELECT item FROM item_row WHERE campaign=? AND reviewer=?" + OPEN + " ORDER BY number",
                    row -> row.text(1),
                    campaign,
                    spelled));
        }
        return found;
    }

    private ItemState state(Row row) {
        Optional<Decision> decision = decision(row.optionalText(3));
        return new ItemState(
                item(row),
                row.text(2),
                decision,
                row.flag(4),
                decision.isEmpty() && row.flag(5),
                notes(row.number(6), row.text(7), row.text(8)));
    }

    private ItemState signed(Row row) {
        Optional<Decision> decision = decision(row.optionalText(3));
        return new ItemState(
                item(row),
                row.text(2),
                decision,
                decision.isPresent(),
                decision.isEmpty()
                        && item(row).kind().isAccess()
                        && decision(row.optionalText(4))
                                .filter(made -> made.verdict() == Verdict.REVOKE)
                                .isPresent(),
                notes(row.number(5), row.text(6), row.text(7)));
    }

    /// Most items have none, and cost nothing.
    private List<ItemNote> notes(long many, String campaign, String item) {
        return many == 0 ? List.of() : new NoteStore(tx).of(campaign, item);
    }

    private static ReviewItem item(Row row) {
        return ReviewItem.of(CampaignStore.parse(row.text(1)));
    }

    private Optional<Decision> decision(Optional<String> number) {
        return number.flatMap(one ->
                tx.kept(CampaignStore.DECISION + "AND d.number=?").first(CampaignStore::decision, Long.parseLong(one)));
    }

    /// How many items of a campaign wait for somebody, while it is open.
    public int open(String campaign) {
        return tx.first("SELECT count(*) FROM item_row WHERE campaign=?" + OPEN, row -> (int) row.number(1), campaign)
                .orElse(0);
    }

    /// Everybody who had something to review in a campaign, as it spells them, in the order in which they came.
    public List<String> reviewers(String campaign) {
        return tx.list(
                "SELECT address FROM campaign_reviewer WHERE campaign=? ORDER BY number", row -> row.text(1), campaign);
    }

    /// One spelling for one person: the campaign's, so that their signature finds what they decided.
    ///
    /// @throws RefusedException where nobody of this address reviews anything
    public String spelled(Campaign campaign, String given) throws RefusedException {
        return known(campaign, given)
                .orElseThrow(() -> new RefusedException(
                        given,
                        "Nobody of this address reviews anything in " + campaign.name() + ".",
                        "See: countersign campaign status " + campaign.name(),
                        "Its reviewers are listed under Campaigns."));
    }

    /// The same, for one who may be new.
    Optional<String> known(Campaign campaign, String given) {
        var known = new ArrayList<String>(reviewers(campaign.name()));
        known.add(campaign.fallback());
        known.add(campaign.owner());
        return known.stream()
                .filter(one -> Formats.folded(one).equals(Formats.folded(given)))
                .findFirst();
    }

    /// Every spelling of one address in a campaign.
    public List<String> spellings(String campaign, String reviewer) {
        String folded = Formats.folded(reviewer);
        return reviewers(campaign).stream()
                .filter(one -> Formats.folded(one).equals(folded))
                .toList();
    }
}
