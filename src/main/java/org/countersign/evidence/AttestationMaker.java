package org.countersign.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.Figures;
import org.countersign.campaign.ItemState;
import org.countersign.ledger.Ledger;
import org.countersign.text.Formats;
import org.countersign.work.RefusedException;

/// Makes the attestation PDF; the report package does, and hands itself in.
public interface AttestationMaker {
    /// Everything that the document says.
    ///
    /// @param signatures of reviewers
    /// @param notEvaluable what drift could not tell when the population was frozen
    /// @param owner who signs, absent in a draft
    /// @param extract what of the campaign an extract is about; absent where it is about everything
    record Content(
            Campaign campaign,
            Figures figures,
            List<ItemState> items,
            List<Signatory> signatures,
            List<NotEvaluable> notEvaluable,
            Ledger.Head head,
            Optional<Signatory> owner,
            Optional<Extract> extract,
            Instant madeAt) {
        /// Copies the lists.
        public Content {
            items = List.copyOf(items);
            signatures = List.copyOf(signatures);
            notEvaluable = List.copyOf(notEvaluable);
        }
    }

    /// What an extract leaves in.
    sealed interface Extract {
        /// The items of one application.
        record OfSource(String source) implements Extract {}

        /// The groups of one owner, what they grant, and who is in them.
        record OfOwner(String address) implements Extract {
            /// Whether what governance states as an owner is this one: the address, or what stands before its `@`.
            public boolean is(String owner) {
                String folded = Formats.folded(address);
                return !owner.isEmpty()
                        && (Formats.folded(owner).equals(folded)
                                || owner.indexOf('@') < 0 && folded.startsWith(Formats.folded(owner) + "@"));
            }
        }
    }

    /// A check that could not be evaluated on a source, and why.
    record NotEvaluable(String source, String rule, String reason) {}

    /// One signature in words.
    ///
    /// @param fingerprint SHA-256 of the certificate
    /// @param issuer who says that the certificate is theirs; absent where they say so themselves
    /// @param timestamped whether a timestamp proves the time (B-T); else it is the signer's own claim (B-B)
    record Signatory(
            String role,
            String name,
            String address,
            String fingerprint,
            Optional<String> issuer,
            Instant at,
            boolean timestamped,
            int decisions) {}

    /// What is done with a signature before it goes into the document.
    interface Stamp {
        /// Leaves it as it is.
        Stamp NONE = p7s -> p7s;

        /// A CMS signature in, the same with a timestamp out, both DER.
        ///
        /// @throws RefusedException where no timestamp can be had
        byte[] over(byte[] p7s) throws RefusedException;
    }

    /// The document, signed PAdES-B-B or, with a stamp, -B-T, with `decisions.ndjson` embedded.
    ///
    /// @throws RefusedException where the stamp refuses
    byte[] signed(Content content, byte[] decisions, SigningKey key, Stamp stamp) throws RefusedException;

    /// A signed document with one signature more, in the next of its fields.
    ///
    /// @param place of the document, for messages
    /// @throws RefusedException where it has no field that is free, or the stamp refuses
    byte[] counterSigned(String place, byte[] pdf, SigningKey key, Instant at, Stamp stamp) throws RefusedException;

    /// The document marked DRAFT on every page, or EXTRACT where it is one.
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
