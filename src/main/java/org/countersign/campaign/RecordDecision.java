package org.countersign.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import org.countersign.drift.Severity;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;
import org.jspecify.annotations.Nullable;

/// Use case: writes decisions down, all of them or none; and takes the last one back.
public final class RecordDecision {
    private static final int LONGEST_DAYS = 365;

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
            Map<String, ItemState> items =
                    states.of(campaign, drafts.stream().map(Draft::item).toList());
            var faults = new ArrayList<String>();
            var seen = new HashSet<String>();
            String reviewer = states.spelled(open, given);
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
            var asked = new Asked(open, reviewer, new DelegationStore(tx).to(campaign, reviewer, today), manner, today);
            List<Draft> fresh = drafts.stream()
                    .filter(draft -> !stands(draft, reviewer, items.get(draft.item())))
                    .toList();
            for (Draft draft : fresh) {
                Optional<String> fault = seen.add(draft.item())
                        ? fault(draft, items.get(draft.item()), asked)
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
                && state.decision()
                        .filter(made -> made.reviewer().equals(reviewer)
                                && made.verdict() == draft.verdict()
                                && made.reason().equals(said(draft.reason()))
                                && (made.verdict() != Verdict.APPROVE_UNTIL
                                        || made.until().equals(draft.until())))
                        .isPresent();
    }

    private static Optional<String> said(Optional<String> reason) {
        return reason.map(String::strip).filter(text -> !text.isEmpty());
    }

    /// Who decides, in which way.
    ///
    /// @param standsFor whom they answer for today
    private record Asked(
            Campaign campaign, String reviewer, List<Delegation> standsFor, Manner manner, LocalDate today) {}

    private static Optional<String> fault(Draft draft, @Nullable ItemState state, Asked asked) {
        if (state == null) {
            return Optional.of("there is no item " + draft.item() + " in campaign "
                    + asked.campaign().name());
        }
        ReviewItem item = state.item();
        String reviewer = asked.reviewer();
        Manner manner = asked.manner();
        LocalDate today = asked.today();
        boolean theirs = same(state.reviewer(), reviewer);
        Optional<String> notTheirs = theirs || manner.onBehalf() ? Optional.empty() : notTheirs(state, asked);
        if (notTheirs.isPresent()) {
            return notTheirs;
        }
        boolean nobodyElse = theirs && same(reviewer, asked.campaign().owner());
        if (item.isAbout(reviewer) && !nobodyElse && draft.verdict() != Verdict.DONT_KNOW) {
            return Optional.of("item " + draft.item() + " is about " + reviewer
                    + ", and nobody reviews themself; dont-know passes it on");
        }
        if (state.covered()) {
            return Optional.of("item " + draft.item() + " is covered: its account is revoked");
        }
        boolean reason = draft.reason().filter(text -> !text.isBlank()).isPresent();
        boolean grave =
                item.worst().filter(worst -> worst.atLeast(Severity.HIGH)).isPresent();
        return switch (draft.verdict()) {
            case APPROVE ->
                reason || !(grave || manner.bulk())
                        ? Optional.empty()
                        : Optional.of(
                                grave
                                        ? "approving an item with a high or critical finding needs a reason"
                                        : "decisions made in bulk need a reason");
            case APPROVE_UNTIL -> untilFault(draft, item, reason, today);
            case REVOKE -> {
                if (manner.bulk() && item.line().path("breakglass").asBoolean()) {
                    yield Optional.of("a break-glass account is never revoked in bulk");
                }
                yield reason || !manner.bulk() ? Optional.empty() : Optional.of("decisions made in bulk need a reason");
            }
            case DONT_KNOW -> Optional.empty();
        };
    }

    private static boolean same(String one, String other) {
        return Formats.folded(one).equals(Formats.folded(other));
    }

    /// A deputy answers what waits for the one who is away, or what they have answered themselves; nothing about them.
    private static Optional<String> notTheirs(ItemState state, Asked asked) {
        String item = "item " + state.item().id();
        String reviewer = asked.reviewer();
        if (asked.standsFor().stream().noneMatch(one -> same(one.from(), state.reviewer()))) {
            return Optional.of(
                    item + " is " + state.reviewer() + "'s, not " + reviewer + "'s (--on-behalf records that)");
        }
        if (state.item().isAbout(reviewer)) {
            return Optional.of(item + " is about " + reviewer + ", and nobody reviews themself; it stays with "
                    + state.reviewer());
        }
        return state.open() || state.covered() || same(state.answeredBy(), reviewer)
                ? Optional.empty()
                : Optional.of(item + " was answered by " + state.answeredBy() + " already");
    }

    private static Optional<String> untilFault(Draft draft, ReviewItem item, boolean reason, LocalDate today) {
        if (item.kind() == Kind.MAPPING || item.kind() == Kind.GROUP) {
            return Optional.of("approve-until is for access; a " + item.kind().text() + " is approved or revoked");
        }
        if (draft.until().isEmpty()) {
            return Optional.of("approve-until needs a date");
        }
        if (!draft.until().get().isAfter(today)) {
            return Optional.of(draft.until().get() + " is not in the future");
        }
        if (draft.until().get().isAfter(today.plusDays(LONGEST_DAYS))) {
            return Optional.of(draft.until().get() + " is more than 365 days away");
        }
        return reason ? Optional.empty() : Optional.of("approve-until needs a reason");
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
        store.insert(decision);
        ObjectNode data = CanonicalJson.object()
                .put("campaign", campaign.name())
                .put("number", decision.number())
                .put("item", item.id())
                .put("itemDigest", item.digest())
                .put("decision", decision.verdict().text())
                .put("mode", mode)
                .put("seconds", decision.seconds());
        decision.supersedes().ifPresent(old -> data.put("supersedes", old));
        ledger.append(tx, actor, "decision.recorded", data);
        if (!state.reviewer().equals(reviewer)) {
            new DelegationStore(tx).turn(decision.number(), state.reviewer());
        }
        if (draft.verdict() == Verdict.DONT_KNOW) {
            String next = item.next(List.of(state.reviewer(), reviewer), campaign.fallback(), campaign.owner());
            store.reassign(campaign.name(), item.id(), next);
        }
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
