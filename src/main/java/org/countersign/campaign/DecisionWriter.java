package org.countersign.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.workspace.Transaction;

/// Writes a decision down with its event, and passes on what somebody does not know.
public final class DecisionWriter {
    private final Ledger ledger;

    /// Appends to this ledger.
    public DecisionWriter(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Writes it.
    ///
    /// @param state as it was before
    /// @param packet that it came in; empty where it was made here
    public void write(
            Transaction tx,
            Actor actor,
            Campaign campaign,
            ItemState state,
            Decision decision,
            Optional<String> packet) {
        var store = new CampaignStore(tx);
        ReviewItem item = state.item();
        store.insert(decision);
        ObjectNode data = CanonicalJson.object()
                .put("campaign", campaign.name())
                .put("number", decision.number())
                .put("item", item.id())
                .put("itemDigest", item.digest())
                .put("decision", decision.verdict().text())
                .put("mode", decision.mode())
                .put("seconds", decision.seconds());
        decision.supersedes().ifPresent(old -> data.put("supersedes", old));
        packet.ifPresent(id -> data.put("packet", id));
        ledger.append(tx, actor, "decision.recorded", data);
        if (!state.reviewer().equals(decision.reviewer())) {
            new DelegationStore(tx).turn(decision.number(), state.reviewer());
        }
        if (decision.verdict() == Verdict.DONT_KNOW) {
            String next =
                    item.next(List.of(state.reviewer(), decision.reviewer()), campaign.fallback(), campaign.owner());
            store.reassign(campaign.name(), item.id(), next);
        }
    }
}
