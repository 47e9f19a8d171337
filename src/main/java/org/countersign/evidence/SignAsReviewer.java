package org.countersign.evidence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.Decision;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Kind;
import org.countersign.campaign.ReviewItem;
import org.countersign.campaign.Verdict;
import org.countersign.evidence.StoredSignature.Bytes;
import org.countersign.governance.Access;
import org.countersign.governance.ChangeGovernance;
import org.countersign.governance.ExceptionRecord;
import org.countersign.governance.GovernanceJson;
import org.countersign.groups.Attested;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Sha256;
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
    private final ChangeGovernance governance;

    /// Appends to this ledger.
    public SignAsReviewer(Workspace workspace, Ledger ledger, Clock clock) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
        this.governance = new ChangeGovernance(ledger);
    }

    /// What was signed.
    ///
    /// @param decisions how many
    /// @param notes what a person should know: a timestamp that could not be had
    public record Outcome(String reviewer, int decisions, int exceptionsMade, String sentence, List<String> notes) {
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
        byte[] p7s = proofs.stamped(ready.campaign(), ready.signature().p7s().array(), notes);
        return workspace.write(tx -> {
            Prepared again = prepare(tx, campaignName, key, now, Optional.of(p7s));
            if (!again.signature().manifest().equals(ready.signature().manifest())) {
                throw new RefusedException(
                        campaignName, "Somebody changed the workspace while this was signed.", "Sign again.");
            }
            StoredSignature signature = again.signature();
            new EvidenceStore(tx).insert(signature);
            store(tx, actor, again, signature);
            int exceptions = applyToGovernance(
                    tx, actor.as(signature.address()), new CampaignStore(tx).items(campaignName), again.waiting(), now);
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
        List<Decision> waiting = waiting(campaigns, campaignName, key);
        if (waiting.isEmpty()) {
            throw new RefusedException(
                    key.address(),
                    "Nothing in " + campaignName + " waits for a signature of this address.",
                    "Decide first: countersign decide, or sign with the key of the reviewer who decided.");
        }
        StoredEvidence.require(tx, ledger, campaign);
        String reviewer = waiting.getFirst().reviewer();
        pinned(tx, reviewer, key);
        return new Prepared(campaign, waiting, sign(tx, campaignName, reviewer, key, waiting, now, made));
    }

    private void store(Transaction tx, Actor actor, Prepared ready, StoredSignature signature) {
        var campaigns = new CampaignStore(tx);
        ready.waiting().forEach(decision -> campaigns.sign(decision, signature.number()));
        ledger.append(
                tx,
                actor.as(signature.address()),
                "decisions.signed",
                CanonicalJson.object()
                        .put("campaign", signature.campaign())
                        .put("ordinal", signature.ordinal())
                        .put("decisions", ready.waiting().size())
                        .put("decisionsSha256", Sha256.hex(signature.decisions().array()))
                        .put("manifestSha256", Sha256.hex(signature.manifest().array()))
                        .put("certificateSha256", signature.fingerprint()));
    }

    /// A person's first certificate in this workspace stays theirs: anybody can make a key with any address. A
    /// new one is taken once somebody has trusted it, which is an event of its own.
    static void pinned(Transaction tx, String address, SigningKey key) throws RefusedException {
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

    static void checkValid(SigningKey key, Instant now) throws RefusedException {
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

    private static StoredSignature sign(
            Transaction tx,
            String campaign,
            String reviewer,
            SigningKey key,
            List<Decision> waiting,
            Instant now,
            Optional<byte[]> made) {
        var store = new EvidenceStore(tx);
        var campaigns = new CampaignStore(tx);
        int ordinal = store.signatures(campaign).size() + 1;
        var lines = new StringBuilder();
        waiting.forEach(
                decision -> lines.append(CanonicalJson.text(decision.json())).append('\n'));
        byte[] decisions = lines.toString().getBytes(StandardCharsets.UTF_8);
        var covered = new TreeMap<String, byte[]>();
        covered.put("campaign.json", campaigns.frozen(campaign));
        covered.put("items.ndjson", campaigns.itemLines(campaign));
        covered.put("decisions/" + AsicManifest.three(ordinal) + ".ndjson", decisions);
        byte[] manifest = AsicManifest.over(ordinal, covered).bytes();
        byte[] p7s = made.orElseGet(() -> Cades.sign(manifest, key, Optional.of(now)));
        return new StoredSignature(
                store.nextNumber(),
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

    private int applyToGovernance(
            Transaction tx, Actor actor, List<ItemState> items, List<Decision> waiting, Instant now) {
        Map<String, ReviewItem> byId = new HashMap<>();
        var standing = new HashSet<Long>();
        items.forEach(state -> {
            byId.put(state.item().id(), state.item());
            state.decision().ifPresent(decision -> standing.add(decision.number()));
        });
        // A dont-know that somebody has answered is signed, and changes nothing any more.
        List<Decision> signed = waiting.stream()
                .filter(decision -> standing.contains(decision.number()))
                .toList();
        var exceptions = new ArrayList<ObjectNode>();
        var cards = new ArrayList<ObjectNode>();
        var today = now.atZone(ZoneOffset.UTC).toLocalDate();
        for (Decision decision : signed) {
            ReviewItem item = java.util.Objects.requireNonNull(byId.get(decision.item()));
            if (decision.verdict() == Verdict.APPROVE_UNTIL) {
                exceptions.add(GovernanceJson.json(new ExceptionRecord(
                        "EX-" + item.id(),
                        item.source(),
                        item.account().orElseThrow(),
                        access(item),
                        Optional.of(decision.reviewer()),
                        decision.reason(),
                        Optional.of(today),
                        decision.until())));
            }
            if (decision.verdict() == Verdict.APPROVE && item.kind() == Kind.GROUP) {
                cards.add(reviewedToday(item, today.toString()));
                attested(tx, actor, decision, item, today.toString());
            }
        }
        // What was granted until a day and is now decided otherwise is granted no longer.
        List<String> ended = signed.stream()
                .filter(decision -> decision.supersedes().isPresent() && decision.verdict() != Verdict.APPROVE_UNTIL)
                .map(decision -> "EX-" + decision.item())
                .toList();
        governance.put(tx, actor, now, Map.of("exceptions", exceptions, "groups", cards), ended);
        return exceptions.size();
    }

    /// Says who was in the group, as an owner's attestation at the group itself does.
    private void attested(Transaction tx, Actor actor, Decision decision, ReviewItem item, String today) {
        var ids = new ArrayList<String>();
        item.line().path("members").path("ids").forEach(id -> ids.add(id.asText()));
        String group = item.line().path("group").path("id").asText();
        ledger.append(
                tx,
                actor,
                Attested.EVENT,
                Attested.of(item.source(), group, ids)
                        .json()
                        .put("reviewed", today)
                        .put("campaign", decision.campaign()));
    }

    private static Optional<Access> access(ReviewItem item) {
        return switch (item.kind()) {
            case MEMBERSHIP ->
                Optional.of(new Access(
                        Access.Kind.GROUP, item.line().path("group").path("id").asText()));
            case ROLE ->
                Optional.of(new Access(
                        Access.Kind.ROLE, item.line().path("role").path("value").asText()));
            case ENTITLEMENT ->
                Optional.of(new Access(
                        Access.Kind.ENTITLEMENT,
                        item.line().path("entitlement").path("value").asText()));
            case EXCEPTION ->
                Optional.of(item.line().path("exception").path("access").asText(""))
                        .filter(text -> !text.isEmpty())
                        .map(Access::parse);
            case ACCOUNT, MAPPING, GROUP -> Optional.empty();
        };
    }

    /// The card as frozen, under the group's id, with today as its last review.
    private static ObjectNode reviewedToday(ReviewItem item, String today) {
        ObjectNode card = CanonicalJson.object()
                .put("source", item.source())
                .put(
                        "group",
                        item.line()
                                .path("policy")
                                .path("reference")
                                .asText(item.line().path("group").path("id").asText()));
        for (String name : List.of("owner", "purpose", "classification")) {
            String text = item.line().path("policy").path(name).asText("");
            if (!text.isEmpty()) {
                card.put(name, text);
            }
        }
        String cadence = item.line().path("policy").path("cadence").asText("");
        if (!cadence.isEmpty()) {
            card.put("cadence", "P" + Duration.parse(cadence).toDays() + "D");
        }
        return card.put("lastReviewed", today);
    }
}
