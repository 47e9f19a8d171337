package org.countersign.packet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.ReceiveItems;
import org.countersign.campaign.Received;
import org.countersign.campaign.ReceivedStore;
import org.countersign.evidence.EvidenceStore;
import org.countersign.evidence.KnownSigner;
import org.countersign.evidence.SigningKey;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: a reviewer opens a packet in a workspace of their own, where its items are decided and signed as any.
public final class OpenPacket {
    /// As far apart as two clocks may be.
    static final Duration SKEW = Duration.ofMinutes(5);

    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;

    /// Appends to this ledger.
    public OpenPacket(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// What became of it.
    public sealed interface Outcome {
        /// Its items wait in the queue.
        ///
        /// @param fresh how many of them were not here before
        record Opened(String campaign, String title, String owner, String reviewer, int items, int fresh)
                implements Outcome {}

        /// Nothing was changed: nobody has said yet that this certificate is the owner's.
        ///
        /// @param known fingerprints by which the owner was known before; none where they are new
        record Unknown(String owner, X509Certificate certificate, List<String> known) implements Outcome {
            /// Copies the list.
            public Unknown {
                known = List.copyOf(known);
            }
        }
    }

    /// Opens it.
    ///
    /// @param trusted the fingerprint of a certificate that a person has compared and takes for the owner's
    /// @throws RefusedException where it does not hold, was opened before, or does not fit what is here
    public Outcome run(Actor actor, Packet packet, Optional<String> trusted) throws RefusedException {
        return workspace.write(tx -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            check(tx, packet, now);
            String owner = packet.campaign().owner();
            var signers = new KnownSigner(tx);
            String fingerprint = SigningKey.fingerprint(packet.certificate());
            signers.refuseRevoked(packet.campaign().name(), owner, fingerprint);
            boolean compared = trusted.filter(fingerprint::equals).isPresent();
            if (!compared && !signers.knows(owner, packet.by())) {
                return new Outcome.Unknown(owner, packet.certificate(), signers.of(owner));
            }
            if (compared && !new EvidenceStore(tx).trusts(fingerprint)) {
                new EvidenceStore(tx).trust(fingerprint, SigningKey.pem(packet.certificate()), now);
                ledger.append(
                        tx, actor, "certificate.trusted", CanonicalJson.object().put("certificateSha256", fingerprint));
            }
            return receive(tx, actor, packet, now);
        });
    }

    private static void check(Transaction tx, Packet packet, Instant now) throws RefusedException {
        Campaign campaign = packet.campaign();
        if (packet.madeAt().isAfter(now.plus(SKEW))) {
            throw new RefusedException(
                    campaign.name(),
                    "The packet was made at " + Formats.instant(packet.madeAt()) + ", and here it is only "
                            + Formats.instant(now) + ".",
                    "Set the clock of this machine, or ask the owner to look at theirs.");
        }
        var received = new ReceivedStore(tx);
        Optional<Received> before = received.packet(packet.id());
        if (before.isPresent()) {
            throw new RefusedException(
                    campaign.name(),
                    "This packet was opened here already, on "
                            + Formats.instant(before.get().openedAt()) + ".",
                    "Its items are under Review.");
        }
        var campaigns = new CampaignStore(tx);
        if (campaigns.find(campaign.name()).isEmpty()) {
            return;
        }
        List<Received> earlier = received.of(campaign.name());
        if (earlier.isEmpty()
                || !Arrays.equals(campaigns.frozen(campaign.name()), CanonicalJson.bytes(campaign.frozen()))) {
            throw new RefusedException(
                    campaign.name(),
                    earlier.isEmpty()
                            ? "The campaign lies in this workspace; its items need no packet here."
                            : "A packet of another campaign of this name was opened here.",
                    "Open the packet in another workspace.");
        }
        if (!Formats.folded(earlier.getLast().reviewer()).equals(Formats.folded(packet.reviewer()))) {
            throw new RefusedException(
                    campaign.name(),
                    "Here are the items of " + earlier.getLast().reviewer() + ", and the packet is for "
                            + packet.reviewer() + ".",
                    "Open it in a workspace of that reviewer.");
        }
        if (earlier.stream().anyMatch(one -> one.madeAt().isAfter(packet.madeAt()))) {
            throw new RefusedException(
                    campaign.name(),
                    "A newer packet of this campaign was opened here, which replaces this one.",
                    "Its items are under Review.");
        }
    }

    private Outcome receive(Transaction tx, Actor actor, Packet packet, Instant now) {
        Campaign campaign = packet.campaign();
        ObjectNode around = packet.around();
        int before = new CampaignStore(tx).itemCount(campaign.name());
        ReceiveItems.insert(
                tx,
                campaign.frozen(),
                CanonicalJson.bytes(around.path("governance")),
                new Received(
                        0,
                        packet.id(),
                        campaign.name(),
                        packet.reviewer(),
                        packet.known(),
                        packet.signature(),
                        packet.first(),
                        packet.madeAt(),
                        packet.itemsSha256(),
                        CanonicalJson.text(around),
                        now,
                        Optional.empty()),
                packet.items());
        ledger.append(
                tx,
                actor,
                "packet.opened",
                CanonicalJson.object()
                        .put("campaign", campaign.name())
                        .put("packet", packet.id())
                        .put("items", packet.items().size())
                        .put("itemsSha256", packet.itemsSha256())
                        .put("campaignSha256", Sha256.hex(CanonicalJson.bytes(campaign.frozen())))
                        .put("packetSha256", packet.sha256())
                        .put("certificateSha256", SigningKey.fingerprint(packet.certificate())));
        return new Outcome.Opened(
                campaign.name(),
                campaign.title(),
                campaign.owner(),
                packet.reviewer(),
                packet.items().size(),
                new CampaignStore(tx).itemCount(campaign.name()) - before);
    }
}
