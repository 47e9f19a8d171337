package org.countersign.evidence;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.CampaignStore;
import org.countersign.campaign.ReceivedStore;
import org.countersign.ledger.Ledger;
import org.countersign.work.RefusedException;
import org.countersign.workspace.Workspace;

/// Use case: hands out the finished bundle, and the attestation: signed, or a draft before that.
public final class ExportEvidence {
    private final Workspace workspace;
    private final Ledger ledger;
    private final Clock clock;
    private final AttestationMaker maker;

    /// @param maker of drafts
    public ExportEvidence(Workspace workspace, Ledger ledger, Clock clock, AttestationMaker maker) {
        this.workspace = workspace;
        this.ledger = ledger;
        this.clock = clock;
        this.maker = maker;
    }

    /// The bundle's bytes.
    ///
    /// @throws RefusedException before the owner has signed
    public byte[] bundle(String campaign) throws RefusedException {
        return workspace.read(tx -> {
            Campaign found = new CampaignStore(tx).get(campaign);
            Optional<byte[]> bundle = new EvidenceStore(tx).bundle(campaign);
            if (bundle.isEmpty()) {
                throw new RefusedException(
                        campaign,
                        "The campaign is " + found.state().text()
                                + "; there is no evidence before its owner has signed.",
                        "Close it and sign: countersign sign " + campaign + " --as owner",
                        "Close it and sign it.");
            }
            StoredEvidence.require(tx, ledger, found);
            return bundle.get();
        });
    }

    /// The PDF's bytes.
    ///
    /// @param draft whether it is one
    public record Document(byte[] pdf, boolean draft) {}

    /// The signed PDF, or a draft.
    public Document document(String campaign) throws RefusedException {
        return workspace.read(tx -> {
            Campaign found = new CampaignStore(tx).get(campaign);
            new ReceivedStore(tx).requireWhole(found);
            Optional<byte[]> signed = new EvidenceStore(tx).attestation(campaign);
            return signed.isPresent()
                    ? new Document(signed.get(), false)
                    : new Document(
                            maker.draft(Attestation.content(tx, found, ledger, Optional.empty(), clock.instant())),
                            true);
        });
    }

    /// What extracts of a campaign can be about.
    ///
    /// @param sources by their ids, what they are called
    /// @param owners of groups
    public record ExtractChoices(SortedMap<String, String> sources, List<String> owners) {
        /// Copies the list.
        public ExtractChoices {
            owners = List.copyOf(owners);
        }
    }

    /// What extracts of a campaign can be about; nothing of one that is unknown.
    public ExtractChoices choices(String campaign) {
        return workspace.read(tx -> {
            var store = new EvidenceStore(tx);
            return new ExtractChoices(store.sources(campaign), store.groupOwners(campaign));
        });
    }

    /// A report about a part of the campaign, signed or not; it is itself no evidence, and says so.
    ///
    /// @throws RefusedException where there is no such campaign, or nothing in it of such a part
    public byte[] extract(String campaign, AttestationMaker.Extract extract) throws RefusedException {
        return workspace.read(tx -> {
            Campaign found = new CampaignStore(tx).get(campaign);
            var content = Attestation.extract(
                    Attestation.content(tx, found, ledger, Optional.empty(), clock.instant()), extract);
            if (content.items().isEmpty()) {
                throw switch (extract) {
                    case AttestationMaker.Extract.OfSource of ->
                        new RefusedException(
                                of.source(),
                                "No item of " + campaign + " is of this source.",
                                "The reconciliation of the whole report names those that are.");
                    case AttestationMaker.Extract.OfOwner of ->
                        new RefusedException(
                                of.address(),
                                "No group in " + campaign + " has this owner.",
                                "Owners are those that the governance file named when the campaign was opened.");
                };
            }
            return maker.draft(content);
        });
    }
}
