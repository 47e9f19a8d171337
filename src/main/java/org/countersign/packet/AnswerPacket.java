package org.countersign.packet;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.Decision;
import org.countersign.campaign.DecisionWriter;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Received;
import org.countersign.campaign.ReceivedItem;
import org.countersign.campaign.ReceivedStore;
import org.countersign.campaign.StateStore;
import org.countersign.evidence.Cades;
import org.countersign.evidence.PacketLines;
import org.countersign.evidence.Proofs;
import org.countersign.evidence.ReviewerSignature;
import org.countersign.evidence.SignAsReviewer;
import org.countersign.evidence.SignatureLevel;
import org.countersign.evidence.SigningKey;
import org.countersign.evidence.StoredEvidence;
import org.countersign.evidence.StoredSignature;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: a reviewer signs what they decided: the items of a packet as its answer, once and whole; those of a
/// campaign that lies here as they come.
///
/// An answer does nothing to governance here; it does where the campaign lies, when it is merged.
public final class AnswerPacket {
    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;
    private final SignAsReviewer here;

    /// Appends to this ledger.
    ///
    /// @param here signs where the campaign lies
    public AnswerPacket(Workspace workspace, Ledger ledger, Clock clock, SignAsReviewer here) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
        this.here = here;
    }

    /// What is signed, before it is.
    ///
    /// @param here those decisions that are said again, of which nothing stands here yet
    private record Prepared(
            Campaign campaign,
            Received packet,
            List<Decision> decisions,
            List<Said> here,
            byte[] frozen,
            byte[] lines,
            byte[] manifest) {}

    /// A decision on an item as it stands.
    private record Said(ItemState state, Decision decision) {}

    /// Signs. A timestamp is fetched while nobody is kept from the workspace.
    ///
    /// @throws RefusedException as [SignAsReviewer#run]; and where items of the packet are open, or it was signed
    public SignAsReviewer.Outcome run(Actor actor, String name, SigningKey key, Proofs proofs) throws RefusedException {
        if (workspace.read(tx -> new ReceivedStore(tx).newest(name)).isEmpty()) {
            return here.run(actor, name, key, proofs);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Prepared ready = workspace.read(tx -> prepare(tx, actor, name, key, now));
        proofs.require(ready.campaign());
        var notes = new ArrayList<String>();
        byte[] p7s = proofs.stamped(ready.campaign(), Cades.sign(ready.manifest(), key, Optional.of(now)), notes);
        return workspace.write(tx -> {
            Prepared again = prepare(tx, actor, name, key, now);
            if (!Arrays.equals(again.manifest(), ready.manifest())) {
                throw new RefusedException(
                        name, "Somebody changed the workspace while this was signed.", "Sign again.");
            }
            answer(tx, actor, again, key, now, p7s);
            return new SignAsReviewer.Outcome(
                    again.packet().reviewer(),
                    again.decisions().size(),
                    0,
                    again.campaign()
                            .frozen()
                            .path("attestations")
                            .path("reviewer")
                            .path("sentence")
                            .asText(),
                    SignatureLevel.of(p7s),
                    notes);
        });
    }

    private Prepared prepare(Transaction tx, Actor actor, String name, SigningKey key, Instant now)
            throws RefusedException {
        Campaign campaign = new CampaignStore(tx).get(name);
        Received packet = new ReceivedStore(tx).newest(name).orElseThrow();
        check(tx, packet, campaign, key, now);
        StoredEvidence.require(tx, ledger, campaign);
        List<ReceivedItem> items = new ReceivedStore(tx).items(packet);
        var here = new ArrayList<Said>();
        List<Decision> decisions = decisions(tx, actor, campaign, items, here);
        byte[] frozen = new CampaignStore(tx).frozen(name);
        byte[] lines = PacketLines.of(packet, items, decisions);
        return new Prepared(
                campaign,
                packet,
                decisions,
                here,
                frozen,
                lines,
                ReviewerSignature.manifest(packet.signature(), lines, ReviewerSignature.part(frozen)));
    }

    private void answer(Transaction tx, Actor actor, Prepared of, SigningKey key, Instant now, byte[] p7s) {
        Received packet = of.packet();
        for (Said said : of.here()) {
            new DecisionWriter(ledger)
                    .write(
                            tx,
                            actor.as(packet.reviewer()),
                            of.campaign(),
                            said.state(),
                            said.decision(),
                            Optional.of(packet.packet()));
        }
        StoredSignature signature = ReviewerSignature.over(
                tx,
                of.campaign().name(),
                packet.reviewer(),
                key,
                now,
                packet.signature(),
                of.lines(),
                ReviewerSignature.part(of.frozen()),
                Optional.of(p7s));
        ReviewerSignature.keep(tx, ledger, actor, signature, of.decisions());
        byte[] answer = Answer.write(packet.packet(), of.frozen(), signature, ledger.head(tx), key, now);
        new ReceivedStore(tx).answered(packet, now, answer);
    }

    private static void check(Transaction tx, Received packet, Campaign campaign, SigningKey key, Instant now)
            throws RefusedException {
        if (packet.answeredAt().isPresent()) {
            throw new RefusedException(
                    campaign.name(),
                    "Its packet is signed, since "
                            + Formats.instant(packet.answeredAt().get()) + "; a packet is answered once.",
                    "Send the answer: countersign packet return " + campaign.name() + " OUT. To say it otherwise, ask "
                            + campaign.owner() + " for another packet.",
                    "Send the answer. To say it otherwise, ask " + campaign.owner() + " for another packet.");
        }
        if (!SigningKey.carries(key.certificate(), packet.reviewer())) {
            throw new RefusedException(
                    key.address(),
                    "The packet is for " + packet.reviewer() + ", and this key carries another address.",
                    "Sign with the key of the reviewer who decided.");
        }
        SignAsReviewer.checkValid(key, now);
        SignAsReviewer.pinned(tx, packet.reviewer(), key);
        boolean own = key.certificate()
                .getIssuerX500Principal()
                .equals(key.certificate().getSubjectX500Principal());
        if (own
                && !packet.certificates().isEmpty()
                && !packet.certificates().contains(SigningKey.fingerprint(key.certificate()))) {
            throw new RefusedException(
                    key.address(),
                    campaign.owner() + " knows you by another certificate (SHA-256 "
                            + packet.certificates().getFirst() + ").",
                    "Sign with that key; or have them take in the new certificate, and ask for another packet.");
        }
        if (now.isBefore(packet.madeAt().minus(OpenPacket.SKEW))) {
            throw new RefusedException(
                    campaign.name(),
                    "The packet was made at " + Formats.instant(packet.madeAt()) + ", and here it is only "
                            + Formats.instant(now) + ".",
                    "Set the clock of this machine.");
        }
    }

    /// One on each item that is not covered. What was signed for a packet that this one replaces is said again, as it
    /// was: its signature has other numbers.
    ///
    /// @param here gets those, which are to be written
    private static List<Decision> decisions(
            Transaction tx, Actor actor, Campaign campaign, List<ReceivedItem> items, List<Said> here)
            throws RefusedException {
        long next = new CampaignStore(tx).nextDecision();
        Map<String, ItemState> states = new StateStore(tx)
                .of(campaign.name(), items.stream().map(one -> one.item().id()).toList());
        var decisions = new ArrayList<Decision>();
        int open = 0;
        for (ReceivedItem one : items) {
            ItemState state =
                    java.util.Objects.requireNonNull(states.get(one.item().id()));
            Optional<Decision> decision = state.decision();
            boolean askedAgain =
                    state.signed() && state.open() && one.supersedes().isPresent();
            if (decision.isEmpty() || askedAgain) {
                open += state.covered() ? 0 : 1;
            } else if (state.signed()) {
                Decision copy = again(next + here.size(), actor, decision.get());
                here.add(new Said(state, copy));
                decisions.add(copy);
            } else {
                decisions.add(decision.get());
            }
        }
        if (open > 0) {
            throw new RefusedException(
                    campaign.name(),
                    Formats.counted(open, "item") + " of the packet " + (open == 1 ? "is" : "are")
                            + " open, and a packet is answered once and whole.",
                    "Decide them; what you cannot tell is dont-know, and goes on to " + campaign.fallback() + ".");
        }
        return decisions;
    }

    private static Decision again(long number, Actor actor, Decision made) {
        return new Decision(
                number,
                made.campaign(),
                made.item(),
                made.itemDigest(),
                made.verdict(),
                made.reason(),
                made.until(),
                made.reviewer(),
                actor.osUser(),
                made.decidedAt(),
                made.onBehalf(),
                made.mode(),
                made.seconds(),
                Optional.of(made.number()));
    }
}
