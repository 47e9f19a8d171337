package org.countersign.campaign.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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
    private final Optional<JsonNode> around;
    /// Of a campaign that lies elsewhere, what is in the newest packet; the rest is in what that says of it.
    private final String counted;

    GuardStore(Transaction tx, String campaign) {
        this.tx = tx;
        this.campaign = campaign;
        this.around = CarriedContext.aroundOf(tx, campaign);
        this.counted = around.isEmpty()
                ? ""
                : " AND %s.item IN (SELECT i.item FROM received_item i WHERE i.received ="
                        + " (SELECT max(number) FROM received n WHERE n.campaign = i.campaign)"
                        + " AND i.campaign = %<s.campaign)";
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
    /// @param goneElsewhere how many are revoked in the workspace that the campaign lies in
    record Group(String name, int members, Set<Integer> gone, int goneElsewhere) {}

    Group group(String source, String target) {
        var gone = new HashSet<Integer>();
        var names = new String[] {target};
        var members = new int[1];
        tx.kept("SELECT r.number, r.verdict IS 'REVOKE' OR r.verdict IS NULL AND r.covered, t.access FROM item_row r"
                        + " JOIN item_text t ON t.number = r.number"
                        + " WHERE r.campaign=? AND r.source=? AND r.kind='MEMBERSHIP' AND r.target=?"
                        + counted.formatted("r"))
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
        JsonNode elsewhere = around("groups", source, "group", target);
        return new Group(
                names[0],
                elsewhere.path("members").asInt(members[0]),
                gone,
                elsewhere.path("gone").asInt(0));
    }

    /// Who has something privileged in a source, and whether anything of it is revoked.
    ///
    /// @param here by holder: whether anything is revoked
    /// @param elsewhere how many others, in the workspace that the campaign lies in
    /// @param standing of those, how many lose nothing
    record Administrators(Map<String, Boolean> here, int elsewhere, int standing) {}

    /// Who has something privileged in a source.
    Administrators administrators(String source) {
        var holders = new HashMap<String, Boolean>();
        tx.each(
                "SELECT holder, max(verdict IS 'REVOKE' OR verdict IS NULL AND covered) FROM item_row"
                        + " INDEXED BY item_row_privileged WHERE campaign=? AND source=? AND flags & 32"
                        + " AND kind IN ('ACCOUNT', 'MEMBERSHIP', 'ROLE', 'ENTITLEMENT')"
                        + counted.formatted("item_row") + " GROUP BY holder",
                row -> holders.put(row.text(1), row.flag(2)),
                campaign,
                source);
        JsonNode others = around("administrators", source, "source", source);
        return new Administrators(
                holders,
                others.path("holders").asInt(0),
                others.path("standing").asInt(0));
    }

    private JsonNode around(String what, String source, String name, String value) {
        return around.stream()
                .flatMap(one -> one.path(what).valueStream())
                .filter(one -> one.path("source").asText().equals(source)
                        && one.path(name).asText().equals(value))
                .findFirst()
                .orElseGet(MissingNode::getInstance);
    }

    /// A source as its items call it.
    String sourceName(int number) {
        return tx.kept("SELECT source_name FROM item_text WHERE number=?")
                .first(row -> row.text(1), number)
                .orElse("");
    }
}
