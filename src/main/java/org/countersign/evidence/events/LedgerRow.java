package org.countersign.evidence.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An event of the ledger as people read it.
///
/// @param type as the ledger has it
/// @param who the reviewer's address, else who was at the keyboard
/// @param osUser who was at the keyboard
/// @param about what it is about, the narrowest first
/// @param body everything that is hashed, without names
/// @param prev the hash before, in hex
/// @param hash its own, in hex
/// @param signed who signed the chain up to here, and with what
public record LedgerRow(
        long seq,
        String type,
        Instant at,
        String who,
        String osUser,
        List<About> about,
        JsonNode body,
        String prev,
        String hash,
        Optional<Anchor> signed) {
    /// Copies the list.
    public LedgerRow {
        about = List.copyOf(about);
    }

    /// A signature whose bundle ends with an event.
    ///
    /// @param by the owner's address
    /// @param campaign its title
    public record Anchor(String by, String campaign) {}

    /// What it tells besides who and when.
    public JsonNode data() {
        return body.path("data");
    }
}
