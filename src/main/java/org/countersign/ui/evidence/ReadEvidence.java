package org.countersign.ui.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.app.Countersign;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.ReviewerProgress;
import org.countersign.campaign.Standing;
import org.countersign.campaign.StandingStore;
import org.countersign.evidence.BundleFacts;
import org.countersign.evidence.EvidenceStore;
import org.countersign.evidence.KeyFile;
import org.countersign.evidence.SignedBy;
import org.countersign.ledger.Event;
import org.countersign.ledger.Ledger;
import org.countersign.ledger.LedgerStore;
import org.countersign.text.Formats;
import org.countersign.ui.evidence.EvidenceState.Chosen;
import org.countersign.ui.evidence.EvidenceState.Entry;
import org.countersign.ui.evidence.SignatureRow.Role;
import org.countersign.ui.evidence.SignatureRow.State;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;

/// Reads what there is to sign and to hand over; off the JavaFX thread.
final class ReadEvidence {
    private static final int NEWEST = 4;

    private final Countersign app;

    ReadEvidence(Countersign app) {
        this.app = app;
    }

    /// @param wished a campaign's name; where there is none of it, the one that needs somebody most
    EvidenceState read(String wished) throws RefusedException {
        return app.workspace().read(tx -> {
            List<Campaign> all = new CampaignStore(tx).all();
            Optional<Campaign> chosen = all.stream()
                    .filter(one -> one.name().equals(wished))
                    .findFirst()
                    .or(() -> first(all));
            var ledger = new LedgerStore(tx);
            return new EvidenceState(
                    all,
                    chosen.map(campaign -> chosen(tx, campaign)),
                    roster(tx),
                    revoked(tx),
                    app.ledger().head(tx),
                    ledger.newest(NEWEST).stream()
                            .map(event -> entry(ledger, event))
                            .toList());
        });
    }

    /// What waits for its owner, then what is signed, then what is newest.
    private static Optional<Campaign> first(List<Campaign> all) {
        return all.stream()
                .filter(EvidenceState::waits)
                .findFirst()
                .or(() -> all.stream()
                        .filter(one -> one.state() == Campaign.State.SIGNED)
                        .findFirst())
                .or(() -> all.stream().findFirst());
    }

    private static Chosen chosen(Transaction tx, Campaign campaign) {
        var evidence = new EvidenceStore(tx);
        var standings = new StandingStore(tx);
        Map<String, Instant> signed = new HashMap<>();
        for (SignedBy one : evidence.signed(campaign.name())) {
            signed.put(one.address(), one.at());
        }
        Optional<BundleFacts> bundle = evidence.bundleFacts(campaign.name());
        Standing figures = standings.of(campaign);
        var rows = new ArrayList<SignatureRow>();
        standings
                .reviewers(campaign, signed.keySet())
                .forEach(one -> rows.add(row(campaign, one, Optional.ofNullable(signed.get(one.reviewer())))));
        rows.add(new SignatureRow(
                campaign.owner(),
                Role.OWNER,
                figures.decided(),
                figures.items(),
                0,
                bundle.isPresent() ? State.SIGNED : State.NOT_SIGNED,
                bundle.map(BundleFacts::at)));
        return new Chosen(campaign, figures, rows, bundle);
    }

    private static SignatureRow row(Campaign campaign, ReviewerProgress one, Optional<Instant> at) {
        boolean ended = campaign.state() != Campaign.State.OPEN;
        int decided = one.items() - one.open();
        State state = at.isPresent()
                ? one.unsigned() > 0 ? State.MORE_TO_SIGN : State.SIGNED
                : ended && one.open() > 0
                        ? State.COUNTS_AS_OPEN
                        : decided > 0 || one.unsigned() > 0 ? State.NOT_SIGNED : State.NOT_STARTED;
        return new SignatureRow(one.reviewer(), Role.REVIEWER, decided, one.items(), ended ? one.open() : 0, state, at);
    }

    private static Map<String, Instant> revoked(Transaction tx) {
        var revoked = new HashMap<String, Instant>();
        new EvidenceStore(tx).revoked().forEach((fingerprint, one) -> revoked.put(fingerprint, one.from()));
        return revoked;
    }

    private static List<SignerFacts> roster(Transaction tx) throws RefusedException {
        var roster = new ArrayList<SignerFacts>();
        for (String pem : new EvidenceStore(tx).trusted()) {
            roster.add(SignerFacts.of(KeyFile.certificates("certificate", pem.getBytes(StandardCharsets.US_ASCII))
                    .getFirst()));
        }
        roster.sort(Comparator.comparing((SignerFacts one) -> Formats.plain(one.name()))
                .thenComparing(SignerFacts::fingerprint));
        return roster;
    }

    private static Entry entry(LedgerStore ledger, Event event) {
        JsonNode body = Ledger.body(event);
        JsonNode actor = body.path("actor");
        return new Entry(
                event.seq(),
                body.path("type").asText(),
                ledger.address(actor.path("reviewer").asText())
                        .orElse(actor.path("osUser").asText()),
                Instant.parse(body.path("at").asText()));
    }
}
