package org.countersign.ui.review;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.countersign.campaign.Campaign;
import org.countersign.campaign.Decision;
import org.countersign.campaign.Figures;
import org.countersign.campaign.ItemState;
import org.countersign.text.Formats;
import org.countersign.text.Spoken;
import org.countersign.text.Strings;
import org.countersign.ui.parts.ItemWords;
import org.countersign.ui.review.ReviewQueue.Segment;

/// What stands over the queue.
///
/// @param open whether anything can be decided
/// @param figures of this reviewer's items
/// @param waiting items that wait for this reviewer
/// @param unsigned decisions of this reviewer that a signature would cover
/// @param counts of each segment, in its order
/// @param lastDecision that undo would take back, in words
public record ReviewHead(
        boolean open,
        String title,
        String due,
        String subtitle,
        Figures figures,
        int waiting,
        int unsigned,
        List<Integer> counts,
        Optional<String> lastDecision) {
    static final ReviewHead NONE = of(Optional.empty(), ReviewQueue.NONE, ZoneId.of("UTC"));

    /// Copies the list.
    public ReviewHead {
        counts = List.copyOf(counts);
    }

    static ReviewHead of(Optional<Campaign> campaign, ReviewQueue queue, ZoneId zone) {
        return new ReviewHead(
                campaign.filter(one -> one.state() == Campaign.State.OPEN).isPresent(),
                campaign.map(Campaign::title).orElse(Strings.of("review.none")),
                campaign.map(one -> one.state() == Campaign.State.OPEN
                                ? Strings.of("overview.due", Spoken.date(one.due()))
                                : Strings.of("campaign.state." + one.state().text()))
                        .orElse(""),
                campaign.map(one -> Strings.of("review.frozen", Spoken.at(one.asOf(), zone)))
                        .orElse(""),
                Figures.of(queue.items()),
                queue.waiting(),
                queue.unsigned().size(),
                Arrays.stream(Segment.values()).map(queue::count).toList(),
                queue.unsigned().stream()
                        .max(Comparator.comparingLong(Decision::number))
                        .map(decision -> describe(queue, decision)));
    }

    /// `138 of 412 decided, 274 open`.
    String progress() {
        return Strings.of(
                "review.progress",
                Spoken.number(figures.decided()),
                Spoken.number(figures.items()),
                Spoken.number(waiting));
    }

    /// What comes next, for the status bar.
    String next(Optional<ItemState> selected) {
        return waiting == 0
                ? Strings.of("review.allDone", figures.items())
                : selected.map(state -> Strings.of("review.next", spoken(state), Spoken.number(waiting)))
                        .orElse("");
    }

    /// `Ida Holm, oncall`.
    private static String spoken(ItemState state) {
        return Formats.name(state.item().label()) + ", " + ItemWords.access(state.item());
    }

    /// `Revoked: Ida Holm`.
    static String describe(ReviewQueue queue, Decision decision) {
        String label = queue.items().stream()
                .filter(state -> state.item().id().equals(decision.item()))
                .map(state -> state.item().label())
                .findFirst()
                .orElse(decision.item());
        return Strings.of("review.verdict." + decision.verdict().text()) + ": " + Formats.name(label);
    }
}
