package org.countersign.ui.review;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.countersign.campaign.Decision;
import org.countersign.campaign.RecordDecision.Draft;
import org.countersign.campaign.RecordDecision.Manner;

/// What was taken back, the last first, so that it can be decided again as it was: one by one, or as the batch
/// that it was.
final class UndoneDecisions {
    private final Deque<List<Decision>> taken = new ArrayDeque<>();

    void push(List<Decision> decisions) {
        if (!decisions.isEmpty()) {
            taken.push(decisions);
        }
    }

    boolean isEmpty() {
        return taken.isEmpty();
    }

    /// Drafts of what was taken back last.
    List<Draft> last() {
        return taken.element().stream()
                .map(old -> new Draft("", old.item(), old.verdict(), old.reason(), old.until(), old.seconds()))
                .toList();
    }

    /// How that was decided.
    Manner manner() {
        return new Manner(taken.element().getFirst().mode().startsWith("bulk:"), false);
    }

    void pop() {
        taken.pop();
    }

    void clear() {
        taken.clear();
    }
}
