package org.countersign.ui.evidence;

import java.time.Instant;
import java.util.Optional;

/// Who answers for a campaign, and whether they have signed.
///
/// @param who an address; empty where nobody is asked
/// @param decided of `items`
/// @param open that count as open, once it has ended
public record SignatureRow(String who, Role role, int decided, int items, int open, State state, Optional<Instant> at) {
    /// As what.
    public enum Role {
        /// Decides items.
        REVIEWER,
        /// Signs it whole.
        OWNER
    }

    /// How far the signature is.
    public enum State {
        /// It is there.
        SIGNED,
        /// It is there, and newer decisions are not covered by it.
        MORE_TO_SIGN,
        /// Decisions are there, a signature is not.
        NOT_SIGNED,
        /// Nothing is there yet.
        NOT_STARTED,
        /// It has ended, and what was not signed counts as open.
        COUNTS_AS_OPEN
    }
}
