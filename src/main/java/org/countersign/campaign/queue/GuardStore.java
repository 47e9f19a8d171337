package org.countersign.campaign.queue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import org.countersign.campaign.Kind;
import org.countersign.workspace.Transaction;

/// What guards of a revocation count, in the columns beside the items.
final class GuardStore {
    private final Transaction tx;
    private final String campaign;

    GuardStore(Transaction tx, String campaign) {
        this.tx = tx;
        this.campaign = campaign;
    }

    /// An item that is to be revoked.
    record Target(
            int number,
            Kind kind,
            String source,
            String holder,
            String target,
            boolean privileged,
            String label,
            String person,
            String line) {}

    Optional<Target> target(int number) {
        return tx.kept("SELECT r.number, r.kind, r.source, r.holder, r.target, r.flags & 32, t.label, t.person, i.line"
                        + " FROM item_row r JOIN item_text t ON t.number = r.number"
                        + " JOIN item i ON i.campaign = r.campaign AND i.id = r.item WHERE r.number=?")
                .first(
                        row -> new Target(
                                (int) row.number(1),
                                Kind.valueOf(row.text(2)),
                                row.text(3),
                                row.text(4),
                                row.text(5),
                                row.flag(6),
                                row.text(7),
                                row.text(8),
                                row.text(9)),
                        number);
    }

    /// The memberships that go with an account.
    void memberships(String source, String holder, IntConsumer action) {
        tx.kept("SELECT number FROM item_row WHERE campaign=? AND source=? AND holder=? AND kind='MEMBERSHIP'")
                .each(row -> action.accept((int) row.number(1)), campaign, source, holder);
    }

    /// A group as the campaign asks about it.
    ///
    /// @param members how many memberships
    /// @param gone the numbers of those that are revoked, by themselves or with their account
    record Group(String name, int members, Set<Integer> gone) {}

    Group group(String source, String target) {
        var gone = new HashSet<Integer>();
        var names = new String[] {target};
        var members = new int[1];
        tx.kept("SELECT r.number, r.verdict IS 'REVOKE' OR r.verdict IS NULL AND r.covered, t.access FROM item_row r"
                        + " JOIN item_text t ON t.number = r.number"
                        + " WHERE r.campaign=? AND r.source=? AND r.kind='MEMBERSHIP' AND r.target=?")
                .each(
                        row -> {
                            members[0]++;
                            names[0] = row.text(3);
                            if (row.flag(2)) {
                                gone.add((int) row.number(1));
                            }
                        },
                        campaign,
                        source,
                        target);
        return new Group(names[0], members[0], gone);
    }

    /// Who has something privileged in a source, and whether anything of it is revoked.
    Map<String, Boolean> administrators(String source) {
        var holders = new HashMap<String, Boolean>();
        tx.each(
                "SELECT holder, max(verdict IS 'REVOKE' OR verdict IS NULL AND covered) FROM item_row"
                        + " INDEXED BY item_row_privileged WHERE campaign=? AND source=? AND flags & 32"
                        + " AND kind IN ('ACCOUNT', 'MEMBERSHIP', 'ROLE', 'ENTITLEMENT') GROUP BY holder",
                row -> holders.put(row.text(1), row.flag(2)),
                campaign,
                source);
        return holders;
    }

    /// A source as its items call it.
    String sourceName(int number) {
        return tx.kept("SELECT source_name FROM item_text WHERE number=?")
                .first(row -> row.text(1), number)
                .orElse("");
    }
}
