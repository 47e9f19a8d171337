package org.countersign.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// A review: a frozen population, a due day, an owner.
///
/// @param asOf the instant whose snapshots and governance it froze
/// @param frozen `campaign.json`
public record Campaign(
        String name,
        String title,
        String owner,
        String fallback,
        LocalDate due,
        Instant openedAt,
        Instant asOf,
        State state,
        Optional<Instant> closedAt,
        Optional<String> incompleteReason,
        ObjectNode frozen) {
    /// What its owner asks of its reviewers, as it was frozen.
    public Optional<String> instructions() {
        return ReviewItem.text(frozen, "instructions");
    }

    /// Whether each signature of it must carry a timestamp (RFC 3161).
    public boolean timestampRequired() {
        return frozen.path("timestampRequired").asBoolean();
    }

    /// cli-and-files.md, "States".
    public enum State {
        /// Decisions are taken.
        OPEN,
        /// Everything is decided and signed by its reviewers.
        CLOSED,
        /// Closed with open items, for a reason.
        CLOSED_INCOMPLETE,
        /// The owner has signed.
        SIGNED,
        /// Ended without a result.
        CANCELLED;

        /// As written in files.
        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
