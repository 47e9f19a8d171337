package org.countersign.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A packet that was opened here: one reviewer's items of a campaign that lies in another workspace.
///
/// @param number in the order in which they were opened
/// @param packet its id
/// @param certificates by which the owner knows the reviewer, SHA-256; none where they have not signed there yet
/// @param signature the number that the reviewer's signature has in the campaign
/// @param first the number of a decision on the packet's first item; those of the others follow in their order
/// @param itemsSha256 of the packet's `items.ndjson`
/// @param around what surrounds its items, as the packet has it
/// @param answeredAt when it was signed; from then on it is locked
public record Received(
        long number,
        String packet,
        String campaign,
        String reviewer,
        List<String> certificates,
        int signature,
        long first,
        Instant madeAt,
        String itemsSha256,
        String around,
        Instant openedAt,
        Optional<Instant> answeredAt) {
    /// Copies the list.
    public Received {
        certificates = List.copyOf(certificates);
    }
}
