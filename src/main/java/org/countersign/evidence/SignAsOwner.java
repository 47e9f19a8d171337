package org.countersign.evidence;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.DelegationStore;
import org.countersign.ledger.Actor;
import org.countersign.ledger.Ledger;
import org.countersign.text.CanonicalJson;
import org.countersign.text.Sha256;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Transaction;
import org.countersign.workspace.Workspace;

/// Use case: the owner signs the closed campaign. Makes and signs the PDF once, and the bundle over all
/// files.
///
/// The document is made, and an authority asked for timestamps, outside of any transaction; if the ledger has grown
/// meanwhile, nothing is stored.
public final class SignAsOwner {
    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;
    private final AttestationMaker maker;

    /// @param maker of the PDF
    public SignAsOwner(Workspace workspace, Ledger ledger, Clock clock, AttestationMaker maker) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
        this.maker = maker;
    }

    private record Made(
            byte[] bundle, byte[] attestation, long head, Instant at, SignatureLevel level, List<String> notes) {}

    /// What was signed.
    ///
    /// @param sha256 of the bundle
    /// @param level that the owner's signature reached
    /// @param notes what a person should know: a timestamp that could not be had, signatures that nobody should
    /// rely on
    public record Outcome(String sha256, SignatureLevel level, List<String> notes) {
        /// Copies the list.
        public Outcome {
            notes = List.copyOf(notes);
        }
    }

    /// Answers the SHA-256 of the bundle.
    ///
    /// @throws RefusedException where the campaign is not closed, or the key is not the owner's
    public String run(Actor actor, String campaignName, SigningKey key) throws RefusedException {
        return run(actor, campaignName, key, Proofs.NONE).sha256();
    }

    /// The same with revocation lists, and a timestamp over the signature.
    public Outcome run(Actor actor, String campaignName, SigningKey key, Proofs proofs) throws RefusedException {
        Gathered gathered = workspace.read(tx -> gather(tx, campaignName, key, proofs));
        Made made = make(gathered, key, proofs);
        return workspace.write(tx -> {
            Campaign campaign = requireClosed(new CampaignStore(tx).get(campaignName), key);
            if (ledger.head(tx).seq() != made.head()) {
                throw new RefusedException(
                        campaignName, "Somebody changed the workspace while the document was made.", "Sign again.");
            }
            String sha256 = Sha256.hex(made.bundle());
            new EvidenceStore(tx).insertBundle(campaign.name(), made.at(), sha256, made.attestation(), made.bundle());
            new CampaignStore(tx).state(campaign.name(), Campaign.State.SIGNED, Optional.empty(), Optional.empty());
            ledger.append(
                    tx,
                    actor.as(campaign.owner()),
                    "campaign.signed",
                    CanonicalJson.object()
                            .put("campaign", campaign.name())
                            .put("bundleSha256", sha256)
                            .put("attestationSha256", Sha256.hex(made.attestation()))
                            .put("certificateSha256", SigningKey.fingerprint(key.certificate())));
            return new Outcome(sha256, made.level(), made.notes());
        });
    }

    private static Campaign requireClosed(Campaign campaign, SigningKey key) throws RefusedException {
        if (campaign.state() != Campaign.State.CLOSED && campaign.state() != Campaign.State.CLOSED_INCOMPLETE) {
            throw new RefusedException(
                    campaign.name(),
                    "The campaign is " + campaign.state().text() + "; the owner signs a closed one, once.",
                    campaign.state() == Campaign.State.OPEN ? "Close it: countersign campaign close" : "",
                    campaign.state() == Campaign.State.OPEN ? "Close it first." : "");
        }
        if (!SigningKey.carries(key.certificate(), campaign.owner())) {
            throw new RefusedException(
                    key.address(),
                    "The campaign's owner is " + campaign.owner() + ", and this key carries another address.",
                    "Sign with the owner's key.");
        }
        return campaign;
    }

    /// What is signed, as it stood in one moment.
    ///
    /// @param files of the bundle, without the document and the roster
    private record Gathered(
            Campaign campaign,
            AttestationMaker.Content content,
            List<StoredSignature> signatures,
            TreeMap<String, byte[]> files,
            SortedMap<String, RevokeCertificate.Revoked> revoked,
            int ordinal,
            Map<String, String> reviewers,
            Map<String, String> delegating,
            long head,
            Instant at) {}

    private Gathered gather(Transaction tx, String campaignName, SigningKey key, Proofs proofs)
            throws RefusedException {
        Campaign campaign = requireClosed(new CampaignStore(tx).get(campaignName), key);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        SignAsReviewer.checkValid(key, now);
        StoredEvidence.require(tx, ledger, campaign);
        SignAsReviewer.pinned(tx, campaign.owner(), key);
        proofs.require(campaign);
        List<StoredSignature> signatures = new EvidenceStore(tx).signatures(campaignName);
        return new Gathered(
                campaign,
                Attestation.content(tx, campaign, ledger, Optional.of(key), now),
                signatures,
                BundleFiles.frozen(tx, campaign, ledger, signatures),
                new EvidenceStore(tx).revoked(),
                ReviewerSignature.next(tx, campaignName),
                reviewerIds(tx, campaign, signatures),
                delegating(tx, campaign),
                ledger.head(tx).seq(),
                now);
    }

    private Made make(Gathered of, SigningKey key, Proofs proofs) throws RefusedException {
        var notes = new ArrayList<String>();
        TreeMap<String, byte[]> files = of.files();
        files.putAll(new TrustFiles(files, of.signatures(), key, proofs.lists(), of.revoked()).files(of.at(), notes));
        var stamping = new Stamping(of.campaign(), proofs, notes);
        byte[] attestation = maker.signed(
                of.content(),
                BundleFiles.decisions(of.signatures()),
                key,
                proofs.authority().isEmpty() ? AttestationMaker.Stamp.NONE : stamping);
        files.put("attestation.pdf", attestation);
        BundleFiles.addRoster(
                files,
                of.campaign(),
                of.signatures(),
                key,
                of.ordinal(),
                of.reviewers(),
                of.delegating(),
                of.revoked());
        var covered = new TreeMap<>(files);
        covered.remove(CanonicalZip.MIMETYPE);
        byte[] manifest = AsicManifest.over(of.ordinal(), covered).bytes();
        files.put(AsicManifest.name(of.ordinal()), manifest);
        byte[] p7s = stamping.over(Cades.sign(manifest, key, Optional.of(of.at())));
        files.put(AsicManifest.signatureName(of.ordinal()), p7s);
        return new Made(CanonicalZip.write(files), attestation, of.head(), of.at(), SignatureLevel.of(p7s), notes);
    }

    /// Of the document and of the bundle: an authority that fails is asked once, and then neither has a timestamp.
    private static final class Stamping implements AttestationMaker.Stamp {
        private final Campaign campaign;
        private final Proofs proofs;
        private final List<String> notes;
        private boolean failed;

        Stamping(Campaign campaign, Proofs proofs, List<String> notes) {
            this.campaign = campaign;
            this.proofs = proofs;
            this.notes = notes;
        }

        @Override
        public byte[] over(byte[] p7s) throws RefusedException {
            if (failed) {
                return p7s;
            }
            byte[] stamped = proofs.stamped(campaign, p7s, notes);
            failed = SignatureLevel.of(stamped) == SignatureLevel.B_B;
            return stamped;
        }
    }

    /// The ids that stand for addresses in events. Those of signers exist: they were written when they
    /// decided.
    private static Map<String, String> reviewerIds(
            Transaction tx, Campaign campaign, List<StoredSignature> signatures) {
        var ids = new HashMap<String, String>();
        var ledgerStore = new org.countersign.ledger.LedgerStore(tx);
        signatures.forEach(signature ->
                ledgerStore.knownReviewer(signature.address()).ifPresent(id -> ids.put(signature.address(), id)));
        ledgerStore.knownReviewer(campaign.owner()).ifPresent(id -> ids.put(campaign.owner(), id));
        return ids;
    }

    /// The ids of who named a deputy, and of those to whom goes what they or their deputy do not know: they
    /// need not sign.
    private static Map<String, String> delegating(Transaction tx, Campaign campaign) {
        var ids = new TreeMap<String, String>();
        List<String> delegators = new DelegationStore(tx).delegators(campaign.name());
        if (!delegators.isEmpty()) {
            var ledgerStore = new org.countersign.ledger.LedgerStore(tx);
            Stream.concat(delegators.stream(), Stream.of(campaign.fallback(), campaign.owner()))
                    .forEach(address -> ledgerStore.knownReviewer(address).ifPresent(id -> ids.put(address, id)));
        }
        return ids;
    }
}
