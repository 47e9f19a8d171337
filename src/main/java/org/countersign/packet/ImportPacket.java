package org.countersign.packet;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.Decision;
import org.countersign.campaign.DecisionWriter;
import org.countersign.campaign.Delegation;
import org.countersign.campaign.DelegationStore;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.StateStore;
import org.countersign.evidence.AppliedDecisions;
import org.countersign.evidence.EvidenceStore;
import org.countersign.evidence.KnownSigner;
import org.countersign.evidence.ReviewerSignature;
import org.countersign.evidence.SigningKey;
import org.countersign.evidence.StoredEvidence;
import org.countersign.evidence.StoredSignature;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: merges the answer to a packet, whole or not at all. Its decisions and their signature then stand as if
/// made here, with the times that their reviewer had.
public final class ImportPacket {
    private static final int FAULTS = 5;

    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;
    private final AppliedDecisions applied;

    /// Appends to this ledger.
    public ImportPacket(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
        this.applied = new AppliedDecisions(ledger);
    }

    /// What became of it.
    public sealed interface Outcome {
        /// It is merged.
        ///
        /// @param signedAt as the reviewer claims
        /// @param people everybody who reviews something, whether the campaign still waits for them or not
        record Merged(
                String campaign,
                String reviewer,
                int decisions,
                int exceptionsMade,
                Instant signedAt,
                List<Missing> people)
                implements Outcome {
            /// Copies the list.
            public Merged {
                people = List.copyOf(people);
            }
        }

        /// Nothing was changed: nobody has said yet that this certificate is the reviewer's.
        ///
        /// @param known fingerprints by which the reviewer was known before; none where they are new
        record Unknown(String reviewer, X509Certificate certificate, List<String> known) implements Outcome {
            /// Copies the list.
            public Unknown {
                known = List.copyOf(known);
            }
        }
    }

