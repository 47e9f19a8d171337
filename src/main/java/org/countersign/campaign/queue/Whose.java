package org.countersign.campaign.queue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.campaign.Verdict;

/// Whose items a queue holds: one person's own, and what waits for those whom they answer for today.
///
/// @param spellings of their address
/// @param standsFor every spelling of those who named them as their deputy, with the number of the delegation
record Whose(List<String> spellings, Map<String, Long> standsFor) {
    /// Copies both.
    Whose {
        spellings = List.copyOf(spellings);
        standsFor = Map.copyOf(standsFor);
    }

    /// Whether this person said it.
    boolean by(Optional<String> decidedBy) {
        return decidedBy.filter(spellings::contains).isPresent();
    }

    /// Whether it is theirs because somebody is away: not what somebody else has answered.
    ///
    /// @param reviewer whose turn it is
    boolean delegated(String reviewer, String verdict, Optional<String> decidedBy) {
        return standsFor.containsKey(reviewer)
                && !spellings.contains(reviewer)
                && (verdict.isEmpty() || verdict.equals(Verdict.DONT_KNOW.name()) || by(decidedBy));
    }

    /// What is said of an item, as this person's queue has it.
    Queue.State state(
            int number, String reviewer, String verdict, Optional<String> decidedBy, boolean signed, boolean covered) {
        boolean delegated = delegated(reviewer, verdict, decidedBy);
        return new Queue.State(
                number, delegated || spellings.contains(reviewer), verdict, by(decidedBy), signed, covered, delegated);
    }
}
