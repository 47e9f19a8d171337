package org.countersign.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: a reviewer who is away names a deputy from a day to a day. While that holds, what waits for the reviewer
/// waits
/// for the deputy too, but what is about them; what nobody has answered by then is the reviewer's as before, for it
/// never
/// moved. One word of a reviewer stands at a time, the last; nothing goes on from a deputy to theirs.
public final class DelegateReviews {
    private static final int LONGEST_DAYS = 365;

    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;

    /// Appends to this ledger.
    public DelegateReviews(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Who stands in for whom.
    ///
    /// @param end the last day, included
    public record Request(String campaign, String from, String to, LocalDate start, LocalDate end, String reason) {}

    /// What became of it.
    ///
    /// @param replaced what stood before, and does not any more
    /// @param waiting items that wait for the reviewer and can be answered by the deputy
    /// @param about items that wait and stay, because they are about the deputy
    public record Outcome(Delegation made, Optional<Delegation> replaced, int waiting, int about) {}

    /// Names a deputy.
    ///
    /// @throws RefusedException where that cannot be
    public Outcome run(Actor actor, Request request) throws RefusedException {
        Instant now = now();
        LocalDate today = day(now);
        check(request, today);
        return workspace.write(tx -> {
            Campaign campaign = open(tx, request.campaign());
            var states = new StateStore(tx);
            var store = new DelegationStore(tx);
            String from = states.spelled(campaign, request.from());
            String to = states.known(campaign, request.to()).orElse(request.to());
            if (from.equals(to)) {
                throw new RefusedException(
                        Formats.visible(request.to()), "This is the reviewer themself.", "Name somebody else.");
            }
            Optional<Delegation> before = store.of(campaign.name(), from, today);
            Delegation made = store.insert(new Delegation(
                    0,
                    campaign.name(),
                    from,
                    to,
                    request.start(),
                    request.end(),
                    request.reason().strip(),
                    actor.osUser(),
                    now));
            ObjectNode data = CanonicalJson.object()
                    .put("campaign", campaign.name())
                    .put("number", made.number())
                    .put("from", ledger.reviewerId(tx, from))
                    .put("to", ledger.reviewerId(tx, to))
                    .put("start", made.start().toString())
                    .put("end", made.end().toString());
            ledger.append(tx, actor, "items.delegated", data);
            DelegationStore.Waiting waiting = store.waiting(made, states.spellings(campaign.name(), from));
            return new Outcome(made, before, waiting.items() - waiting.about(), waiting.about());
        });
    }

    /// Ends what stands of a reviewer, whether it holds already or is still to come: from now on the deputy answers
    /// nothing.
    ///
    /// @return what has ended
    /// @throws RefusedException where nothing stands
    public Delegation end(Actor actor, String name, String from) throws RefusedException {
        Instant now = now();
        return workspace.write(tx -> {
            Campaign campaign = open(tx, name);
            var store = new DelegationStore(tx);
            Optional<Delegation> standing = store.of(name, new StateStore(tx).spelled(campaign, from), day(now));
            if (standing.isEmpty()) {
                throw new RefusedException(
                        Formats.visible(from),
                        "This reviewer has named no deputy, or that is over.",
                        "See: countersign campaign status " + name,
                        "The page of the campaign shows who answers for whom.");
            }
            Delegation ended = standing.get();
            store.end(ended, actor.osUser(), now);
            ledger.append(
                    tx,
                    actor,
                    "delegation.ended",
                    CanonicalJson.object().put("campaign", name).put("number", ended.number()));
            return ended;
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static void check(Request request, LocalDate today) throws RefusedException {
        if (!Formats.isAddress(request.to())) {
            throw new RefusedException(
                    Formats.visible(request.to()),
                    "A deputy signs, and a key carries an e-mail address in ASCII; this is none.",
                    "Write one like name@example.com.");
        }
        if (request.reason().isBlank()) {
            throw new RefusedException(request.campaign(), "Naming a deputy needs a reason.", "Say why.");
        }
        if (request.start().isBefore(today)) {
            throw new RefusedException(
                    request.start().toString(), "That day is over; a deputy answers from today on.", "");
        }
        if (request.end().isBefore(request.start())) {
            throw new RefusedException(
                    request.end().toString(), "The last day is before the first, " + request.start() + ".", "");
        }
        if (request.end().isAfter(today.plusDays(LONGEST_DAYS))) {
            throw new RefusedException(
                    request.end().toString(),
                    "That is more than " + LONGEST_DAYS + " days away.",
                    "Hand the items over instead.");
        }
    }

    private static Campaign open(Transaction tx, String name) throws RefusedException {
        Campaign campaign = new CampaignStore(tx).get(name);
        if (campaign.state() != Campaign.State.OPEN) {
            throw new RefusedException(
                    name, "The campaign is " + campaign.state().text() + "; nothing waits in it.", "");
        }
        new ReceivedStore(tx).requireWhole(campaign);
        return campaign;
    }
}
