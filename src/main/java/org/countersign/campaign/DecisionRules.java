package org.countersign.campaign;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.countersign.drift.Severity;
import org.countersign.text.Formats;
import org.jspecify.annotations.Nullable;

/// What can be said of an item, and by whom (product.md, "Rules of a review").
public final class DecisionRules {
    private static final int LONGEST_DAYS = 365;

    private DecisionRules() {}

    /// Who decides, in which way.
    ///
    /// @param standsFor whom they answer for today
    record Asked(
            Campaign campaign,
            String reviewer,
            List<Delegation> standsFor,
            RecordDecision.Manner manner,
            LocalDate today) {}

    /// What is against a decision; empty = nothing.
    static Optional<String> fault(RecordDecision.Draft draft, @Nullable ItemState state, Asked asked) {
        if (state == null) {
            return Optional.of("there is no item " + draft.item() + " in campaign "
                    + asked.campaign().name());
        }
        String reviewer = asked.reviewer();
        boolean theirs = same(state.reviewer(), reviewer);
        Optional<String> notTheirs = theirs || asked.manner().onBehalf() ? Optional.empty() : notTheirs(state, asked);
        if (notTheirs.isPresent()) {
            return notTheirs;
        }
        Optional<String> self = self(state, reviewer, asked.campaign(), draft.verdict());
        if (self.isPresent()) {
            return self;
        }
        if (state.covered()) {
            return Optional.of("item " + draft.item() + " is covered: its account is revoked");
        }
        return said(draft, state.item(), asked.manner().bulk(), asked.today());
    }

    private static Optional<String> self(ItemState state, String reviewer, Campaign campaign, Verdict verdict) {
        boolean nobodyElse = same(state.reviewer(), reviewer) && same(reviewer, campaign.owner());
        return state.item().isAbout(reviewer) && !nobodyElse && verdict != Verdict.DONT_KNOW
                ? Optional.of("item " + state.item().id() + " is about " + reviewer
                        + ", and nobody reviews themself; dont-know passes it on")
                : Optional.empty();
    }

    /// What is against a decision that a reviewer made elsewhere on an item that was theirs; empty = nothing. What has
    /// been covered meanwhile does not count against it: they could not know.
    ///
    /// @param decidedOn the day on which it was made, as UTC counts days
    public static Optional<String> elsewhere(
            Decision decision, ItemState state, Campaign campaign, LocalDate decidedOn) {
        Optional<String> self = self(state, decision.reviewer(), campaign, decision.verdict());
        return self.isPresent()
                ? self
                : said(
                        new RecordDecision.Draft(
                                "",
                                decision.item(),
                                decision.verdict(),
                                decision.reason(),
                                decision.until(),
                                decision.seconds()),
                        state.item(),
                        decision.batch() > 0,
                        decidedOn);
    }

    private static Optional<String> said(RecordDecision.Draft draft, ReviewItem item, boolean bulk, LocalDate today) {
        boolean reason = draft.reason().filter(text -> !text.isBlank()).isPresent();
        boolean grave =
                item.worst().filter(worst -> worst.atLeast(Severity.HIGH)).isPresent();
        return switch (draft.verdict()) {
            case APPROVE ->
                reason || !(grave || bulk)
                        ? Optional.empty()
                        : Optional.of(
                                grave
                                        ? "approving an item with a high or critical finding needs a reason"
                                        : "decisions made in bulk need a reason");
            case APPROVE_UNTIL -> untilFault(draft, item, reason, today);
            case REVOKE -> {
                if (bulk && item.line().path("breakglass").asBoolean()) {
                    yield Optional.of("a break-glass account is never revoked in bulk");
                }
                yield reason || !bulk ? Optional.empty() : Optional.of("decisions made in bulk need a reason");
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

    private static Optional<String> untilFault(
            RecordDecision.Draft draft, ReviewItem item, boolean reason, LocalDate today) {
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
}
