package org.countersign.scim.pull;

import java.time.Duration;

/// How far a server is trusted with our disk and time.
///
/// @param connect until a connection stands
/// @param stall without a byte
/// @param answer one answer, from asking to its last byte
/// @param optional the same of an answer that the pull can do without
/// @param total the whole pull
/// @param answerBytes of one answer
/// @param totalBytes of all
/// @param answers how many
/// @param attempts of one question, the first among them
/// @param backOff before the second; it doubles, to 32 times itself
/// @param waiting in all, for a server that asks to wait or fails
public record PullLimits(
        Duration connect,
        Duration stall,
        Duration answer,
        Duration optional,
        Duration total,
        long answerBytes,
        long totalBytes,
        int answers,
        int attempts,
        Duration backOff,
        Duration waiting) {
    /// Enough for a million users in pages of 100.
    public static final PullLimits DEFAULT = new PullLimits(
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            Duration.ofMinutes(10),
            Duration.ofSeconds(10),
            Duration.ofHours(6),
            256L << 20,
            8L << 30,
            100_000,
            5,
            Duration.ofSeconds(1),
            Duration.ofMinutes(30));
}
