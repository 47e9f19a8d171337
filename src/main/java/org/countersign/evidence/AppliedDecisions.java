package org.countersign.evidence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.campaign.Decision;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Kind;
import org.countersign.campaign.ReviewItem;
import org.countersign.campaign.Verdict;
import org.countersign.governance.Access;
import org.countersign.governance.ChangeGovernance;
import org.countersign.governance.ExceptionRecord;
import org.countersign.governance.GovernanceJson;
import org.countersign.groups.Attested;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.workspace.Transaction;

/// What signed decisions do to governance: what was approved until a day becomes an exception, what was granted so and
/// is decided otherwise ends, and an approved policy card was last reviewed on the day of the signature.
public final class AppliedDecisions {
    private final Ledger ledger;
    private final ChangeGovernance governance;

    /// Appends to this ledger.
    public AppliedDecisions(Ledger ledger) {
        this.ledger = ledger;
        this.governance = new ChangeGovernance(ledger);
    }

    /// Applies them.
    ///
    /// @param items of the campaign, with these decisions
    /// @param now from when it holds
    /// @param signedAt the day of which it is said
    /// @return how many exceptions were made
    public int run(
            Transaction tx, Actor actor, List<ItemState> items, List<Decision> waiting, Instant now, Instant signedAt) {
        Map<String, ReviewItem> byId = new HashMap<>();
        var standing = new HashSet<Long>();
        items.forEach(state -> {
            byId.put(state.item().id(), state.item());
            state.decision().ifPresent(decision -> standing.add(decision.number()));
        });
        // A dont-know that somebody has answered is signed, and changes nothing any more.
        List<Decision> signed = waiting.stream()
                .filter(decision -> standing.contains(decision.number()))
                .toList();
        var exceptions = new ArrayList<ObjectNode>();
        var cards = new ArrayList<ObjectNode>();
        var today = signedAt.atZone(ZoneOffset.UTC).toLocalDate();
        for (Decision decision : signed) {
            ReviewItem item = java.util.Objects.requireNonNull(byId.get(decision.item()));
            if (decision.verdict() == Verdict.APPROVE_UNTIL) {
                exceptions.add(GovernanceJson.json(new ExceptionRecord(
                        "EX-" + item.id(),
                        item.source(),
                        item.account().orElseThrow(),
                        access(item),
                        Optional.of(decision.reviewer()),
                        decision.reason(),
                        Optional.of(today),
                        decision.until())));
            }
            if (decision.verdict() == Verdict.APPROVE && item.kind() == Kind.GROUP) {
                cards.add(reviewedToday(item, today.toString()));
                attested(tx, actor, decision, item, today.toString());
            }
        }
        // What was granted until a day and is now decided otherwise is granted no longer.
        List<String> ended = signed.stream()
                .filter(decision -> decision.supersedes().isPresent() && decision.verdict() != Verdict.APPROVE_UNTIL)
                .map(decision -> "EX-" + decision.item())
                .toList();
        governance.put(tx, actor, now, Map.of("exceptions", exceptions, "groups", cards), ended);
        return exceptions.size();
    }

    /// Says who was in the group, as an owner's attestation at the group itself does.
    private void attested(Transaction tx, Actor actor, Decision decision, ReviewItem item, String today) {
        var ids = new ArrayList<String>();
        item.line().path("members").path("ids").forEach(id -> ids.add(id.asText()));
        String group = item.line().path("group").path("id").asText();
        ledger.append(
                tx,
                actor,
                Attested.EVENT,
                Attested.of(item.source(), group, ids)
                        .json()
                        .put("reviewed", today)
                        .put("campaign", decision.campaign()));
    }

    private static Optional<Access> access(ReviewItem item) {
        return switch (item.kind()) {
            case MEMBERSHIP ->
                Optional.of(new Access(
                        Access.Kind.GROUP, item.line().path("group").path("id").asText()));
            case ROLE ->
                Optional.of(new Access(
                        Access.Kind.ROLE, item.line().path("role").path("value").asText()));
            case ENTITLEMENT ->
                Optional.of(new Access(
                        Access.Kind.ENTITLEMENT,
                        item.line().path("entitlement").path("value").asText()));
            case EXCEPTION ->
                Optional.of(item.line().path("exception").path("access").asText(""))
                        .filter(text -> !text.isEmpty())
                        .map(Access::parse);
            case ACCOUNT, MAPPING, GROUP -> Optional.empty();
        };
    }

    /// The card as frozen, under the group's id, with today as its last review.
    private static ObjectNode reviewedToday(ReviewItem item, String today) {
        ObjectNode card = CanonicalJson.object()
                .put("source", item.source())
                .put(
                        "group",
                        item.line()
                                .path("policy")
                                .path("reference")
                                .asText(item.line().path("group").path("id").asText()));
        for (String name : List.of("owner", "purpose", "classification")) {
            String text = item.line().path("policy").path(name).asText("");
            if (!text.isEmpty()) {
                card.put(name, text);
            }
        }
        String cadence = item.line().path("policy").path("cadence").asText("");
        if (!cadence.isEmpty()) {
            card.put("cadence", "P" + Duration.parse(cadence).toDays() + "D");
        }
        return card.put("lastReviewed", today);
    }
}
