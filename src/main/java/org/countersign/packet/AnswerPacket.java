package org.countersign.packet;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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

    /// Signs.
    ///
    /// @throws RefusedException as [SignAsReviewer#run]; and where items of the packet are open, or it was signed
    public SignAsReviewer.Outcome run(Actor actor, String name, SigningKey key, Proofs proofs) throws RefusedException {
        if (workspace.read(tx -> new ReceivedStore(tx).newest(name)).isEmpty()) {
            return here.run(actor, name, key, proofs);
        }
        return workspace.write(tx -> {
            Campaign campaign = new CampaignStore(tx).get(name);
            Received packet = new ReceivedStore(tx).newest(name).orElseThrow();
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            check(tx, packet, campaign, key, now);
            StoredEvidence.require(tx, ledger, campaign);
            List<ReceivedItem> items = new ReceivedStore(tx).items(packet);
            List<Decision> decisions = decisions(tx, actor, campaign, packet, items);
            byte[] frozen = new CampaignStore(tx).frozen(name);
            byte[] lines = PacketLines.of(packet, items, decisions);
            Map<String, byte[]> around = ReviewerSignature.part(frozen);
            var notes = new ArrayList<String>();
            byte[] p7s = proofs.stamped(
                    campaign,
                    Cades.sign(ReviewerSignature.manifest(packet.signature(), lines, around), key, Optional.of(now)),
                    notes);
            StoredSignature signature = ReviewerSignature.over(
                    tx, name, packet.reviewer(), key, now, packet.signature(), lines, around, Optional.of(p7s));
            ReviewerSignature.keep(tx, ledger, actor, signature, decisions);
            byte[] answer = Answer.write(packet.packet(), frozen, signature, ledger.head(tx), key, now);
            new ReceivedStore(tx).answered(packet, now, answer);
            return new SignAsReviewer.Outcome(
                    packet.reviewer(),
                    decisions.size(),
                    0,
                    campaign.frozen()
                            .path("attestations")
                            .path("reviewer")
                            .path("sentence")
                            .asText(),
                    SignatureLevel.of(p7s),
                    notes);
        });
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
    private List<Decision> decisions(
            Transaction tx, Actor actor, Campaign campaign, Received packet, List<ReceivedItem> items)
            throws RefusedException {
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
                decisions.add(again(tx, actor, campaign, state, decision.get(), packet));
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

    private Decision again(
            Transaction tx, Actor actor, Campaign campaign, ItemState state, Decision made, Received packet) {
        var copy = new Decision(
                new CampaignStore(tx).nextDecision(),
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
        new DecisionWriter(ledger)
                .write(tx, actor.as(packet.reviewer()), campaign, state, copy, Optional.of(packet.packet()));
        return copy;
    }
}
