package org.countersign.campaign.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.campaign.Verdict;

/// What stands beside an item, and is no part of what a decision binds: earlier decisions, what is different since, who
/// else has it.
///
/// @param earlier signed decisions on the same subject in other campaigns, newest first
/// @param differences from the line on which the newest of them was made; empty where it was never decided
/// @param holders how many in this campaign have the same access; 0 where it is not access
/// @param peers the same by department, the person's own first, then the largest
public record Context(List<Earlier> earlier, List<Difference> differences, int holders, List<Peers> peers) {
    /// Copies the lists.
    public Context {
        earlier = List.copyOf(earlier);
        differences = List.copyOf(differences);
        peers = List.copyOf(peers);
    }

    /// A decision that counted.
    ///
    /// @param mode `single`, or `bulk:N`
    public record Earlier(
            String campaign,
            Verdict verdict,
            String reviewer,
            Instant decidedAt,
            Optional<String> reason,
            String mode) {}

    /// Of one department, in this campaign.
    ///
    /// @param department empty where nobody tells it
    /// @param holding how many have the access
    /// @param of how many have an account in the same source; 0 where the campaign does not ask about accounts
    public record Peers(String department, int holding, int of) {}
}
