package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.Figures;
import org.countersign.campaign.ItemState;
import org.countersign.evidence.AttestationMaker.Content;
import org.countersign.evidence.AttestationMaker.Signatory;
import org.countersign.ledger.Ledger;
import org.countersign.workspace.Transaction;

/// Gathers what an attestation says from the workspace.
final class Attestation {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Attestation() {}

    static Content content(Transaction tx, Campaign campaign, Ledger ledger, Optional<SigningKey> owner, Instant at) {
        var campaigns = new CampaignStore(tx);
        List<ItemState> items = campaigns.items(campaign.name());
        var signatures = new ArrayList<Signatory>();
        for (StoredSignature signature : new EvidenceStore(tx).signatures(campaign.name())) {
            signatures.add(new Signatory(
                    signature.role(),
                    name(signature),
                    signature.address(),
                    signature.fingerprint(),
                    signature.signedAt(),
                    (int) new String(signature.decisions().array(), StandardCharsets.UTF_8)
                            .lines()
                            .count()));
        }
        return new Content(
                campaign,
                Figures.of(items),
                items,
                signatures,
                notEvaluable(campaigns.findings(campaign.name())),
                ledger.head(tx),
                owner.map(key -> new Signatory(
                        "owner",
                        SigningKey.nameOf(key.certificate()),
                        campaign.owner(),
                        SigningKey.fingerprint(key.certificate()),
                        at,
                        0)),
                at);
    }

    private static String name(StoredSignature signature) {
        try {
            return SigningKey.nameOf(
                    KeyFile.certificates("certificate", signature.certificate().getBytes(StandardCharsets.US_ASCII))
                            .getFirst());
        } catch (org.countersign.work.RefusedException e) {
            return signature.address();
        }
    }

    private static List<String> notEvaluable(byte[] findings) {
        try {
            var sources = new TreeMap<String, TreeSet<String>>();
            for (JsonNode entry : JSON.readTree(findings).path("notEvaluable")) {
                sources.computeIfAbsent(entry.path("rule").asText(), _ -> new TreeSet<>())
                        .add(entry.path("source").asText());
            }
            var rules = new LinkedHashMap<TreeSet<String>, List<String>>();
            sources.forEach((rule, of) ->
                    rules.computeIfAbsent(of, _ -> new ArrayList<>()).add(rule));
            return rules.entrySet().stream()
                    .map(entry -> String.join(", ", entry.getKey()) + " (" + String.join(", ", entry.getValue()) + ")")
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
