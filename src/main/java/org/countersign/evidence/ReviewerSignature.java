package org.countersign.evidence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.Decision;
import org.countersign.campaign.ReservedStore;
import org.countersign.evidence.StoredSignature.Bytes;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Sha256;
import org.countersign.workspace.Transaction;

/// What a reviewer signs: `campaign.json` and their decisions, and where the whole population is at hand,
/// `items.ndjson`. Who has a packet has only their own items; `campaign.json` holds the digest of all, and each
/// decision that of its item, so both bind the same (ADR 37).
public final class ReviewerSignature {
    private static final String CAMPAIGN = "campaign.json";
    private static final String ITEMS = "items.ndjson";

    private ReviewerSignature() {}

    /// Whether a reviewer's manifest of this number covers exactly what it must.
    static boolean covers(Set<String> names, String number) {
        String decisions = "decisions/" + number + ".ndjson";
        return names.equals(Set.of(CAMPAIGN, ITEMS, decisions)) || names.equals(Set.of(CAMPAIGN, decisions));
    }

    /// The number of the next signature of a campaign, past those that packets may use.
    public static int next(Transaction tx, String campaign) {
        return Math.max(highest(tx, campaign), new ReservedStore(tx).highest(campaign)) + 1;
    }

    /// The highest number that a signature of a campaign has; 0 where there is none.
    public static int highest(Transaction tx, String campaign) {
        return new EvidenceStore(tx)
                .signatures(campaign).stream()
                        .mapToInt(StoredSignature::ordinal)
                        .max()
                        .orElse(0);
    }

    /// What surrounds decisions where the campaign lies.
    static Map<String, byte[]> whole(Transaction tx, String campaign) {
        var campaigns = new CampaignStore(tx);
        return whole(campaigns.frozen(campaign), campaigns.itemLines(campaign));
    }

    static Map<String, byte[]> whole(byte[] campaign, byte[] items) {
        return Map.of(CAMPAIGN, campaign, ITEMS, items);
    }

    /// What surrounds decisions where only one reviewer's items of it are.
    public static Map<String, byte[]> part(byte[] campaign) {
        return Map.of(CAMPAIGN, campaign);
    }

    /// Lines of decisions as they are signed.
    public static byte[] lines(List<Decision> decisions) {
        var lines = new StringBuilder();
        decisions.forEach(
                decision -> lines.append(CanonicalJson.text(decision.json())).append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// The manifest over decisions and what surrounds them.
    public static byte[] manifest(int ordinal, byte[] decisions, Map<String, byte[]> around) {
        var covered = new TreeMap<>(around);
        covered.put("decisions/" + AsicManifest.three(ordinal) + ".ndjson", decisions);
        return AsicManifest.over(ordinal, covered).bytes();
    }

    /// Signs; nothing is kept yet.
    ///
    /// @param made the signature, where it is there already
    public static StoredSignature over(
            Transaction tx,
            String campaign,
            String reviewer,
            SigningKey key,
            Instant now,
            int ordinal,
            byte[] decisions,
            Map<String, byte[]> around,
            Optional<byte[]> made) {
        byte[] manifest = manifest(ordinal, decisions, around);
        byte[] p7s = made.orElseGet(() -> Cades.sign(manifest, key, Optional.of(now)));
        return new StoredSignature(
                new EvidenceStore(tx).nextNumber(),
                campaign,
                ordinal,
                "reviewer",
                reviewer,
                now,
                SigningKey.pem(key.certificate()),
                SigningKey.fingerprint(key.certificate()),
                Bytes.of(decisions),
                Bytes.of(manifest),
                Bytes.of(p7s));
    }

    /// Keeps a signature, marks what it covers, and tells the ledger.
    public static void keep(
            Transaction tx, Ledger ledger, Actor actor, StoredSignature signature, List<Decision> decisions) {
        new EvidenceStore(tx).insert(signature);
        var campaigns = new CampaignStore(tx);
        decisions.forEach(decision -> campaigns.sign(decision, signature.number()));
        ledger.append(
                tx,
                actor.as(signature.address()),
                "decisions.signed",
                CanonicalJson.object()
                        .put("campaign", signature.campaign())
                        .put("ordinal", signature.ordinal())
                        .put("decisions", decisions.size())
                        .put("decisionsSha256", Sha256.hex(signature.decisions().array()))
                        .put("manifestSha256", Sha256.hex(signature.manifest().array()))
                        .put("certificateSha256", signature.fingerprint()));
    }
}
