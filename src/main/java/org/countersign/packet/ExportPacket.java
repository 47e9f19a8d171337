package org.countersign.packet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.Decision;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.ReceivedStore;
import org.countersign.campaign.ReservedStore;
import org.countersign.campaign.ReviewItem;
import org.countersign.campaign.StateStore;
import org.countersign.campaign.queue.CarriedContext;
import org.countersign.evidence.KnownSigner;
import org.countersign.evidence.ReviewerSignature;
import org.countersign.evidence.SignAsReviewer;
import org.countersign.evidence.SigningKey;
import org.countersign.evidence.StoredEvidence;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Formats;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;
import org.countersign.work.WholeFile;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: the owner hands a reviewer on another machine what waits for them, with what their queue shows of it and
/// no more, signed.
public final class ExportPacket {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ID = 16;

    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /// Appends to this ledger.
    public ExportPacket(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// What to hand out.
    ///
    /// @param reviewer their address, in any case of letters
    /// @param again also what they have signed already, to say it otherwise
    public record Request(String campaign, String reviewer, boolean again) {}

    /// What was made.
    ///
    /// @param reviewer as the campaign spells them
    /// @param known whether the owner's workspace knows their certificate
    /// @param replaced when the packet was made that this one replaces: its answer is not taken any more
    /// @param bytes of the file
    public record Outcome(String reviewer, int items, boolean known, Optional<Instant> replaced, byte[] bytes) {}

    /// Where a packet is laid down, before it is recorded: what cannot be written was never handed out.
    public interface Beside {
        /// Writes it beside its place.
        WholeFile.Staged stage(byte[] bytes) throws RefusedException;
    }

    /// Makes it, and puts it where it goes once it is recorded.
    ///
    /// @param key the owner's
    /// @throws RefusedException where nothing waits for the reviewer, or the key is not the owner's
    public Outcome run(Actor actor, Request request, SigningKey key, Beside to) throws RefusedException {
        var staged = new AtomicReference<WholeFile.Staged>();
        try {
            Outcome made = workspace.write(tx -> {
                Outcome outcome = make(tx, actor, request, key);
                staged.set(to.stage(outcome.bytes()));
                return outcome;
            });
            staged.get().move();
            return made;
        } finally {
            if (staged.get() != null) {
                staged.get().close();
            }
        }
    }

    /// Makes it, for whoever writes it themselves.
    public Outcome run(Actor actor, Request request, SigningKey key) throws RefusedException {
        return workspace.write(tx -> make(tx, actor, request, key));
    }

    private Outcome make(Transaction tx, Actor actor, Request request, SigningKey key) throws RefusedException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Campaign campaign = open(tx, request.campaign(), key, now);
        String reviewer = new StateStore(tx).spelled(campaign, request.reviewer());
        List<ItemState> items = items(tx, campaign, reviewer, request.again());
        var store = new PacketStore(tx);
        Optional<Instant> replaced = store.newest(campaign.name(), reviewer)
                .filter(sent -> sent.answeredAt().isEmpty())
                .map(Sent::madeAt);
        ReservedStore.Reserved reserved = new ReservedStore(tx)
                .reserve(campaign.name(), ReviewerSignature.highest(tx, campaign.name()), items.size());
        if (reserved.signature() > ReadPacket.SIGNATURES) {
            throw new RefusedException(
                    campaign.name(),
                    "The campaign has " + ReadPacket.SIGNATURES + " signatures and packets, and no number left.",
                    "Review what is left on this machine.");
        }
        var id = new byte[ID];
        random.nextBytes(id);
        String packet = HexFormat.of().formatHex(id);
        List<String> known = new KnownSigner(tx).of(reviewer);
        byte[] bytes = Container.sign(
                files(tx, campaign, reviewer, items, known, packet, reserved, key, now), Packet.NUMBER, key, now);
        if (bytes.length > Container.LARGEST) {
            throw new RefusedException(
                    reviewer,
                    "What waits for this reviewer does not fit into a packet of " + (Container.LARGEST >> 20) + " MiB.",
                    "Hand some of it to others first.");
        }
        var sent = new Sent(
                store.next(),
                packet,
                campaign.name(),
                reviewer,
                now,
                reserved.signature(),
                reserved.first(),
                Sha256.hex(bytes),
                Optional.empty(),
                Optional.empty());
        store.insert(
                sent,
                items.stream()
                        .map(state -> new PacketStore.Item(
                                state.item().id(), state.decision().map(Decision::number)))
                        .toList());
        ledger.append(
                tx,
                actor,
                "packet.exported",
                CanonicalJson.object()
                        .put("campaign", campaign.name())
                        .put("packet", packet)
                        .put("to", ledger.reviewerId(tx, reviewer))
                        .put("items", items.size())
                        .put("ordinal", reserved.signature())
                        .put("packetSha256", sent.sha256()));
        return new Outcome(reviewer, items.size(), !known.isEmpty(), replaced, bytes);
    }

