package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.Decision;
import org.countersign.campaign.ItemNote;
import org.countersign.campaign.NoteStore;
import org.countersign.campaign.Received;
import org.countersign.campaign.ReceivedStore;
import org.countersign.evidence.Cades.BadSignatureException;
import org.countersign.ledger.Event;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;

/// Whether the tables still say what was signed and what the ledger tells.
///
/// Whoever can write the file can change a table; signatures and the chain of events are what they cannot
/// change with it. So the owner signs, and a bundle leaves, only after this comparison.
public final class StoredEvidence {
    private final Transaction tx;
    private final CampaignStore campaigns;
    private final EvidenceStore evidence;
    private final Map<Long, JsonNode> recorded = new HashMap<>();
    private final Map<Long, JsonNode> noted = new HashMap<>();
    private final Map<String, String> bundles = new HashMap<>();
    private final Map<String, JsonNode> packets = new HashMap<>();
    private final Map<Long, String> hashes = new HashMap<>();

    /// Reads the ledger once.
    public StoredEvidence(Transaction tx) {
        this.tx = tx;
        this.campaigns = new CampaignStore(tx);
        this.evidence = new EvidenceStore(tx);
        new LedgerStore(tx).each(this::remember);
    }

    private void remember(Event event) {
        hashes.put(event.seq(), HexFormat.of().formatHex(event.hash()));
        JsonNode body = Ledger.body(event);
        JsonNode data = body.path("data");
        switch (body.path("type").asText()) {
            case "decision.recorded" -> recorded.put(data.path("number").asLong(), data);
            case "item.noted" -> noted.put(data.path("number").asLong(), data);
            case "packet.opened" -> packets.put(data.path("packet").asText(), data);
            case "campaign.signed" ->
                bundles.put(
                        data.path("campaign").asText(),
                        data.path("bundleSha256").asText());
            default -> {}
        }
    }

    /// What does not agree, a sentence each, over every campaign.
    public List<String> faults(Ledger ledger) {
        var faults = new ArrayList<String>(ledger(ledger));
        campaigns.all().forEach(campaign -> faults.addAll(of(campaign)));
        return faults;
    }

    /// Goes on only where the ledger and this campaign agree with what was signed.
    ///
    /// @throws RefusedException with what does not
    public static void require(Transaction tx, Ledger ledger, Campaign campaign) throws RefusedException {
        var stored = new StoredEvidence(tx);
        var faults = new ArrayList<String>(stored.ledger(ledger));
        faults.addAll(stored.of(campaign));
        if (!faults.isEmpty()) {
            throw new RefusedException(
                    campaign.name(),
                    "The workspace was changed outside Countersign, and no evidence rests on that. "
                            + String.join(" ", faults),
                    "Restore a backup from before.");
        }
    }

    private List<String> ledger(Ledger ledger) {
        return switch (ledger.verify(tx)) {
            case Ledger.Verdict.Holds _ -> List.of();
            case Ledger.Verdict.Broken broken ->
                List.of("The ledger is broken: event " + broken.seq() + " " + broken.reason() + ".");
        };
    }

