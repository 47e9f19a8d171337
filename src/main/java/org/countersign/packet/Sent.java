package org.countersign.packet;

import java.time.Instant;
import java.util.Optional;

/// A packet that was made here.
///
/// @param number in the order in which they were made
/// @param id that its answer names
/// @param signature the number that was set aside for the reviewer's signature
/// @param first the number that was set aside for a decision on its first item
/// @param sha256 of the file
/// @param answeredAt when its answer was merged
/// @param answerSha256 of that file
public record Sent(
        long number,
        String id,
        String campaign,
        String reviewer,
        Instant madeAt,
        int signature,
        long first,
        String sha256,
        Optional<Instant> answeredAt,
        Optional<String> answerSha256) {}