    private Campaign open(Transaction tx, String name, SigningKey key, Instant now) throws RefusedException {
        Campaign campaign = new CampaignStore(tx).get(name);
        if (campaign.state() != Campaign.State.OPEN) {
            throw new RefusedException(
                    name, "The campaign is " + campaign.state().text() + "; its reviews are over.", "");
        }
        new ReceivedStore(tx).requireWhole(campaign);
        if (!SigningKey.carries(key.certificate(), campaign.owner())) {
            throw new RefusedException(
                    key.address(),
                    "The campaign's owner is " + campaign.owner() + ", and this key carries another address.",
                    "Sign the packet with the owner's key.");
        }
        SignAsReviewer.checkValid(key, now);
        SignAsReviewer.pinned(tx, campaign.owner(), key);
        StoredEvidence.require(tx, ledger, campaign);
        return campaign;
    }

    private static List<ItemState> items(Transaction tx, Campaign campaign, String reviewer, boolean again)
            throws RefusedException {
        String folded = Formats.folded(reviewer);
        var states = new StateStore(tx);
        var items = new ArrayList<ItemState>();
        if (again) {
            states.each(campaign, state -> {
                boolean signed =
                        state.signed() && Formats.folded(state.answeredBy()).equals(folded);
                if (Formats.folded(state.reviewer()).equals(folded) && (state.open() || signed)) {
                    items.add(state);
                }
            });
        } else {
            items.addAll(states.of(campaign.name(), states.waiting(campaign.name(), reviewer))
                    .values());
        }
        if (items.isEmpty()) {
            throw new RefusedException(
                    Formats.visible(reviewer),
                    "Nothing in " + campaign.name() + " waits for this reviewer.",
                    "See: countersign campaign status " + campaign.name(),
                    "");
        }
        return items;
    }

    private TreeMap<String, byte[]> files(
            Transaction tx,
            Campaign campaign,
            String reviewer,
            List<ItemState> items,
            List<String> known,
            String packet,
            ReservedStore.Reserved reserved,
            SigningKey key,
            Instant now) {
        var campaigns = new CampaignStore(tx);
        var contexts = new CarriedContext(tx, campaign.name());
        var lines = new StringBuilder();
        var beside = new StringBuilder();
        for (ItemState state : items) {
            lines.append(CanonicalJson.text(state.item().line())).append('\n');
            ObjectNode context = CanonicalJson.object()
                    .put("item", state.item().id())
                    .put(
                            "subject",
                            campaigns.subject(campaign.name(), state.item().id()));
            context.set("context", contexts.of(state));
            campaigns.newestSigned(campaign.name(), state.item().id()).ifPresent(old -> context.put("supersedes", old));
            beside.append(CanonicalJson.text(context)).append('\n');
        }
        List<ReviewItem> asked = items.stream().map(ItemState::item).toList();
        ObjectNode around = contexts.around(asked);
        around.set("governance", CarriedContext.tokenHolders(governance(campaigns, campaign.name()), asked));
        byte[] itemLines = lines.toString().getBytes(StandardCharsets.UTF_8);
        byte[] frozen = campaigns.frozen(campaign.name());
        Ledger.Head head = ledger.head(tx);
        ObjectNode facts = CanonicalJson.object()
                .put("format", Packet.FORMAT)
                .put("version", Packet.VERSION)
                .put("packet", packet)
                .put("campaign", campaign.name())
                .put("campaignSha256", Sha256.hex(frozen))
                .put("itemsSha256", Sha256.hex(itemLines))
                .put("items", items.size())
                .put("madeAt", Formats.instant(now))
                .put("signature", reserved.signature())
                .put("firstDecision", reserved.first());
        facts.putObject("ledger").put("seq", head.seq()).put("hash", head.hash());
        var roster = facts.putArray("roster");
        roster.addObject()
                .put("role", "owner")
                .put("address", campaign.owner())
                .put("certificateSha256", SigningKey.fingerprint(key.certificate()));
        var fingerprints = roster.addObject()
                .put("role", "reviewer")
                .put("address", reviewer)
                .putArray("certificatesSha256");
        known.forEach(fingerprints::add);
        var files = new TreeMap<String, byte[]>();
        files.put(Packet.CAMPAIGN, frozen);
        files.put(Packet.ITEMS, itemLines);
        files.put(Packet.CONTEXT, beside.toString().getBytes(StandardCharsets.UTF_8));
        files.put(Packet.AROUND, CanonicalJson.bytes(around));
        files.put(Packet.FACTS, CanonicalJson.bytes(facts));
        files.put(Packet.CERTIFICATE, SigningKey.pem(key.certificate()).getBytes(StandardCharsets.US_ASCII));
        return files;
    }

    private static JsonNode governance(CampaignStore campaigns, String campaign) {
        try {
            return JSON.readTree(campaigns.governance(campaign));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
