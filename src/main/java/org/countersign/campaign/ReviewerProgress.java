package org.countersign.campaign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// How far one reviewer is, with the figures that the evidence says about them.
///
/// @param items that are theirs now, or that they have answered
/// @param open items that wait for them
/// @param figures of their items
/// @param unsigned decisions that a signature of theirs would cover
/// @param signed whether they have signed anything
/// @param medianSeconds that an item was shown before its decision, 0 where nothing was measured
/// @param largestBatch 0 where nothing was decided in bulk
/// @param last when they decided last
public record ReviewerProgress(
        String reviewer,
        int items,
        int open,
        Figures figures,
        int unsigned,
        boolean signed,
        long medianSeconds,
        int largestBatch,
        Optional<Instant> last) {
    /// Of every reviewer, by address.
    ///
    /// @param decisions that were not undone
    /// @param signers who have signed
    public static List<ReviewerProgress> of(
            List<ItemState> items, List<Decision> decisions, Collection<String> signers) {
        Map<String, List<ItemState>> theirs = new TreeMap<>();
        items.forEach(state -> theirs.computeIfAbsent(state.answeredBy(), _ -> new ArrayList<>())
                .add(state));
        Map<String, List<Decision>> made = new TreeMap<>();
        decisions.forEach(one ->
                made.computeIfAbsent(one.reviewer(), _ -> new ArrayList<>()).add(one));
        made.keySet().forEach(reviewer -> theirs.computeIfAbsent(reviewer, _ -> new ArrayList<>()));
        return theirs.entrySet().stream()
                .map(entry -> of(
                        entry.getKey(),
                        entry.getValue(),
                        made.getOrDefault(entry.getKey(), List.of()),
                        signers.contains(entry.getKey())))
                .toList();
    }

    private static ReviewerProgress of(
            String reviewer, List<ItemState> items, List<Decision> decisions, boolean signed) {
        List<Long> seconds = decisions.stream()
                .map(Decision::seconds)
                .filter(shown -> shown > 0)
                .sorted()
                .toList();
        return new ReviewerProgress(
                reviewer,
                items.size(),
                (int) items.stream().filter(ItemState::open).count(),
                Figures.of(items),
                (int) items.stream()
                        .filter(state -> state.decision()
                                        .filter(made -> made.reviewer().equals(reviewer))
                                        .isPresent()
                                && !state.signed())
                        .count(),
                signed,
                seconds.isEmpty() ? 0 : seconds.get(seconds.size() / 2),
                decisions.stream().mapToInt(Decision::batch).max().orElse(0),
                decisions.stream().map(Decision::decidedAt).max(Instant::compareTo));
    }
}
