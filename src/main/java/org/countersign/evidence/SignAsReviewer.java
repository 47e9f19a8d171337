package org.countersign.evidence;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.Decision;
import org.countersign.campaign.ReceivedStore;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: a reviewer signs what they decided. From here their decisions count and can only be
/// superseded.
///
/// What was approved until a day becomes an exception, and an approved policy card was last reviewed today.
public final class SignAsReviewer {
    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;
    private final AppliedDecisions applied;

    /// Appends to this ledger.
    public SignAsReviewer(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
        this.applied = new AppliedDecisions(ledger);
    }

    /// What was signed.
    ///
    /// @param decisions how many
    /// @param level that the signature reached
    /// @param notes what a person should know: a timestamp that could not be had
    public record Outcome(
            String reviewer,
            int decisions,
            int exceptionsMade,
            String sentence,
            SignatureLevel level,
            List<String> notes) {
        /// Copies the list.
        public Outcome {
            notes = List.copyOf(notes);
        }
    }

    /// A signature that is ready to be stored.
    private record Prepared(Campaign campaign, List<Decision> waiting, StoredSignature signature) {}

    /// Signs.
    ///
    /// @throws RefusedException where nothing waits for this reviewer's signature, or the campaign is not
    /// open
    public Outcome run(Actor actor, String campaignName, SigningKey key) throws RefusedException {
        return run(actor, campaignName, key, Proofs.NONE);
    }

    /// The same with a timestamp, which is fetched while nobody is kept from the workspace.
    public Outcome run(Actor actor, String campaignName, SigningKey key, Proofs proofs) throws RefusedException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var notes = new ArrayList<String>();
        Prepared ready = workspace.read(tx -> prepare(tx, campaignName, key, now, Optional.empty()));
        proofs.require(ready.campaign());
        byte[] p7s = proofs.stamped(ready.campaign(), ready.signature().p7s().array(), notes);
        return workspace.write(tx -> {
            Prepared again = prepare(tx, campaignName, key, now, Optional.of(p7s));
            if (!again.signature().manifest().equals(ready.signature().manifest())) {
                throw new RefusedException(
                        campaignName, "Somebody changed the workspace while this was signed.", "Sign again.");
            }
            StoredSignature signature = again.signature();
            ReviewerSignature.keep(tx, ledger, actor, signature, again.waiting());
            int exceptions = applied.run(
                    tx,
                    actor.as(signature.address()),
                    new CampaignStore(tx).items(campaignName),
                    again.waiting(),
                    now,
                    now);
            return new Outcome(
                    signature.address(),
                    again.waiting().size(),
                    exceptions,
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

    /// @param made the signature, where it is there already: a person is asked once
    private Prepared prepare(Transaction tx, String campaignName, SigningKey key, Instant now, Optional<byte[]> made)
            throws RefusedException {
        var campaigns = new CampaignStore(tx);
        Campaign campaign = campaigns.get(campaignName);
        if (campaign.state() != Campaign.State.OPEN) {
            throw new RefusedException(
                    campaignName, "The campaign is " + campaign.state().text() + "; its reviews are over.", "");
        }
        checkValid(key, now);
        new ReceivedStore(tx).requireWhole(campaign);
        List<Decision> waiting = waiting(campaigns, campaignName, key);
        if (waiting.isEmpty()) {
            throw new RefusedException(
                    key.address(),
                    "Nothing in " + campaignName + " waits for a signature of this address.",
                    "Decide first: countersign decide, or sign with the key of the reviewer who decided.",
                    "Decide first, or sign with the key of the reviewer who decided.");
        }
        StoredEvidence.require(tx, ledger, campaign);
        String reviewer = waiting.getFirst().reviewer();
        pinned(tx, reviewer, key);
        return new Prepared(
                campaign,
                waiting,
                ReviewerSignature.over(
                        tx,
                        campaignName,
                        reviewer,
                        key,
                        now,
                        ReviewerSignature.next(tx, campaignName),
                        ReviewerSignature.lines(waiting),
                        ReviewerSignature.whole(tx, campaignName),
                        made));
    }

    /// A person's first certificate in this workspace stays theirs: anybody can make a key with any address. A
    /// new one is taken once somebody has trusted it, which is an event of its own.
    public static void pinned(Transaction tx, String address, SigningKey key) throws RefusedException {
        var store = new EvidenceStore(tx);
        String fingerprint = SigningKey.fingerprint(key.certificate());
        RevokeCertificate.Revoked revoked = store.revoked().get(fingerprint);
        if (revoked != null) {
            throw new RefusedException(
                    address,
                    "The certificate of this key is revoked from " + revoked.from() + ".",
                    "Sign with the key that replaces it; make one: countersign key create",
                    "Sign with the key that replaces it.");
        }
        Optional<String> first = store.firstCertificate(address);
        if (first.isPresent() && !first.get().equals(fingerprint) && !store.trusts(fingerprint)) {
            throw new RefusedException(
                    address,
                    "This address has signed here with another certificate (SHA-256 " + first.get() + ").",
                    "Sign with that key; or, if it was replaced, check the new certificate and take it in:"
                            + " countersign key trust FILE.",
                    "Sign with that key; or, if it was replaced, open the new one under Evidence and trust it there.");
        }
    }

    /// Refuses a key whose certificate is not valid now.
    public static void checkValid(SigningKey key, Instant now) throws RefusedException {
        Instant from = key.certificate().getNotBefore().toInstant();
        Instant until = key.certificate().getNotAfter().toInstant();
        if (now.isBefore(from) || now.isAfter(until)) {
            throw new RefusedException(
                    key.address(),
                    "The certificate is valid from " + from + " to " + until + ", not now.",
                    "Use another key.");
        }
    }

    private static List<Decision> waiting(CampaignStore campaigns, String campaign, SigningKey key) {
        for (String address : campaigns.decisions(campaign).stream()
                .map(Decision::reviewer)
                .distinct()
                .toList()) {
            if (SigningKey.carries(key.certificate(), address)) {
                List<Decision> waiting = campaigns.unsigned(campaign, address);
                if (!waiting.isEmpty()) {
                    return waiting;
                }
            }
        }
        return List.of();
    }
}
