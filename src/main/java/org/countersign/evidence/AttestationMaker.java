package org.countersign.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.Figures;
import org.countersign.campaign.ItemState;
import org.countersign.ledger.Ledger;

/// Makes the attestation PDF; the report package does, and hands itself in.
public interface AttestationMaker {
    /// Everything that the document says.
    ///
    /// @param signatures of reviewers
    /// @param notEvaluable `sources (rules)`, one for rules that the same sources leave open
    /// @param owner who signs, absent in a draft
    record Content(
            Campaign campaign,
            Figures figures,
            List<ItemState> items,
            List<Signatory> signatures,
            List<String> notEvaluable,
            Ledger.Head head,
            Optional<Signatory> owner,
            Instant madeAt) {
        /// Copies the lists.
        public Content {
            items = List.copyOf(items);
            signatures = List.copyOf(signatures);
            notEvaluable = List.copyOf(notEvaluable);
        }
    }

    /// One signature in words.
    ///
    /// @param fingerprint SHA-256 of the certificate
    record Signatory(String role, String name, String address, String fingerprint, Instant at, int decisions) {}

    /// The document, signed PAdES-B-B, with `decisions.ndjson` embedded.
    byte[] signed(Content content, byte[] decisions, SigningKey key);

    /// The document marked DRAFT on every page.
    byte[] draft(Content content);

    /// Whose a signed document must be, and what it must be about.
    ///
    /// @param itemsSha256 of `items.ndjson`, printed in the document
    /// @param decisionsSha256 of the decision files joined, printed in the document and that of the file in it
    record Expected(String certificateSha256, String itemsSha256, String decisionsSha256) {}

    /// What is wrong with a signed document; empty where its last signature holds and covers it to the end, and
    /// it is about these items and decisions.
    Optional<String> fault(byte[] pdf, Expected expected);

    /// What a document says of itself.
    ///
    /// @param signatures that hold, in the order in which they were made
    /// @param signatureFaults of each that does not hold
    /// @param changeFaults of what came after a signature and is none
    /// @param contentFaults of what it carries
    /// @param decisions how many lines it carries
    record Inspected(
            List<Cades.Signature> signatures,
            List<String> signatureFaults,
            List<String> changeFaults,
            List<String> contentFaults,
            int decisions) {
        /// Copies the lists.
        public Inspected {
            signatures = List.copyOf(signatures);
            signatureFaults = List.copyOf(signatureFaults);
            changeFaults = List.copyOf(changeFaults);
            contentFaults = List.copyOf(contentFaults);
        }
    }

    /// Looks at a document by itself, whatever bytes it is made of.
    Inspected inspect(byte[] pdf);
}
