package org.countersign.governance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/// Governance as it was after one change.
///
/// @param effective from when it holds; the first holds from the beginning whatever this says
/// @param body JSON of the file's shape: every record in force
/// @param origins for each record `section/key`, whether it came from a `file` or from a `person`, or was `exported`
///     since; and [#ENDED] for one that is not there any more because a person ended it, until the next export
/// @param sha256 of the file as given, or of the canonical body where a person made the change
public record GovernanceVersion(
        long number, Instant effective, Instant at, String sha256, ObjectNode body, ObjectNode origins) {
    /// The origin of what a person ended.
    static final String ENDED = "ended";
}
