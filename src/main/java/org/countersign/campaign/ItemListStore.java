package org.countersign.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.workspace.RowNumbers;
import org.countersign.workspace.Transaction;

/// Lists the items of a campaign as a vector of their numbers, however many there are; each is read by its number
/// ([StateStore#numbered]).
public final class ItemListStore {
    /// While a campaign is open, drafts count.
    private static final String DRAFTS = "SELECT r.number, "
            + state("r.verdict", "r.covered")
            + " AS state FROM item_row r JOIN item_text t ON t.number = r.number WHERE r.campaign=?";

    private static final String SIGNED = "SELECT r.number, "
            + state("n.verdict", StandingStore.COVERED_AT_THE_END)
            + " AS state FROM item_row r JOIN item_text t ON t.number = r.number"
            + " LEFT JOIN decision n ON n.number = " + StandingStore.NEWEST.formatted("r") + " WHERE r.campaign=?";

    private final Transaction tx;

    /// Inside `tx`.
    public ItemListStore(Transaction tx) {
        this.tx = tx;
    }

    private static String state(String verdict, String covered) {
        return "CASE WHEN " + verdict + " IS NOT NULL THEN " + verdict + " WHEN " + covered
                + " THEN 'COVERED' ELSE 'OPEN' END";
    }

    private static String quoted(Set<? extends Enum<?>> values) {
        return values.stream().map(one -> "'" + one.name() + "'").collect(Collectors.joining(", "));
    }

    private static String column(ItemQuery query) {
        if (query.by() != ItemQuery.By.STATE) {
            return query.by().column();
        }
        var ranked = new StringBuilder("CASE state");
        for (int i = 0; i < query.states().size(); i++) {
            ranked.append(" WHEN '")
                    .append(query.states().get(i).name())
                    .append("' THEN ")
                    .append(i);
        }
        return ranked.append(" END").toString();
    }

    /// The numbers of those that match, in their order.
    public int[] numbers(Campaign campaign, ItemQuery query) {
        var arguments = new ArrayList<Object>(List.of(campaign.name()));
        var where = new StringBuilder();
        for (ItemQuery.Word word : query.words()) {
            where.append(" AND (instr(t.words, ?) > 0 OR instr(lower(r.reviewer), ?) > 0 OR state IN (")
                    .append(quoted(word.states()))
                    .append(") OR r.kind IN (")
                    .append(quoted(word.kinds()))
                    .append("))");
            arguments.add(word.text());
            arguments.add(word.text());
        }
        String order = " ORDER BY " + column(query) + (query.descending() ? " DESC" : "") + ", r.number";
        String rows = (campaign.state() == Campaign.State.OPEN ? DRAFTS : SIGNED) + where + order;
        return tx.first(
                        "SELECT group_concat(number, ' ') FROM (" + rows + ")",
                        row -> row.optionalText(1).map(RowNumbers::parsed).orElse(new int[0]),
                        arguments.toArray())
                .orElse(new int[0]);
    }
}
