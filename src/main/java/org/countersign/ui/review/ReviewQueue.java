package org.countersign.ui.review;

import java.util.List;
import java.util.Locale;
import org.countersign.campaign.Decision;
import org.countersign.campaign.ItemState;
import org.countersign.campaign.Kind;
import org.countersign.drift.Severity;
import org.countersign.text.Formats;
import org.countersign.ui.parts.ItemWords;

/// One reviewer's items and the views of them; pure, so that it is tested without a toolkit.
///
/// @param items everything that is, or was, this reviewer's
public record ReviewQueue(String reviewer, List<ItemState> items) {
    static final ReviewQueue NONE = new ReviewQueue("", List.of());

    /// The segments over the queue.
    public enum Segment {
        /// New or changed since the last signed review; the first view.
        CHANGED,
        /// With something found on them.
        FINDINGS,
        /// Every open one.
        ALL,
        /// What this reviewer has decided.
        DONE
    }

    /// Copies the list.
    public ReviewQueue {
        items = List.copyOf(items);
    }

    /// A reviewer's part of a population: whose turn it is, and what they decided.
    static ReviewQueue of(List<ItemState> population, String reviewer) {
        return new ReviewQueue(
                reviewer,
                population.stream()
                        .filter(state -> same(state.reviewer(), reviewer)
                                || state.decision()
                                        .filter(made -> same(made.reviewer(), reviewer))
                                        .isPresent())
                        .toList());
    }

    private static boolean same(String one, String other) {
        return Formats.folded(one).equals(Formats.folded(other));
    }

    /// Whether this reviewer must still say something. What they passed on by don't know is somebody else's.
    boolean waits(ItemState state) {
        return state.open() && same(state.reviewer(), reviewer);
    }

    /// How many items wait for this reviewer.
    int waiting() {
        return (int) items.stream().filter(this::waits).count();
    }

    /// This reviewer's decisions that a signature would cover; a don't know that brought an item here is not.
    List<Decision> unsigned() {
        return items.stream()
                .filter(state -> !state.signed())
                .flatMap(state -> state.decision().stream())
                .filter(made -> same(made.reviewer(), reviewer))
                .toList();
    }

    /// What a segment shows. An item that was just decided stays where it was until the segment is chosen
    /// again, so that the eye keeps its place: hence decided items are in every segment but are skipped by
    /// [#nextOpen].
    List<ItemState> in(Segment segment, String filter) {
        String wanted = filter.strip().toLowerCase(Locale.ROOT);
        return items.stream()
                .filter(state -> switch (segment) {
                    case CHANGED -> state.item().changed();
                    case FINDINGS -> !state.item().findings().isEmpty();
                    case ALL -> true;
                    case DONE -> !waits(state);
                })
                .filter(state -> wanted.isEmpty() || text(state).contains(wanted))
                .toList();
    }

    private static String text(ItemState state) {
        var text = new StringBuilder(state.item().label())
                .append(' ')
                .append(ItemWords.access(state.item()))
                .append(' ')
                .append(state.item().line().path("sourceName").asText());
        state.item().findings().forEach(finding -> text.append(' ').append(finding.rule()));
        return text.toString().toLowerCase(Locale.ROOT);
    }

    /// How many of a segment are still open; for done, how many are.
    int count(Segment segment) {
        return (int) in(segment, "").stream()
                .filter(state -> segment == Segment.DONE || waits(state))
                .count();
    }

    /// The next open item after `from` in a shown list, going round; -1 where none is.
    int nextOpen(List<ItemState> shown, int from) {
        for (int step = 1; step <= shown.size(); step++) {
            int index = Math.floorMod(from + step, shown.size());
            if (waits(shown.get(index))) {
                return index;
            }
        }
        return -1;
    }

    /// Whether approving the item asks for a reason.
    static boolean needsReason(ItemState state) {
        return state.item()
                .worst()
                .filter(worst -> worst.atLeast(Severity.HIGH))
                .isPresent();
    }

    /// Whether an item may be part of a batch: not privileged, somebody behind it, nothing found from
    /// medium up, not a policy card, a mapping or an exception (desktop.md 6).
    boolean batchable(ItemState state) {
        return waits(state)
                && !state.item().privileged()
                && !state.item().line().path("breakglass").asBoolean()
                && state.item().identity().isPresent()
                && state.item()
                        .worst()
                        .filter(worst -> worst.atLeast(Severity.MEDIUM))
                        .isEmpty()
                && (state.item().kind().isAccess() || state.item().kind() == Kind.ACCOUNT);
    }
}