    /// Merges it.
    ///
    /// @param name of the file, for messages
    /// @param trusted the fingerprint of a certificate that a person has compared and takes for the reviewer's
    /// @throws RefusedException with the reason
    public Outcome run(Actor actor, String name, byte[] bytes, Optional<String> trusted) throws RefusedException {
        Answer answer = Answer.read(name, bytes);
        return workspace.write(tx -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            Sent sent = sent(tx, name, answer);
            Campaign campaign = open(tx, name, sent, answer, now);
            if (!SigningKey.carries(answer.certificate(), sent.reviewer())) {
                throw new RefusedException(
                        name,
                        "It is signed with a certificate of "
                                + Formats.visible(String.join(", ", SigningKey.addresses(answer.certificate())))
                                + ", and the packet was for " + sent.reviewer() + ".",
                        "Nothing was changed.");
            }
            var signers = new KnownSigner(tx);
            String fingerprint = SigningKey.fingerprint(answer.certificate());
            signers.refuseRevoked(name, sent.reviewer(), fingerprint);
            boolean compared = trusted.filter(fingerprint::equals).isPresent();
            if (!compared && !signers.knows(sent.reviewer(), answer.by())) {
                return new Outcome.Unknown(sent.reviewer(), answer.certificate(), signers.of(sent.reviewer()));
            }
            List<PacketStore.Item> items = new PacketStore(tx).items(sent);
            Map<String, ItemState> states = new StateStore(tx)
                    .of(
                            campaign.name(),
                            items.stream().map(PacketStore.Item::item).toList());
            conflicts(tx, name, sent, items, states, now);
            List<AnswerLines.Line> lines = new AnswerLines(name, campaign, sent, answer)
                    .read(items, states, new CampaignStore(tx), actor.osUser(), now);
            if (compared && !new EvidenceStore(tx).trusts(fingerprint)) {
                new EvidenceStore(tx).trust(fingerprint, SigningKey.pem(answer.certificate()), now);
                ledger.append(
                        tx, actor, "certificate.trusted", CanonicalJson.object().put("certificateSha256", fingerprint));
            }
            return merge(tx, actor, campaign, sent, answer, lines, now);
        });
    }

    private static Sent sent(Transaction tx, String name, Answer answer) throws RefusedException {
        var store = new PacketStore(tx);
        Sent sent = store.find(answer.packet())
                .orElseThrow(() -> new RefusedException(
                        name,
                        "It answers a packet that was not made in this workspace.",
                        "Merge it in the workspace that the packet came from."));
        if (sent.answeredAt().isPresent()) {
            boolean same = sent.answerSha256().filter(answer.sha256()::equals).isPresent();
            throw new RefusedException(
                    name,
                    same
                            ? "This answer was imported already, on "
                                    + Formats.instant(sent.answeredAt().get()) + "."
                            : "The packet was answered already, by another file, on "
                                    + Formats.instant(sent.answeredAt().get()) + "; a packet is answered once.",
                    same ? "Nothing is left to do." : "Make another packet for " + sent.reviewer() + ".");
        }
        if (!answer.reviewer().equals(sent.reviewer())
                || answer.number() != sent.signature()
                || !answer.campaignName().equals(sent.campaign())) {
            throw new RefusedException(
                    name, "It does not answer the packet that it names: campaign, reviewer or number differ.", "");
        }
        Optional<Sent> newest = store.newest(sent.campaign(), sent.reviewer());
        if (newest.filter(one -> one.number() > sent.number()).isPresent()) {
            throw new RefusedException(
                    name,
                    "A newer packet was made for " + sent.reviewer() + ", on "
                            + Formats.instant(newest.get().madeAt()) + ", which replaces the one that this answers.",
                    "Have them open the newer one and answer that; what they decided is in their workspace.");
        }
        return sent;
    }

    private Campaign open(Transaction tx, String name, Sent sent, Answer answer, Instant now) throws RefusedException {
        var campaigns = new CampaignStore(tx);
        Campaign campaign = campaigns.get(sent.campaign());
        if (campaign.state() != Campaign.State.OPEN) {
            throw new RefusedException(
                    name,
                    "The campaign " + campaign.name() + " is "
                            + campaign.state().text() + "; nothing is merged into it any more.",
                    "");
        }
        if (!Sha256.hex(campaigns.frozen(campaign.name()))
                .equals(Sha256.hex(answer.campaign().array()))) {
            throw new RefusedException(
                    name, "It is of another campaign that is called " + campaign.name() + ", too.", "");
        }
        if (campaign.timestampRequired() && answer.by().timestamp().isEmpty()) {
            throw new RefusedException(
                    name,
                    "The signature in it has no timestamp, which the campaign " + campaign.name() + " requires.",
                    "Make another packet for " + sent.reviewer()
                            + ", and have them name a timestamp authority before they sign.");
        }
        if (answer.signedAt().isAfter(now.plus(OpenPacket.SKEW))) {
            throw new RefusedException(
                    name,
                    "It claims to be signed at " + Formats.instant(answer.signedAt()) + ", and here it is only "
                            + Formats.instant(now) + ".",
                    "Set the clocks of both machines.");
        }
        if (answer.signedAt().isBefore(sent.madeAt().minus(OpenPacket.SKEW))) {
            throw new RefusedException(
                    name,
                    "It claims to be signed at " + Formats.instant(answer.signedAt())
                            + ", before the packet was made, at " + Formats.instant(sent.madeAt()) + ".",
                    "");
        }
        StoredEvidence.require(tx, ledger, campaign);
        return campaign;
    }

    /// What happened here to the packet's items since it was made.
    private static void conflicts(
            Transaction tx,
            String name,
            Sent sent,
            List<PacketStore.Item> items,
            Map<String, ItemState> states,
            Instant now)
            throws RefusedException {
        var conflicts = new ArrayList<String>();
        for (PacketStore.Item one : items) {
            ItemState state = java.util.Objects.requireNonNull(states.get(one.item()));
            if (!same(state.reviewer(), sent.reviewer())) {
                conflicts.add("item " + one.item() + " is " + state.reviewer() + "'s now");
            } else if (!state.decision().map(Decision::number).equals(one.decision())) {
                conflicts.add("item " + one.item() + " was decided here meanwhile"
                        + state.decision()
                                .map(made -> " by " + made.reviewer() + ", "
                                        + made.verdict().text())
                                .orElse(" and taken back"));
            }
        }
        LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
        for (Delegation one : new DelegationStore(tx).standing(sent.campaign(), today)) {
            if (same(one.from(), sent.reviewer())
                    && one.holds(today)
                    && !one.at().isBefore(sent.madeAt())) {
                conflicts.add(sent.reviewer() + " named " + one.to() + " as deputy until " + one.end()
                        + ", who may answer the same items");
            }
        }
        if (!conflicts.isEmpty()) {
            String more = conflicts.size() > FAULTS ? "; and " + (conflicts.size() - FAULTS) + " more" : "";
            throw new RefusedException(
                    name,
                    "It is in conflict with what happened here since the packet was made: "
                            + String.join("; ", conflicts.subList(0, Math.min(FAULTS, conflicts.size()))) + more + ".",
                    "Nothing was changed. Take that back, or make another packet for " + sent.reviewer()
                            + " of what is open.");
        }
    }

    private static boolean same(String one, String other) {
        return Formats.folded(one).equals(Formats.folded(other));
    }

    private Outcome merge(
            Transaction tx,
            Actor actor,
            Campaign campaign,
            Sent sent,
            Answer answer,
            List<AnswerLines.Line> lines,
            Instant now) {
        Actor reviewer = actor.as(sent.reviewer());
        var writer = new DecisionWriter(ledger);
        lines.forEach(
                line -> writer.write(tx, reviewer, campaign, line.state(), line.decision(), Optional.of(sent.id())));
        List<Decision> decisions =
                lines.stream().map(AnswerLines.Line::decision).toList();
        var signature = new StoredSignature(
                new EvidenceStore(tx).nextNumber(),
                campaign.name(),
                answer.number(),
                "reviewer",
                sent.reviewer(),
                answer.signedAt(),
                SigningKey.pem(answer.certificate()),
                SigningKey.fingerprint(answer.certificate()),
                answer.decisions(),
                answer.manifest(),
                answer.p7s());
        ReviewerSignature.keep(tx, ledger, actor, signature, decisions);
        new PacketStore(tx).answered(sent, now, answer.sha256());
        ledger.append(
                tx,
                reviewer,
                "packet.imported",
                CanonicalJson.object()
                        .put("campaign", campaign.name())
                        .put("packet", sent.id())
                        .put("ordinal", answer.number())
                        .put("decisions", decisions.size())
                        .put("answerSha256", answer.sha256())
                        .put("certificateSha256", signature.fingerprint())
                        .put("reviewerSeq", answer.head().seq())
                        .put("reviewerHead", answer.head().hash()));
        int exceptions = applied.run(
                tx,
                reviewer,
                List.copyOf(new StateStore(tx)
                        .of(
                                campaign.name(),
                                decisions.stream().map(Decision::item).toList())
                        .values()),
                decisions,
                now,
                answer.signedAt());
        return new Outcome.Merged(
                campaign.name(),
                sent.reviewer(),
                decisions.size(),
                exceptions,
                answer.signedAt(),
                Missing.of(tx, campaign));
    }
}
