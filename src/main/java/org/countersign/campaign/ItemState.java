package org.countersign.campaign;

import java.util.List;
import java.util.Optional;

/// An item with what was said of it.
///
/// @param reviewer whose turn it is
/// @param decision the newest that was not undone
/// @param signed whether that decision is signed, and so counts
/// @param covered whether revoking its account answers it
/// @param notes what reviewers wrote on it, the newest first; none where items are read by the thousand
public record ItemState(
        ReviewItem item,
        String reviewer,
        Optional<Decision> decision,
        boolean signed,
        boolean covered,
        List<ItemNote> notes) {
    /// Copies the list.
    public ItemState {
        notes = List.copyOf(notes);
    }

    /// Without notes.
    public ItemState(ReviewItem item, String reviewer, Optional<Decision> decision, boolean signed, boolean covered) {
        this(item, reviewer, decision, signed, covered, List.of());
    }

    /// Whether somebody must still say something.
    public boolean open() {
        return !covered
                && decision.filter(made -> made.verdict() != Verdict.DONT_KNOW).isEmpty();
    }

    /// With whom it counts: whoever has answered it, else whose turn it is. Who has passed an item on has not answered
    /// it.
    public String answeredBy() {
        return decision.filter(made -> made.verdict() != Verdict.DONT_KNOW)
                .map(Decision::reviewer)
                .orElse(reviewer);
    }

    /// `open`, `covered`, or the decision.
    public String text() {
        return decision.map(made -> made.verdict().text()).orElse(covered ? "covered" : "open");
    }
}
