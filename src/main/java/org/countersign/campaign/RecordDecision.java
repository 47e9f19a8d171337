package org.countersign.campaign;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/// Use case: writes decisions down, all of them or none; and takes the last one back.
public final class RecordDecision {
    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;

    /// Appends to this ledger.
    public RecordDecision(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// One decision to be written.
    ///
    /// @param place where it stands in a file, for messages; may be empty
    /// @param seconds that the item was shown
    public record Draft(
            String place,
            String item,
            Verdict verdict,
            Optional<String> reason,
            Optional<LocalDate> until,
            long seconds) {}

    /// How decisions are made.
    ///
    /// @param bulk decided at once by a person, which asks for a reason and leaves break-glass accounts out
    /// @param onBehalf entered for the reviewer, also where the item is another reviewer's
    public record Manner(boolean bulk, boolean onBehalf) {
        /// One after another, by the reviewer.
        public static final Manner SINGLE = new Manner(false, false);
    }

    /// Writes them.
    ///
    /// What stands already, word for word, is not said again: it may be signed.
    ///
    /// @param given the reviewer's address, in any case of letters
    /// @return how many were new
    /// @throws RefusedException naming every draft that cannot be taken
    public int run(Actor actor, String campaign, String given, List<Draft> drafts, Manner manner)
            throws RefusedException {
        return workspace.write(tx -> {
            var store = new CampaignStore(tx);
            Campaign open = requireOpen(store, campaign);
            var states = new StateStore(tx);
            var received = new ReceivedStore(tx);
            received.requireTheirs(open, given, manner);
            Map<String, ItemState> items =
                    states.of(campaign, drafts.stream().map(Draft::item).toList());
            var faults = new ArrayList<String>();
            var seen = new HashSet<String>();
            String reviewer = states.spelled(open, given);
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
            var asked = new DecisionRules.Asked(
                    open, reviewer, new DelegationStore(tx).to(campaign, reviewer, today), manner, today);
            List<Draft> fresh = drafts.stream()
                    .filter(draft -> !stands(draft, reviewer, items.get(draft.item())))
                    .toList();
            for (Draft draft : fresh) {
                Optional<String> fault = seen.add(draft.item())
                        ? received.locked(campaign, draft.item())
                                .or(() -> DecisionRules.fault(draft, items.get(draft.item()), asked))
                        : Optional.of("the item is there twice");
                fault.ifPresent(
                        reason -> faults.add((draft.place().isEmpty() ? draft.item() : draft.place()) + ": " + reason));
            }
            if (!faults.isEmpty()) {
                String more = faults.size() > 20 ? "; and " + (faults.size() - 20) + " more" : "";
                throw new RefusedException(
                        String.join("; ", faults.subList(0, Math.min(20, faults.size()))) + more,
                        "",
                        "No decision was recorded.");
            }
            String mode = manner.bulk() ? "bulk:" + fresh.size() : "single";
            for (Draft draft : fresh) {
                ItemState state = java.util.Objects.requireNonNull(items.get(draft.item()));
                write(tx, actor.as(reviewer), open, state, draft, reviewer, mode, manner.onBehalf(), now);
            }
            return fresh.size();
        });
    }

    private static Campaign requireOpen(CampaignStore store, String name) throws RefusedException {
        Campaign campaign = store.get(name);
        if (campaign.state() != Campaign.State.OPEN) {
            throw new RefusedException(
                    name, "The campaign is " + campaign.state().text() + "; nothing can be decided in it.", "");
        }
        return campaign;
    }

    private static boolean stands(Draft draft, String reviewer, @Nullable ItemState state) {
        return state != null
                && !askedAgain(state, reviewer)
                && state.decision()
                        .filter(made -> made.reviewer().equals(reviewer)
                                && made.verdict() == draft.verdict()
                                && made.reason().equals(said(draft.reason()))
                                && (made.verdict() != Verdict.APPROVE_UNTIL
                                        || made.until().equals(draft.until())))
                        .isPresent();
    }

    /// Who has signed that they do not know, and is asked once more, may say so once more.
    private static boolean askedAgain(ItemState state, String reviewer) {
        return state.signed()
                && state.reviewer().equals(reviewer)
                && state.decision()
                        .filter(made -> made.verdict() == Verdict.DONT_KNOW)
                        .isPresent();
    }

    private static Optional<String> said(Optional<String> reason) {
        return reason.map(String::strip).filter(text -> !text.isEmpty());
    }

    private void write(
            Transaction tx,
            Actor actor,
            Campaign campaign,
            ItemState state,
            Draft draft,
            String reviewer,
            String mode,
            boolean onBehalf,
            Instant now) {
        var store = new CampaignStore(tx);
        ReviewItem item = state.item();
        var decision = new Decision(
                store.nextDecision(),
                campaign.name(),
                item.id(),
                item.digest(),
                draft.verdict(),
                said(draft.reason()),
                draft.verdict() == Verdict.APPROVE_UNTIL ? draft.until() : Optional.empty(),
                reviewer,
                actor.osUser(),
                now,
                onBehalf,
                mode,
                draft.seconds(),
                store.newestSigned(campaign.name(), item.id()));
        new DecisionWriter(ledger).write(tx, actor, campaign, state, decision, Optional.empty());
    }

    /// Takes the reviewer's last unsigned decision back, or the whole batch that it was part of.
    ///
    /// @return what was taken back; empty where there is nothing
    public List<Decision> undo(Actor actor, String campaign, String reviewer) throws RefusedException {
        return workspace.write(tx -> {
            var store = new CampaignStore(tx);
            requireOpen(store, campaign);
            Optional<Decision> last = store.lastUnsigned(campaign, reviewer);
            if (last.isEmpty()) {
                return List.<Decision>of();
            }
            List<Decision> batch =
                    last.get().mode().startsWith("bulk:") ? store.batch(last.get()) : List.of(last.get());
            Instant now = clock.instant();
            for (Decision decision : batch) {
                store.undo(decision, now);
                if (decision.verdict() == Verdict.DONT_KNOW) {
                    store.reassign(campaign, decision.item(), new DelegationStore(tx).turn(decision));
                }
                ledger.append(
                        tx,
                        actor.as(reviewer),
                        "decision.undone",
                        CanonicalJson.object()
                                .put("campaign", campaign)
                                .put("number", decision.number())
                                .put("item", decision.item()));
            }
            return batch;
        });
    }
}
