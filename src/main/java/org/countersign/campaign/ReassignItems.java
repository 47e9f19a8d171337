package org.countersign.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Workspace;

/// Use case: hands items that nobody has answered to another reviewer, for a reason. The frozen item keeps the reviewer
/// that it was opened with; the ledger says to whom it went, and the evidence with it.
public final class ReassignItems {
    private static final int FAULTS = 5;

    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;

    /// Appends to this ledger.
    public ReassignItems(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// What became of it.
    ///
    /// @param moved items that have another reviewer now
    /// @param about items that stay, because they are about the one who was to get them
    /// @param to the reviewer's address, as the campaign spells it
    public record Outcome(int moved, int about, String to) {}

    /// Hands every open item of one reviewer to another, but those that are about the other.
    ///
    /// @throws RefusedException where there is nothing to hand over, or not to them
    public Outcome all(Actor actor, String campaign, String from, String to, String reason) throws RefusedException {
        List<String> theirs = workspace.read(tx -> new StateStore(tx).waiting(campaign, from));
        if (theirs.isEmpty()) {
            throw new RefusedException(Formats.visible(from), "Nothing waits for this reviewer.", "");
        }
        return run(actor, campaign, theirs, to, reason, true);
    }

    /// Hands exactly these over, or none.
    ///
    /// @param items their ids
    /// @throws RefusedException naming those that cannot go there
    public Outcome run(Actor actor, String campaign, List<String> items, String to, String reason)
            throws RefusedException {
        return run(actor, campaign, items, to, reason, false);
    }

    private Outcome run(Actor actor, String name, List<String> items, String given, String reason, boolean leave)
            throws RefusedException {
        if (!Formats.isAddress(given)) {
            throw new RefusedException(
                    Formats.visible(given),
                    "A reviewer signs, and a key carries an e-mail address in ASCII; this is none.",
                    "Write one like name@example.com.");
        }
        if (reason.isBlank()) {
            throw new RefusedException(name, "Handing items over needs a reason.", "Say why.");
        }
        return workspace.write(tx -> {
            var store = new CampaignStore(tx);
            Campaign campaign = store.get(name);
            if (campaign.state() != Campaign.State.OPEN) {
                throw new RefusedException(
                        name, "The campaign is " + campaign.state().text() + "; nothing waits in it.", "");
            }
            new ReceivedStore(tx).requireWhole(campaign);
            var states = new StateStore(tx);
            String to = states.known(campaign, given).orElse(given);
            Map<String, ItemState> byId = states.of(name, items);
            var faults = new ArrayList<String>();
            var moved = new ArrayList<String>();
            int about = 0;
            for (String item : new HashSet<>(items)) {
                ItemState state = byId.get(item);
                if (state == null) {
                    faults.add(item + " is not in this campaign");
                } else if (!state.open()) {
                    faults.add(item + " is " + state.text() + " already");
                } else if (state.item().isAbout(to)) {
                    about++;
                    if (!leave) {
                        faults.add(item + " is about " + to + ", and nobody reviews themself");
                    }
                } else if (!Formats.folded(state.reviewer()).equals(Formats.folded(to))) {
                    moved.add(item);
                }
            }
            refuse(name, faults, moved, to);
            moved.sort(null);
            moved.forEach(item -> store.reassign(name, item, to));
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            long number = store.handedOver(name, to, reason.strip(), actor.osUser(), now, moved.size());
            ObjectNode data = CanonicalJson.object()
                    .put("campaign", name)
                    .put("number", number)
                    .put("to", ledger.reviewerId(tx, to));
            moved.forEach(data.putArray("items")::add);
            ledger.append(tx, actor, "items.reassigned", data);
            return new Outcome(moved.size(), about, to);
        });
    }

    private static void refuse(String name, List<String> faults, List<String> moved, String to)
            throws RefusedException {
        if (!faults.isEmpty()) {
            String more = faults.size() > FAULTS ? "; and " + (faults.size() - FAULTS) + " more" : "";
            throw new RefusedException(
                    name,
                    String.join("; ", faults.subList(0, Math.min(FAULTS, faults.size()))) + more + ".",
                    "Nothing was handed over.");
        }
        if (moved.isEmpty()) {
            throw new RefusedException(
                    name, "Nothing can be handed to " + to + ": it is theirs already, or about them.", "");
        }
    }
}
