package org.countersign.ui.review;

import java.util.List;
import org.countersign.campaign.Decision;
import org.countersign.campaign.Verdict;

/// What the evidence will say about the reviewer, shown before they sign.
///
/// @param waiting decisions that a signature would cover
/// @param approvedShare in percent
/// @param medianSeconds on an item, 0 where nothing was measured
/// @param largestBatch 0 where nothing was decided in bulk
/// @param open items that stay open
public record SignOff(int waiting, int approvedShare, long medianSeconds, int largestBatch, int open) {
    /// @param waiting decisions that are not signed
    /// @param open items that wait
    static SignOff of(List<Decision> waiting, int open) {
        long approved = waiting.stream()
                .filter(made -> made.verdict() == Verdict.APPROVE)
                .count();
        List<Long> seconds = waiting.stream()
                .map(Decision::seconds)
                .filter(s -> s > 0)
                .sorted()
                .toList();
        int largest = waiting.stream().mapToInt(Decision::batch).max().orElse(0);
        return new SignOff(
                waiting.size(),
                waiting.isEmpty() ? 0 : (int) (approved * 100 / waiting.size()),
                seconds.isEmpty() ? 0 : seconds.get(seconds.size() / 2),
                largest,
                open);
    }
}
