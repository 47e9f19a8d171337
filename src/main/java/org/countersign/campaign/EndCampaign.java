package org.countersign.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Workspace;

/// Use case: closes a campaign over its whole population, or cancels it.
public final class EndCampaign {
    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;

    /// Appends to this ledger.
    public EndCampaign(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// What closing came to.
    public sealed interface Outcome {
        /// It is closed, with these figures.
        record Closed(Campaign.State state, Figures figures) implements Outcome {}

        /// Items are open, or decided and not signed; nothing was changed.
        record StillOpen(Figures figures) implements Outcome {}
    }

    /// Closes it.
    ///
    /// @param incomplete the reason for closing with open items
    public Outcome close(Actor actor, String name, Optional<String> incomplete) throws RefusedException {
        return workspace.write(tx -> {
            var store = new CampaignStore(tx);
            requireOpen(store.get(name));
            new ReceivedStore(tx).requireWhole(store.get(name));
            Figures figures = new StateStore(tx).figures(store.get(name));
            boolean done = figures.complete() && figures.unsigned() == 0;
            if (!done && incomplete.isEmpty()) {
                return new Outcome.StillOpen(figures);
            }
            if (!done && incomplete.filter(reason -> !reason.isBlank()).isEmpty()) {
                throw new RefusedException(
                        name, "Closing with open items needs a reason.", "Say why: --incomplete REASON.", "Say why.");
            }
            Campaign.State state = done ? Campaign.State.CLOSED : Campaign.State.CLOSED_INCOMPLETE;
            Instant now = clock.instant();
            store.state(name, state, Optional.of(now), done ? Optional.empty() : incomplete);
            ObjectNode data = CanonicalJson.object().put("campaign", name).put("state", state.text());
            // Read again: what was not signed counted as a draft a moment ago, and does not count any more.
            Figures counted = new StateStore(tx).figures(store.get(name));
            data.set("figures", counted.json());
            ledger.append(tx, actor, "campaign.closed", data);
            return new Outcome.Closed(state, counted);
        });
    }

    /// Ends it without a result; nothing is deleted.
    public void cancel(Actor actor, String name) throws RefusedException {
        workspace.write(tx -> {
            var store = new CampaignStore(tx);
            requireOpen(store.get(name));
            new ReceivedStore(tx).requireWhole(store.get(name));
            store.state(name, Campaign.State.CANCELLED, Optional.of(clock.instant()), Optional.empty());
            ledger.append(
                    tx, actor, "campaign.cancelled", CanonicalJson.object().put("campaign", name));
            return true;
        });
    }

    private static void requireOpen(Campaign campaign) throws RefusedException {
        if (campaign.state() != Campaign.State.OPEN) {
            throw new RefusedException(
                    campaign.name(), "The campaign is " + campaign.state().text() + " already.", "");
        }
    }
}
