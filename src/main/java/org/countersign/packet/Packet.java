package org.countersign.packet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.ReceivedItem;
import org.countersign.evidence.Cades;

/// A packet that holds in itself: every file is covered by one signature, and that is by a certificate with the address
/// of the campaign's owner.
///
/// @param id in hex, 32 characters
/// @param reviewer whom it is for
/// @param known fingerprints of certificates by which the owner knows the reviewer; none before they have signed there
/// @param signature the number that was set aside for the reviewer's signature
/// @param first the number that was set aside for a decision on its first item
/// @param ledger the head of the owner's ledger when it was made
/// @param around what revoking its items is measured against, and who of them holds a SCIM token
/// @param sha256 of the file
/// @param by the owner's signature
public record Packet(
        String id,
        Campaign campaign,
        String reviewer,
        List<String> known,
        Instant madeAt,
        int signature,
        long first,
        String ledger,
        List<ReceivedItem> items,
        String itemsSha256,
        ObjectNode around,
        String sha256,
        Cades.Signature by) {
    static final String FORMAT = "countersign-packet";
    static final int VERSION = 1;
    static final String FACTS = "packet.json";
    static final String CAMPAIGN = "campaign.json";
    static final String ITEMS = "items.ndjson";
    static final String CONTEXT = "context.ndjson";
    static final String AROUND = "around.json";
    static final String CERTIFICATE = "certs/001.pem";
    /// Everything that the owner's signature covers.
    static final List<String> FILES = List.of(AROUND, CAMPAIGN, CERTIFICATE, CONTEXT, ITEMS, FACTS);
    /// Of the owner's manifest and signature.
    static final int NUMBER = 1;

    /// Copies the lists.
    public Packet {
        known = List.copyOf(known);
        items = List.copyOf(items);
    }

    /// The certificate that signed it.
    public X509Certificate certificate() {
        return by.certificate();
    }

    /// A certificate of its reviewer that the owner knows.
    public Optional<String> knownAs() {
        return known.stream().findFirst();
    }
}
