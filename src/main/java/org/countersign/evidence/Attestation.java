package org.countersign.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.Figures;
import org.countersign.campaign.ItemState;
import org.countersign.evidence.AttestationMaker.Content;
import org.countersign.evidence.AttestationMaker.Extract;
import org.countersign.evidence.AttestationMaker.NotEvaluable;
import org.countersign.evidence.AttestationMaker.Signatory;
import org.countersign.ledger.Ledger;
import org.countersign.work.RefusedException;
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
            Optional<X509Certificate> certificate = certificate(signature);
            signatures.add(new Signatory(
                    signature.role(),
                    certificate.map(SigningKey::nameOf).orElse(signature.address()),
                    signature.address(),
                    signature.fingerprint(),
                    certificate.flatMap(Attestation::issuer),
                    signature.signedAt(),
                    SignatureLevel.of(signature.p7s().array()) == SignatureLevel.B_T,
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
                        issuer(key.certificate()),
                        at,
                        false,
                        0)),
                Optional.empty(),
                at);
    }

    /// What of it an extract is about: fewer items, their figures, and what was not evaluable of their sources.
    static Content extract(Content whole, Extract extract) {
        List<ItemState> items = whole.items().stream()
                .filter(state -> switch (extract) {
                    case Extract.OfSource of -> state.item().source().equals(of.source());
                    case Extract.OfOwner of ->
                        of.is(state.item().line().path("policy").path("owner").asText());
                })
                .toList();
        Set<String> sources = items.stream().map(state -> state.item().source()).collect(Collectors.toSet());
        return new Content(
                whole.campaign(),
                Figures.of(items),
                items,
                whole.signatures(),
                whole.notEvaluable().stream()
                        .filter(one -> sources.contains(one.source()))
                        .toList(),
                whole.head(),
                Optional.empty(),
                Optional.of(extract),
                whole.madeAt());
    }

    private static Optional<X509Certificate> certificate(StoredSignature signature) {
        try {
            return Optional.of(
                    KeyFile.certificates("certificate", signature.certificate().getBytes(StandardCharsets.US_ASCII))
                            .getFirst());
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> issuer(X509Certificate certificate) {
        return certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal())
                ? Optional.empty()
                : Optional.of(certificate.getIssuerX500Principal().getName());
    }

    private static List<NotEvaluable> notEvaluable(byte[] findings) {
        try {
            var all = new ArrayList<NotEvaluable>();
            for (JsonNode entry : JSON.readTree(findings).path("notEvaluable")) {
                all.add(new NotEvaluable(
                        entry.path("source").asText(),
                        entry.path("rule").asText(),
                        entry.path("reason").asText()));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