    private List<String> of(Campaign campaign) {
        var faults = new ArrayList<String>();
        String name = campaign.name();
        List<Received> received = new ReceivedStore(tx).of(name);
        if (!received.isEmpty()) {
            return elsewhere(campaign, received);
        }
        byte[] items = campaigns.itemLines(name);
        if (!Sha256.hex(items).equals(campaign.frozen().path("itemsSha256").asText())) {
            faults.add(name + ": the items are not those that were frozen.");
        }
        Map<Long, Decision> decisions = told(name, faults);
        faults.addAll(notes(name));
        var signedLines = new ArrayList<String>();
        for (StoredSignature signature : evidence.signatures(name)) {
            signature(signature, campaigns.frozen(name), items).ifPresent(faults::add);
            new String(signature.decisions().array(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .forEach(signedLines::add);
        }
        List<String> rows = campaigns.signedDecisions(name).stream()
                .map(number -> Optional.ofNullable(decisions.get(number))
                        .map(decision -> CanonicalJson.text(decision.json()))
                        .orElse(""))
                .toList();
        if (!rows.stream()
                .sorted()
                .toList()
                .equals(signedLines.stream().sorted().toList())) {
            faults.add(name + ": the decisions are not those that were signed.");
        }
        bundle(name).ifPresent(faults::add);
        return faults;
    }

    /// Decisions by their numbers; what the ledger does not tell of them is a fault.
    private Map<Long, Decision> told(String campaign, List<String> faults) {
        Map<Long, Decision> decisions = campaigns.decisions(campaign).stream()
                .collect(Collectors.toMap(Decision::number, decision -> decision));
        decisions.values().forEach(decision -> event(decision).ifPresent(faults::add));
        return decisions;
    }

    /// Of a campaign that lies elsewhere: the items are those of the packets that the ledger tells of, and each
    /// signature is over what was decided on the items of its packet.
    private List<String> elsewhere(Campaign campaign, List<Received> received) {
        var faults = new ArrayList<String>();
        String name = campaign.name();
        told(name, faults);
        byte[] frozen = campaigns.frozen(name);
        var store = new ReceivedStore(tx);
        List<StoredSignature> signatures = evidence.signatures(name);
        for (Received packet : received) {
            JsonNode told = packets.get(packet.packet());
            String items = Sha256.hex(store.itemLines(packet));
            if (told == null
                    || !told.path("itemsSha256").asText().equals(items)
                    || !told.path("campaignSha256").asText().equals(Sha256.hex(frozen))) {
                faults.add(name + ": the items are not those of the packet that was opened.");
            }
            for (StoredSignature signature : signatures) {
                if (signature.ordinal() == packet.signature()) {
                    byte[] lines = PacketLines.of(packet, store.items(packet), store.signedBy(signature.number()));
                    if (!Arrays.equals(lines, signature.decisions().array())) {
                        faults.add(name + ": the decisions are not those that were signed.");
                    }
                    signature(signature, frozen, new byte[0]).ifPresent(faults::add);
                }
            }
        }
        return faults;
    }

    private Optional<String> event(Decision decision) {
        JsonNode told = recorded.get(decision.number());
        boolean same = told != null
                && told.path("campaign").asText().equals(decision.campaign())
                && told.path("item").asText().equals(decision.item())
                && told.path("itemDigest").asText().equals(decision.itemDigest())
                && told.path("decision").asText().equals(decision.verdict().text())
                && told.path("supersedes").asLong() == decision.supersedes().orElse(0L);
        return same
                ? Optional.empty()
                : Optional.of(decision.campaign() + ": the ledger does not tell decision " + decision.number()
                        + " as it stands.");
    }

    /// Notes are as the ledger tells, and none is gone.
    private List<String> notes(String campaign) {
        var faults = new ArrayList<String>();
        Map<Long, JsonNode> told = new HashMap<>(noted);
        told.values().removeIf(data -> !data.path("campaign").asText().equals(campaign));
        for (ItemNote note : new NoteStore(tx).all(campaign)) {
            JsonNode data = told.remove(note.number());
            if (data == null
                    || !data.path("item").asText().equals(note.item())
                    || !data.path("noteSha256").asText().equals(note.sha256())) {
                faults.add(campaign + ": the ledger does not tell note " + note.number() + " as it stands.");
            }
        }
        told.keySet().stream()
                .sorted()
                .forEach(number -> faults.add(campaign + ": note " + number + ", which the ledger tells of, is gone."));
        return faults;
    }

    private static Optional<String> signature(StoredSignature stored, byte[] campaign, byte[] items) {
        String where = stored.campaign() + ": " + AsicManifest.signatureName(stored.ordinal());
        byte[] manifest = stored.manifest().array();
        byte[] decisions = stored.decisions().array();
        boolean over = Stream.of(ReviewerSignature.whole(campaign, items), ReviewerSignature.part(campaign))
                .anyMatch(around ->
                        Arrays.equals(ReviewerSignature.manifest(stored.ordinal(), decisions, around), manifest));
        if (!over) {
            return Optional.of(where + " was not made over this campaign, these items and these decisions.");
        }
        try {
            Cades.Signature signature = Cades.verify(manifest, stored.p7s().array());
            return SigningKey.fingerprint(signature.certificate()).equals(stored.fingerprint())
                            && SigningKey.carries(signature.certificate(), stored.address())
                    ? Optional.empty()
                    : Optional.of(where + " is by another certificate than the one noted.");
        } catch (BadSignatureException e) {
            return Optional.of(where + ": " + e.getMessage());
        }
    }

    /// The bundle is the one that the ledger tells of, and its head is still in the chain: a ledger cut short
    /// holds in itself.
    private Optional<String> bundle(String campaign) {
        Optional<byte[]> bytes = evidence.bundle(campaign);
        if (bytes.isEmpty()) {
            return bundles.containsKey(campaign)
                    ? Optional.of(campaign + ": the bundle that was signed is gone.")
                    : Optional.empty();
        }
        if (!Sha256.hex(bytes.get()).equals(bundles.get(campaign))) {
            return Optional.of(campaign + ": the bundle is not the one that the ledger tells of.");
        }
        Optional<Ledger.Head> head = SignedHeads.head(bytes.get());
        if (head.isEmpty()) {
            return Optional.of(campaign + ": the bundle cannot be read.");
        }
        return head.get().hash().equals(hashes.get(head.get().seq()))
                ? Optional.empty()
                : Optional.of(campaign + ": the ledger does not hold the head that the bundle was signed over.");
    }
}
